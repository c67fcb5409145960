/** What may be told at once, to the byte and to the piece; all else is refused whole, with its reasons. */
import { describe, expect, test } from "vitest";
import { JSON_BODY } from "../stories/http-event.ts";
import { FITTING, MODEST, type Story, story } from "../stories/line.ts";
import { tells } from "../stories/replying.ts";

const ATTENDED = { key: "webinar-7/zoe", email: FITTING.email, activity: "attended", about: "Cold in July" };
const lines = async (told: Story) => (await told.lead()).ledger.filter(({ kind }) => kind === "activity");

describe("the largest batch", () => {
  /** A batch of exactly so many bytes; JSON takes spaces anywhere. */
  const weighing = (bytes: number) => JSON.stringify({ activities: [ATTENDED] }).padEnd(bytes, " ");

  test.each([
    [262_143, 202],
    [262_144, 202],
    [262_145, 413],
  ])("of %i bytes is answered with %i", async (bytes, status) => {
    const told = story();
    await told.posts(MODEST);
    const body = weighing(bytes);
    expect(Buffer.byteLength(body)).toBe(bytes);
    const answer = await told.sends("activities", { method: "POST", headers: JSON_BODY, body });
    expect(answer.statusCode).toBe(status);
    expect(await lines(told)).toHaveLength(status === 202 ? 1 : 0);
    if (status === 413)
      expect(JSON.parse(answer.body ?? "")).toMatchObject({
        detail: "The body has 262145 bytes; at most 262144 are taken.",
      });
  });

  test.each([
    [99, 202],
    [100, 202],
    [101, 400],
  ])("of %i activities is answered with %i", async (count, status) => {
    const told = story();
    await told.posts(MODEST);
    const activities = Array.from({ length: count }, (_, n) => ({ ...ATTENDED, key: `webinar/${n}` }));
    const answer = await tells(told, ...activities);
    expect(answer.statusCode).toBe(status);
    expect(await lines(told)).toHaveLength(status === 202 ? count : 0);
    if (status === 400)
      expect(JSON.parse(answer.body ?? "").detail).toBe(
        "Nothing of the batch was taken. activities: Send at most 100 at once.",
      );
  });

  test.each([
    [200, 202],
    [201, 400],
  ])("has keys of %i characters: %i", async (length, status) => {
    const told = story();
    await told.posts(MODEST);
    expect((await tells(told, { ...ATTENDED, key: "k".repeat(length) })).statusCode).toBe(status);
  });
});

describe("a batch that is not right", () => {
  const refused = async (body: string, headers: Readonly<Record<string, string>> = JSON_BODY) => {
    const told = story();
    await told.posts(MODEST);
    const answer = await told.sends("activities", { method: "POST", headers, body });
    await told.line.settle();
    expect(await lines(told)).toEqual([]);
    expect(answer.headers).toMatchObject({ "content-type": "application/problem+json" });
    const problem = JSON.parse(answer.body ?? "") as {
      detail: string;
      errors?: readonly { field: string }[];
    };
    return { status: answer.statusCode, fields: problem.errors?.map(({ field }) => field), ...problem };
  };
  const batch = (...activities: readonly unknown[]) => JSON.stringify({ activities });

  test("is refused whole, with every item at fault and what would be right", async () => {
    const wrong = {
      key: "a b",
      email: "zoe",
      activity: "At Tended",
      at: "tomorrow",
      about: "a\nb",
      extra: 1,
    };
    const { status, detail, errors } = await refused(batch(ATTENDED, wrong, {}, "attended"));
    expect(status).toBe(400);
    expect(detail).toBe(
      "Nothing of the batch was taken. activities[1].key: Give 1 to 200 characters of ASCII, no spaces.",
    );
    expect(errors).toEqual([
      { field: "activities[1].key", problem: "Give 1 to 200 characters of ASCII, no spaces." },
      { field: "activities[1].email", problem: expect.stringContaining("lacks its @") },
      { field: "activities[1].activity", problem: expect.stringContaining("lower-case letters") },
      { field: "activities[1].at", problem: expect.stringContaining("2026-11-23T09:00:00Z") },
      { field: "activities[1].about", problem: "Give one line of text." },
      { field: "activities[1].extra", problem: "There is no such field." },
      { field: "activities[2].key", problem: "This is needed." },
      { field: "activities[2].email", problem: "This is needed." },
      { field: "activities[2].activity", problem: "This is needed." },
      { field: "activities[3]", problem: "This is of the wrong kind." },
    ]);
  });

  test.each<[string, string, readonly string[]]>([
    ["that is no object", "[]", ["activities"]],
    ["without activities", "{}", ["activities"]],
    ["of none", batch(), ["activities"]],
    ["of 101", batch(...Array(101).fill(ATTENDED)), ["activities"]],
    ["with an instant before 2000", batch({ ...ATTENDED, at: "1970-01-01T00:00:00Z" }), ["activities[0].at"]],
    ["with an instant of no zone", batch({ ...ATTENDED, at: "2026-11-23T09:00:00" }), ["activities[0].at"]],
    ["with a key of no text", batch({ ...ATTENDED, key: 7 }), ["activities[0].key"]],
    ["with words beyond 200", batch({ ...ATTENDED, about: "x".repeat(201) }), ["activities[0].about"]],
  ])("%s, is refused by name", async (_, body, fields) => {
    expect(await refused(body)).toMatchObject({ status: 400, fields });
  });

  test.each<[string, string, Record<string, string>, number]>([
    ["that is no JSON", "{", JSON_BODY, 400],
    ["sent as a form", "a=b", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["of more than 256 kB", batch({ ...ATTENDED, about: "x".repeat(262_144) }), JSON_BODY, 413],
  ])("%s, is refused unread", async (_, body, headers, status) => {
    expect(await refused(body, headers)).toMatchObject({ status });
  });

  test("GET is refused with 405 and says what is allowed", async () => {
    const answer = await story().sends("activities", { method: "GET" });
    expect(answer).toMatchObject({ statusCode: 405, headers: { allow: "POST" } });
  });
});
