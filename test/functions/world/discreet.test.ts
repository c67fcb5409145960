import { inspect } from "node:util";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { OwnWords } from "../../../functions/own-words.ts";
import { discreet } from "../../../functions/world/discreet.ts";

const ZOE = "zoe@dairy.example";
const LEAD = "0123456789abcdef0123456789abcdef";

async function failure(error: unknown, event: unknown = {}): Promise<Error> {
  const failing = discreet(async () => {
    throw error;
  });
  return failing(event, {}).then(
    () => new Error("it did not fail"),
    (left: Error) => left,
  );
}

/** All that a log could write of it: what is enumerable, and what isn't. */
const all = (error: Error) => inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });

test("what SES said of an address stays inside; the name, by which the workflow retries, leaves", async () => {
  const said = Object.assign(new Error(`Email address is not verified: ${ZOE}`, { cause: new Error(ZOE) }), {
    name: "MessageRejected",
    $response: { body: ZOE },
  });
  const left = await failure(said, { leadId: LEAD });
  expect(all(left)).not.toContain("zoe");
  expect(left.name).toBe("MessageRejected");
  expect(left.message).toMatch(/^MessageRejected, at .*discreet\.test\.ts:\d+:\d+ \(lead 0123456789abcdef/);
});

test.each([
  ["a cancelled transaction with the item in it", { CancellationReasons: [{ Item: { email: { S: ZOE } } }] }],
  ["a parser's words", { message: `Unexpected token 'z', "${ZOE}" is not valid JSON` }],
  ["a message whose lines look like places", { message: `no\n    at ${ZOE}\n    at /a/b.ts:1:1 ${ZOE}` }],
  ["a stack that was written anew", { stack: `Error: ${ZOE}\n    at send (${ZOE}:1:1)` }],
  ["a name that is none", { name: `Refused for ${ZOE}` }],
])("%s stays inside", async (_, more) => {
  expect(all(await failure(Object.assign(new TypeError("no"), more)))).not.toContain("zoe");
});

test("Node's code leaves, since its errors have no other name; a code that could be anything doesn't", async () => {
  const lost = await failure(Object.assign(new Error(`connect ${ZOE}`), { code: "ECONNREFUSED" }));
  expect(lost).toMatchObject({ name: "Error", code: "ECONNREFUSED" });
  expect(lost.message).toMatch(/^Error ECONNREFUSED, at /);
  expect(all(await failure(Object.assign(new Error("no"), { code: ZOE })))).not.toContain("zoe");
});

test("whatever is thrown that is no error stays inside, and so does an event's id that is none", async () => {
  expect(all(await failure(ZOE, { leadId: ZOE }))).not.toContain("zoe");
  expect(all(await failure(null, null))).toContain("Error, at no place of ours");
});

test("our own words leave as they are: they tell what to put right", async () => {
  const left = await failure(new OwnWords("The environment variable TABLE_NAME is not set."));
  expect(left.message).toBe("The environment variable TABLE_NAME is not set.");
  expect(left.stack).toContain("discreet.test.ts");
});

test("what doesn't fail answers as before", async () => {
  expect(await discreet(async (event: string, context: number) => [event, context])("asked", 1)).toEqual([
    "asked",
    1,
  ]);
});

test("what is of the wrong shape leaves as ZodError, whichever part of zod looked", async () => {
  const looked = z.object({ leadId: z.string() }).safeParse({ leadId: 5 });
  const left = await failure(looked.error);
  expect(left.name).toBe("ZodError");
  expect(left.message).toMatch(/^ZodError, at /);
});
