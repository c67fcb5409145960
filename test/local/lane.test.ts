/** How a stream's records are worked off when some of them fail: Lambda's batches, cuts, tries and dead letters. */
import { expect, test } from "vitest";
import { eventFilter } from "../../local/lambda/event-filter.ts";
import { Lane } from "../../local/lambda/lane.ts";
import type { StreamRecord } from "../../local/lambda/stream-reader.ts";

const record = (n: number): StreamRecord => ({
  eventName: "INSERT",
  dynamodb: { SequenceNumber: String(n), Keys: {} },
});
const numbers = (records: readonly StreamRecord[]) =>
  records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));

/** Works off records 1 to `count`; `failing` names those that fail, `reports` whether the function says which. */
async function workOff(
  count: number,
  settings: {
    failing: (n: number, tries: number) => boolean;
    bisect?: boolean;
    reports?: boolean;
    batchSize?: number;
    retries?: number;
  },
) {
  const story: string[] = [];
  const tries = new Map<number, number>();
  const waits: number[] = [];
  const done: number[] = [];
  let rest: (() => void) | undefined;
  const lane = new Lane({
    batchSize: settings.batchSize ?? 4,
    bisect: settings.bisect ?? false,
    retries: settings.retries ?? 2,
    async invoke(records) {
      const all = numbers(records);
      for (const n of all) tries.set(n, (tries.get(n) ?? 0) + 1);
      const failed = all.find((n) => settings.failing(n, tries.get(n) ?? 0));
      story.push(`${all.join(" ")}${failed === undefined ? "" : " ✗"}`);
      if (failed === undefined) return undefined;
      return String(settings.reports ? failed : all[0]);
    },
    giveUp: async (records) => void story.push(`given up: ${numbers(records).join(" ")}`),
    later(seconds, action) {
      waits.push(seconds);
      rest = action;
    },
    done: ({ dynamodb }) => void done.push(Number(dynamodb.SequenceNumber)),
  });
  for (let n = 1; n <= count; n++) lane.add(record(n));
  do {
    rest?.();
    rest = undefined;
    await lane.drain(() => {});
  } while (rest !== undefined);
  return { story, waits, done };
}

test("records go in batches, in order", async () => {
  const { story, done } = await workOff(6, { failing: () => false });
  expect(story).toEqual(["1 2 3 4", "5 6"]);
  expect(done).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a batch that fails once is tried again after a second, and the next one waits for it", async () => {
  const { story, waits } = await workOff(6, { failing: (n, tries) => n === 2 && tries === 1 });
  expect(story).toEqual(["1 2 3 4 ✗", "1 2 3 4", "5 6"]);
  expect(waits).toEqual([1]);
});

test("a batch that keeps failing is given up after its retries, later and later", async () => {
  const { story, waits } = await workOff(5, { failing: (n) => n === 2 });
  expect(story).toEqual(["1 2 3 4 ✗", "1 2 3 4 ✗", "1 2 3 4 ✗", "given up: 1 2 3 4", "5"]);
  expect(waits).toEqual([1, 2]);
});

test("with bisecting, only the poisoned record is given up", async () => {
  const { story, done } = await workOff(5, { failing: (n) => n === 2, bisect: true });
  expect(story).toEqual(["1 2 3 4 ✗", "1 2 ✗", "1", "2 ✗", "2 ✗", "2 ✗", "given up: 2", "3 4", "5"]);
  expect(done).toEqual([1, 2, 3, 4, 5]);
});

test("a function that says which record failed is not asked again for those before it", async () => {
  const { story } = await workOff(4, { failing: (n, tries) => n === 3 && tries === 1, reports: true });
  expect(story).toEqual(["1 2 3 4 ✗", "3 4"]);
});

test.each<[string, object, unknown, boolean]>([
  ["a value of the list", { eventName: ["INSERT", "MODIFY"] }, { eventName: "MODIFY" }, true],
  ["another value", { eventName: ["INSERT"] }, { eventName: "REMOVE" }, false],
  [
    "a nested field",
    { dynamodb: { Keys: { sk: { S: ["LEAD"] } } } },
    { dynamodb: { Keys: { sk: { S: "LEAD" } } } },
    true,
  ],
  ["a nested field that is missing", { dynamodb: { Keys: { sk: { S: ["LEAD"] } } } }, {}, false],
  ["a prefix", { sk: [{ prefix: "EVENT#" }] }, { sk: "EVENT#1" }, true],
  ["a suffix", { sk: [{ suffix: "#1" }] }, { sk: "EVENT#2" }, false],
  ["a field that must be there", { erasedAt: [{ exists: true }] }, {}, false],
  ["a field that must not", { erasedAt: [{ exists: false }] }, {}, true],
  ["anything but", { kind: [{ "anything-but": ["open"] }] }, { kind: "click" }, true],
  ["regardless of case", { kind: [{ "equals-ignore-case": "CLICK" }] }, { kind: "click" }, true],
])("a filter lets through by %s", (_, pattern, event, expected) => {
  expect(eventFilter([JSON.stringify(pattern)])(event)).toBe(expected);
});

test("no filter lets everything through, several let through what any of them does", () => {
  expect(eventFilter([])({})).toBe(true);
  expect(eventFilter(['{"a":[1]}', '{"b":[2]}'])({ b: 2 })).toBe(true);
});

test("an operator nobody knows is refused by name", () => {
  expect(() => eventFilter(['{"n":[{"numeric":[">",5]}]}'])).toThrow(
    "The filter operator numeric is not offered by the laptop.",
  );
});
