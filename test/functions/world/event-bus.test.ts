/** The call that puts events on the bus, against an EventBridge that answers as it is told. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { batches, eventBridgeBus } from "../../../functions/world/event-bus.ts";
import type { Announcement } from "../../../workflows/rules/announcement.ts";
import { bytesOf } from "../../contracts/unreliable-wire.ts";
import { MONDAY } from "../../stories/line.ts";
import { SOMEBODY } from "../../stories/lives.ts";

interface Call {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly Entries: readonly Readonly<Record<string, unknown>>[];
}

let calls: Call[] = [];
/** Of each entry, its error; else a status and a body, or no answer at all. */
let answer: (entry: number) => string | undefined = () => undefined;
let instead: { readonly status: number; readonly body: string } | "hang up" | undefined;
let server: Server;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { Entries } = JSON.parse((await bytesOf(request)).toString());
    const put = calls.reduce((sum, call) => sum + call.Entries.length, 0);
    calls.push({ headers: request.headers, Entries });
    if (instead === "hang up") return response.destroy();
    const Answers = Entries.map((_: unknown, n: number) => {
      const ErrorCode = answer(put + n);
      return ErrorCode === undefined ? { EventId: "1" } : { ErrorCode };
    });
    const said = JSON.stringify({ FailedEntryCount: 0, Entries: Answers });
    return response.writeHead(instead?.status ?? 200).end(instead?.body ?? said);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => void server.close());
beforeEach(() => {
  calls = [];
  answer = () => undefined;
  instead = undefined;
});

const bus = () =>
  eventBridgeBus({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    busName: "ripen-dev",
    region: "eu-west-1",
    credentials: { accessKeyId: "key", secretAccessKey: "secret", sessionToken: "token" },
  });

const left = (n: number): Announcement => ({
  type: "LeadLeft",
  detail: {
    version: "1",
    id: `${SOMEBODY}.1.left.${n}`,
    leadId: SOMEBODY,
    at: MONDAY + 1_500,
    why: "erased",
  },
});
const many = (count: number) => Array.from({ length: count }, (_, n) => left(n));

test("23 events are three calls of ten at most, in order, signed for the function's own role", async () => {
  expect(await bus().put(many(23))).toBeUndefined();
  expect(calls.map(({ Entries }) => Entries.length)).toEqual([10, 10, 3]);
  const ids = calls.flatMap(({ Entries }) => Entries.map(({ Detail }) => JSON.parse(String(Detail)).id));
  expect(ids).toEqual(many(23).map(({ detail }) => detail.id));
  expect(calls[0]?.headers).toMatchObject({
    "x-amz-target": "AWSEvents.PutEvents",
    "content-type": "application/x-amz-json-1.1",
    "x-amz-security-token": "token",
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-west-1\/events\/aws4_request/,
    ),
  });
});

test("an event is ours by its source and name, its instants written out; when it was told the bus says, since a replay goes by that", async () => {
  await bus().put([left(1)]);
  expect(calls[0]?.Entries[0]).toEqual({
    EventBusName: "ripen-dev",
    Source: "ripen",
    DetailType: "LeadLeft",
    Detail: JSON.stringify({ ...left(1).detail, at: "2026-11-23T09:00:01.500Z" }),
  });
});

test("nothing to tell asks for nothing", async () => {
  expect(await bus().put([])).toBeUndefined();
  expect(calls).toEqual([]);
});

test("of a call that was taken in part the first that wasn't is named, and nothing after that call is put", async () => {
  answer = (entry) => (entry === 13 || entry === 15 ? "InternalFailure" : undefined);
  expect(await bus().put(many(23))).toEqual({ first: 13, code: "InternalFailure" });
  expect(calls).toHaveLength(2);
});

test.each([
  [{ status: 400, body: '{"__type":"AccessDeniedException","Message":"no"}' }, "AccessDeniedException"],
  [{ status: 400, body: '{"__type":"com.amazon.coral#ThrottlingException"}' }, "ThrottlingException"],
  [{ status: 503, body: "<html>" }, "Http503"],
  [{ status: 200, body: "not what EventBridge says" }, "SyntaxError"],
  ["hang up", "ECONNRESET"],
] as const)(
  "%j: nothing of it counts as taken, and the code says why without a word of whom",
  async (what, code) => {
    instead = what;
    expect(await bus().put(many(3))).toEqual({ first: 0, code });
    expect(calls).toHaveLength(1);
  },
);

test("a call stays within 256 KB, whatever its events hold", () => {
  const entry = (kilobytes: number) => ({
    EventBusName: "b",
    Source: "s",
    DetailType: "d",
    Detail: "ü".repeat((kilobytes * 1_024) / 2),
  });
  expect(batches([100, 100, 100, 1].map(entry)).map((batch) => batch.length)).toEqual([2, 2]);
  expect(batches([]).length).toBe(0);
});
