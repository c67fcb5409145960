import { describe, expect, test } from "vitest";
import { sendDigests } from "../../functions/send-digests.ts";
import type { World } from "../../functions/world/world.ts";
import { invoking } from "../../local/memory/invoking.ts";
import { FITTING, type Story } from "../stories/line.ts";
import { heard, type Office, office, openFrom } from "../stories/selling.ts";

const MONDAY = "2026-11-23T16:00:00Z";
const LEADS = ["zoe", "una"].map((name) => ({ ...FITTING, email: `${name}@${name}-farm.example`, name }));
const NEW_YORK = { zone: "America/New_York", holidays: "US" };

/** Tom has one lead and Ines the other, each to be answered within days. */
async function desk(stated: Office = {}, around?: (world: World) => World): Promise<Story> {
  const options = around === undefined ? {} : { around };
  const open = () => office({ digest: "08:00", answer: { scored: "5 days" }, ines: NEW_YORK, ...stated });
  const told = openFrom(MONDAY, open, options);
  for (const lead of LEADS) {
    await told.posts(lead);
    await told.attends(lead.email);
  }
  return told;
}

const run = (told: Story) => invoking(sendDigests(told.line.world))({});

/** Every half hour, as the schedule does. */
async function runsUntil(told: Story, end: string): Promise<void> {
  while (told.now < Date.parse(end)) {
    await told.passes("30 minutes");
    await run(told);
  }
}

const digests = (told: Story) => heard(told).filter((line) => line.includes(" digest "));

describe("the daily list", () => {
  test("each gets theirs at eight by their own clock, once, on working days only", async () => {
    const told = await desk();
    await runsUntil(told, "2026-11-25T23:30:00Z");
    // Thanksgiving is the Thursday.
    await runsUntil(told, "2026-11-26T23:30:00Z");
    expect(digests(told)).toEqual([
      "2026-11-24 08:00 digest tom",
      "2026-11-24 13:00 digest ines",
      "2026-11-25 08:00 digest tom",
      "2026-11-25 13:00 digest ines",
      "2026-11-26 08:00 digest tom",
    ]);
  });

  test("two runs at the same moment send one", async () => {
    const told = await desk();
    await told.passesUntil("2026-11-24T08:00:00Z");
    await Promise.all([run(told), run(told), run(told)]);
    expect(digests(told)).toEqual(["2026-11-24 08:00 digest tom"]);
  });

  test("carries the link to one's own leads, and says what each waits for", async () => {
    const told = await desk();
    await told.passesUntil("2026-11-24T08:00:00Z");
    await run(told);
    const { subject, text = "", json } = told.notices.at(-1) ?? { subject: "" };
    expect(subject).toBe("Your leads today: 1 to answer");
    const token = /(?<=\/desk\/)\S+/.exec(text)?.[0] ?? "";
    expect(await told.line.world.links.openDesk(token)).toMatchObject({ person: "tom" });
    expect(json).toMatchObject({ kind: "digest", to: "tom", leads: [{ pressing: "to-answer" }] });
    expect(told.line.counts.get("DigestSent")).toBe(1);
  });

  test("who has nothing to do gets none, and none later that day for what comes after eight", async () => {
    const told = openFrom("2026-11-24T07:30:00Z", () => office({ digest: "08:00" }));
    await runsUntil(told, "2026-11-24T08:30:00Z");
    await told.posts(FITTING);
    await told.attends();
    await runsUntil(told, "2026-11-24T12:00:00Z");
    expect(digests(told)).toEqual([]);
  });

  test("without an hour in the file nothing is sent, and with nobody subscribed nobody's day is used up", async () => {
    const silent = openFrom(MONDAY, () => office());
    await run(silent);
    const told = await desk();
    await told.passesUntil("2026-11-24T08:00:00Z");
    told.line.sales.subscribers = 0;
    await run(told);
    expect([...digests(silent), ...digests(told)]).toEqual([]);
    told.line.sales.subscribers = 1;
    await run(told);
    expect(digests(told)).toEqual(["2026-11-24 08:00 digest tom"]);
  });

  test("a list that can't be read keeps nobody else from theirs", async () => {
    const told = await desk({ ines: {} }, (world) => ({
      ...world,
      rota: Object.assign(Object.create(world.rota), {
        held: (person: string) => (person === "tom" ? unreadable() : world.rota.held(person)),
      }),
    }));
    await told.passesUntil("2026-11-24T08:00:00Z");
    await run(told);
    expect(digests(told)).toEqual(["2026-11-24 08:00 digest ines"]);
    expect(told.line.counts.get("DigestFailed")).toBe(1);
  });
});

// biome-ignore lint/correctness/useYield: it breaks before the first
async function* unreadable(): AsyncGenerator<never> {
  throw new Error("The table did not answer.");
}
