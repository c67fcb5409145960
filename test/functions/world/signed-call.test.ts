/** Calls that are made without the SDK: signed as AWS wants it, and tried again as the SDK would. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AwsV4Signer } from "aws4fetch";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { signed } from "../../../functions/world/signature.ts";
import { call } from "../../../functions/world/signed-call.ts";

const at = new Date("2026-11-22T10:20:30.456Z");
const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};
const JSON_CALL = {
  "content-type": "application/x-amz-json-1.1",
  "x-amz-target": "secretsmanager.GetSecretValue",
};
const FORM = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

const OF_A_ROLE = { ...credentials, sessionToken: "of/a+role==" };
const COPY = { "content-type": "application/json" };
const LISTING = "?list-type=2&prefix=0a/&continuation-token=1%2Ba%2F!'()*%3D";
test.each([
  ["secretsmanager", "POST", "", JSON_CALL, '{"SecretId":"Zoë"}', credentials],
  ["secretsmanager", "POST", "", JSON_CALL, "{}", OF_A_ROLE],
  ["sns", "POST", "", FORM, "Action=Publish&Subject=a+b", OF_A_ROLE],
  ["s3", "PUT", "0a/small_1_welcome_1.json", COPY, '{"to":"Zoë"}', OF_A_ROLE],
  ["s3", "GET", "0a/small_1_welcome_1.json", {}, "", credentials],
  ["s3", "GET", LISTING, {}, "", OF_A_ROLE],
  ["s3", "DELETE", "0a/small_1_welcome_1.json", {}, "", credentials],
] as const)(
  "a call to %s is signed as another signer signs it (%#)",
  async (service, method, path, headers, body, who) => {
    const url = new URL(`https://${service}.eu-west-1.amazonaws.com/${path}`);
    const ours = signed(
      { service, region: "eu-west-1", credentials: who },
      { method, url, headers, body },
      at,
    );
    const content = ours["x-amz-content-sha256"];
    const other = new AwsV4Signer({
      ...{ url: url.href, method, service, region: "eu-west-1", ...who },
      headers: { ...headers, ...(content === undefined ? {} : { "x-amz-content-sha256": content }) },
      ...(body === "" ? {} : { body }),
      datetime: "20261122T102030Z",
    });
    const theirs = Object.fromEntries((await other.sign()).headers);
    expect(ours).toEqual({ ...theirs, host: url.host });
  },
);

type Answer = readonly [status: number, text: string] | "cut off";
let answers: Answer[] = [];
let asked = 0;
const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    asked++;
    const answer = answers.shift() ?? [200, "done"];
    if (answer === "cut off") request.socket.destroy();
    else response.writeHead(answer[0]).end(answer[1]);
  });
});
beforeAll(() => new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening)));
beforeEach(() => {
  asked = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const asking = () =>
  call(
    {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ...{ service: "secretsmanager", region: "eu-west-1", credentials },
    },
    JSON_CALL,
    "{}",
  );
const BUSY: Answer = [400, '{"__type":"com.amazonaws#ThrottlingException","message":"Rate exceeded"}'];
const DENIED: Answer = [400, '{"__type":"AccessDeniedException","Message":"You may not."}'];
const GONE: Answer = [
  404,
  "<ErrorResponse><Error><Code>NotFound</Code><Message>No topic.</Message></Error></ErrorResponse>",
];

test.each([
  ["a lost connection", "cut off"],
  ["a fault of the service", [503, ""]],
  ["a plea for patience", BUSY],
] as const)("after %s the call is made a second and a third time", async (_, once) => {
  answers = [once, once];
  expect(await asking()).toBe("done");
  expect(asked).toBe(3);
});

test("after three tries the caller hears how the last one went", async () => {
  answers = [BUSY, "cut off", BUSY];
  await expect(asking()).rejects.toMatchObject({ name: "ThrottlingException" });
  answers = [BUSY, BUSY, "cut off"];
  await expect(asking()).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(asked).toBe(6);
});

test.each([
  ["JSON", DENIED, "AccessDeniedException", "secretsmanager answered AccessDeniedException: You may not."],
  ["XML", GONE, "NotFound", "secretsmanager answered NotFound: No topic."],
  ["nothing", [403, ""] as const, "Http403", "secretsmanager answered Http403: HTTP 403"],
] as const)(
  "a refusal in %s is told once, with its code and its words",
  async (_, refusal, name, message) => {
    answers = [refusal];
    await expect(asking()).rejects.toMatchObject({ name, message });
    expect(asked).toBe(1);
  },
);
