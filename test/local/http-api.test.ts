/** The HTTP API as a function sees it: the event to the letter, and what becomes of its answer. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { monday, type SmallLaptop, smallLaptop, stopAndForget } from "./aws/small-laptop.ts";
import { ECHO_API } from "./echo-api.ts";

let laptop: SmallLaptop;

beforeAll(async () => {
  laptop = await smallLaptop(ECHO_API, {
    echo: (event: unknown) => event,
    slow: () => new Promise((resolve) => setTimeout(resolve, 300)),
    answer(event: { readonly body?: string }) {
      if (event.body === "throw") throw new Error("secret detail");
      return event.body === undefined ? "help" : JSON.parse(event.body);
    },
  });
});
afterAll(() => stopAndForget(laptop));

const ask = (path: string, init: RequestInit = {}) =>
  fetch(laptop.urls.api + path, { redirect: "manual", ...init });
const echoed = async (path: string, init: RequestInit = {}) =>
  (await ask(path, init)).json() as Promise<Record<string, unknown>>;

test("a GET comes in payload format 2.0: lower-cased headers, cookies apart, values of one name joined, virtual time", async () => {
  const event = await echoed("/echo?a=1&a=2&b=%C3%BC", {
    headers: { "X-Custom": "One", Cookie: "a=1; b=2", "User-Agent": "Mozilla/5.0" },
  });
  expect(event).toMatchObject({
    version: "2.0",
    routeKey: "ANY /echo",
    rawPath: "/echo",
    rawQueryString: "a=1&a=2&b=%C3%BC",
    cookies: ["a=1", "b=2"],
    headers: { "x-custom": "One", "user-agent": "Mozilla/5.0", "x-forwarded-for": "127.0.0.1" },
    queryStringParameters: { a: "1,2", b: "ü" },
    requestContext: {
      accountId: "000000000000",
      apiId: "Api",
      stage: "$default",
      http: {
        method: "GET",
        path: "/echo",
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "Mozilla/5.0",
      },
      time: "02/Mar/2026:09:00:00 +0000",
      timeEpoch: monday,
      requestId: expect.any(String),
      domainName: new URL(laptop.urls.api).host,
    },
    isBase64Encoded: false,
  });
  for (const absent of ["body", "pathParameters"]) expect(event).not.toHaveProperty(absent);
  expect(event["headers"]).not.toHaveProperty("cookie");
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:db8::7, 10.0.0.1", "2001:db8::7"],
  ["somewhere", "127.0.0.1"],
])("whoever says X-Forwarded-For: %s comes from %s, so that limits can be tried here", async (said, ip) => {
  const event = await echoed("/echo", { headers: { "X-Forwarded-For": said } });
  expect(event).toMatchObject({
    headers: { "x-forwarded-for": ip },
    requestContext: { http: { sourceIp: ip } },
  });
});

test.each<[string, string, string, boolean]>([
  ["JSON comes as text", "application/json", '{"a":"ü"}', false],
  ["JSON with a charset too", "application/json; charset=utf-8", "{}", false],
  ["problem+json too", "application/problem+json", "{}", false],
  ["plain text too", "text/plain", "hi", false],
  ["a form comes in base64", "application/x-www-form-urlencoded", "email=a%40b.example", true],
  ["multipart comes in base64", "multipart/form-data; boundary=x", "--x--", true],
  ["bytes come in base64", "application/octet-stream", "\u0000\u0001", true],
])("%s", async (_, type, body, isBase64Encoded) => {
  const event = await echoed("/echo", { method: "POST", headers: { "content-type": type }, body });
  expect(event).toMatchObject({
    isBase64Encoded,
    body: isBase64Encoded ? Buffer.from(body).toString("base64") : body,
  });
});

test.each<[string, string, Record<string, unknown>]>([
  [
    "a path parameter",
    "/handoffs/abc.def",
    { routeKey: "ANY /handoffs/{token}", pathParameters: { token: "abc.def" } },
  ],
  ["a path parameter with an escaped slash", "/handoffs/a%2Fb", { pathParameters: { token: "a/b" } }],
  [
    "a greedy parameter",
    "/files/2026/03/a.pdf",
    { routeKey: "GET /files/{path+}", pathParameters: { path: "2026/03/a.pdf" } },
  ],
])("%s is cut out of the path", async (_, path, expected) => {
  expect(await echoed(path)).toMatchObject(expected);
});

test("a fixed path goes before a variable one", async () => {
  expect(await (await ask("/handoffs/help")).text()).toBe("help");
});

test.each<[string, string, string]>([
  ["an unknown path", "GET", "/nowhere"],
  ["a path one segment too long", "GET", "/echo/more"],
  ["an empty path parameter", "GET", "/handoffs/"],
  ["a method that has no route", "GET", "/answer"],
])("%s is 404 in API Gateway's words", async (_, method, path) => {
  const answer = await ask(path, { method });
  expect([answer.status, await answer.json()]).toEqual([404, { message: "Not Found" }]);
});

const post = (body: unknown) =>
  ask("/answer", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

test("a function's status, headers, cookies and body are passed on", async () => {
  const answer = await post({
    statusCode: 303,
    headers: { Location: "/thanks", "Cache-Control": "no-store" },
    cookies: ["a=1", "b=2"],
    body: "",
  });
  expect([answer.status, answer.headers.get("location"), answer.headers.getSetCookie()]).toEqual([
    303,
    "/thanks",
    ["a=1", "b=2"],
  ]);
});

test("a base64 body is sent as its bytes", async () => {
  const answer = await post({
    statusCode: 200,
    headers: { "content-type": "text/plain" },
    body: Buffer.from("grün").toString("base64"),
    isBase64Encoded: true,
  });
  expect(await answer.text()).toBe("grün");
});

test("without a status code whatever was returned is the body", async () => {
  const answer = await post({ hello: "world" });
  expect([answer.status, answer.headers.get("content-type"), await answer.json()]).toEqual([
    200,
    "application/json",
    { hello: "world" },
  ]);
});

test.each<[string, unknown]>([
  ["throws", "throw"],
  ["answers with a status that is none", { statusCode: "many" }],
])("a function that %s is 500, and nothing of it shows", async (_, body) => {
  const answer = await post(body);
  expect([answer.status, await answer.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
});

test("a function that takes longer than its integration may is 503", async () => {
  const answer = await ask("/slow");
  expect([answer.status, await answer.json()]).toEqual([503, { message: "Service Unavailable" }]);
});

test("a body over 10 MB is refused before any function sees it", async () => {
  const answer = await post("x".repeat(10 * 1024 * 1024 + 1));
  expect([answer.status, await answer.json()]).toEqual([413, { message: "Request Entity Too Large" }]);
});

const preflight = (origin: string) =>
  ask("/echo", {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type",
    },
  });

test("the API answers preflights itself, and names only origins of the template", async () => {
  const allowed = await preflight("https://www.orchard.example");
  expect([allowed.status, Object.fromEntries(allowed.headers)]).toMatchObject([
    204,
    {
      "access-control-allow-origin": "https://www.orchard.example",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "content-type",
    },
  ]);
  const other = await preflight("https://evil.example");
  expect([other.status, other.headers.get("access-control-allow-origin")]).toEqual([204, null]);
});

test("an ordinary answer carries the allowed origin, and no other", async () => {
  const from = async (origin: string) =>
    (await ask("/echo", { headers: { origin } })).headers.get("access-control-allow-origin");
  expect(await from("https://www.orchard.example")).toBe("https://www.orchard.example");
  expect(await from("https://evil.example")).toBeNull();
});

test("HEAD gets the headers and no body", async () => {
  const answer = await ask("/echo", { method: "HEAD" });
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
});

describe("a route that asks for a signature", () => {
  const credential = "AKIDEXAMPLE/20260302/us-east-1/execute-api/aws4_request";
  const signature = "0".repeat(64);
  const signed = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${signature}`;

  test.each<[string, string, Record<string, string>]>([
    ["nobody signed", "/signed", {}],
    ["carries a password", "/signed", { authorization: "Basic em9lOnBhc3M=" }],
    ["is signed for another service", "/signed", { authorization: signed.replace("execute-api", "s3") }],
    ["names a key and has no signature", "/signed", { authorization: signed.replace(/, Signature.*/, "") }],
    [
      "is presigned for another service",
      `/signed?X-Amz-Signature=0&X-Amz-Credential=${credential.replace("execute-api", "s3")}`,
      {},
    ],
  ])("refuses a request that %s, in API Gateway's words", async (_, path, headers) => {
    const answer = await ask(path, { method: "POST", headers });
    expect([answer.status, await answer.json()]).toEqual([403, { message: "Forbidden" }]);
  });

  test.each<[string, string, Record<string, string>]>([
    ["in its header", "/signed", { authorization: signed }],
    ["as curl writes it", "/signed", { authorization: signed.replaceAll(", ", ",") }],
    [
      "in its query",
      `/signed?X-Amz-Credential=${encodeURIComponent(credential)}&X-Amz-Signature=${signature}`,
      {},
    ],
  ])("takes any signature %s, and tells the function whose it is", async (_, path, headers) => {
    expect(await echoed(path, { headers })).toMatchObject({
      requestContext: { authorizer: { iam: { accessKey: "AKIDEXAMPLE", accountId: "000000000000" } } },
    });
  });

  test("the other routes ask for none, and tell of nobody", async () => {
    const { requestContext } = await echoed("/echo", { headers: { authorization: signed } });
    expect(requestContext).not.toHaveProperty("authorizer");
  });
});
