import { describe, expect, test } from "vitest";
import { campaign, letter, mails, type Stated } from "../stories/campaign.ts";
import { MODEST, type Story, story } from "../stories/line.ts";

const NAMES = ["one", "two", "three", "four", "extra", "renamed"];
const steps = (...names: readonly string[]): Stated => ({
  touches: names.map((name, at) => letter(name, at === 0 ? "0 minutes" : "3 days")),
  mails: mails(...NAMES),
});

/** A campaign that its author edits while leads are in it. */
function begin(stated: Stated): { told: Story; edit: (change: Stated | undefined) => void } {
  let now: Stated | undefined = stated;
  const told = story({ campaigns: () => (now === undefined ? [] : [campaign(now)]) });
  const edit = (change: Stated | undefined) => {
    now = change && { ...change, version: "2" };
  };
  return { told, edit };
}

async function standingAfterTwo(): Promise<{ told: Story; edit: (change: Stated | undefined) => void }> {
  const begun = begin(steps("one", "two", "three"));
  await begun.told.posts(MODEST);
  await begun.told.passes("4 days");
  expect(begun.told.touches()).toEqual(["one", "two"]);
  return begun;
}

describe("a touch is added", () => {
  test("S29 after where the lead stands: it comes, in its place", async () => {
    const { told, edit } = await standingAfterTwo();
    edit(steps("one", "two", "extra", "three"));
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one", "two", "extra", "three"]);
  });

  test("S29 before where the lead stands: it doesn't, and a new lead gets it", async () => {
    const { told, edit } = await standingAfterTwo();
    edit(steps("one", "extra", "two", "three"));
    await told.posts({ ...MODEST, email: "new@dairy.example" });
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one", "two", "three"]);
    expect(told.touches("new@dairy.example")).toEqual(["one", "extra", "two", "three"]);
  });

  test("S29 before where the lead stands, and it says that it is for all: it comes next, once, and the lead goes on", async () => {
    const { told, edit } = await standingAfterTwo();
    const { touches: [one, two, three] = [] } = steps("one", "two", "three");
    edit({
      ...steps(),
      touches: [one, letter("extra", "3 days", { toAll: true }), two, three].filter(
        (step) => step !== undefined,
      ),
    });
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one", "two", "extra", "three"]);
  });

  test("S29 after the last, while the lead has its month to answer: it comes", async () => {
    const { told, edit } = await standingAfterTwo();
    await told.passes("10 days");
    expect(told.touches()).toEqual(["one", "two", "three"]);
    edit(steps("one", "two", "three", "four"));
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one", "two", "three", "four"]);
  });
});

describe("a touch is taken away, or called something else", () => {
  test("S30 the one it waits for: the next one comes, nothing comes twice", async () => {
    const { told, edit } = await standingAfterTwo();
    edit(steps("one", "two", "four"));
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one", "two", "four"]);
  });

  test("S30 the one it had last: it goes on after the one before, and gets nothing again", async () => {
    const { told, edit } = await standingAfterTwo();
    edit(steps("one", "three", "four"));
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one", "two", "three", "four"]);
  });

  test("S30 renamed, and it says what it was: not sent again", async () => {
    const { told, edit } = await standingAfterTwo();
    edit({
      ...steps(),
      touches: [
        letter("one", "0 minutes"),
        letter("renamed", "3 days", { formerly: ["two"] }),
        letter("three", "3 days"),
      ],
    });
    await told.posts({ ...MODEST, email: "new@dairy.example" });
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one", "two", "three"]);
    expect(told.touches("new@dairy.example")).toEqual(["one", "renamed", "three"]);
  });

  test("S30 renamed twice, and put elsewhere: still had", async () => {
    const { told, edit } = await standingAfterTwo();
    edit({
      ...steps(),
      touches: [
        letter("extra", "0 minutes", { formerly: ["two", "second"] }),
        letter("three", "3 days", {}),
        letter("one", "3 days"),
      ],
    });
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one", "two"]);
  });

  test("S30 all in another order: what was had stays had, nobody is stuck", async () => {
    const { told, edit } = await standingAfterTwo();
    edit(steps("two", "three", "one", "four"));
    await told.passes("60 days");
    expect(told.touches()).toEqual(["one", "two", "four"]);
    expect((await told.lead()).enrolments[0]).toMatchObject({ end: "completed" });
  });

  test("S30 a click still counts in conditions under the touch's new name", async () => {
    const { told, edit } = await standingAfterTwo();
    await told.clicks();
    edit({
      ...steps(),
      touches: [
        letter("one", "0 minutes"),
        letter("renamed", "3 days", { formerly: ["two"] }),
        letter("extra", "3 days", { when: { clicked: ["renamed"] } }),
      ],
    });
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one", "two", "extra"]);
  });
});

describe("waits and branches around a lead", () => {
  test("a wait added behind the lead holds nobody up", async () => {
    const { told, edit } = await standingAfterTwo();
    edit({
      ...steps(),
      touches: [
        letter("one", "0 minutes"),
        { wait: "reads", until: { clicked: ["one"] }, atMost: "300 days" },
        letter("two", "3 days"),
        letter("three", "3 days"),
      ],
    });
    await told.passes("10 days");
    expect(told.touches()).toEqual(["one", "two", "three"]);
  });

  test("a touch that moved into a branch keeps its leads on that branch's way", async () => {
    const { told, edit } = await standingAfterTwo();
    edit({
      ...steps(),
      touches: [
        letter("one", "0 minutes"),
        {
          branch: "knows-when",
          when: { answers: { timeline: ["later"] } },
          do: [letter("two", "3 days"), letter("three", "3 days")],
          else: [letter("extra", "3 days")],
        },
        letter("four", "3 days"),
      ],
    });
    await told.passes("30 days");
    expect(told.touches()).toEqual(["one", "two", "three", "four"]);
  });
});

describe("the version that decided", () => {
  test("stands with every touch, and with the end", async () => {
    const { told, edit } = await standingAfterTwo();
    edit(steps("one", "two", "three"));
    await told.passes("60 days");
    const { touches, enrolments } = await told.lead();
    const byName = Object.fromEntries(touches.map(({ name, version }) => [name, version]));
    expect(byName).toEqual({ one: "1", two: "1", three: "2" });
    expect(enrolments[0]?.version).toBe("2");
  });
});

describe("a campaign is deleted", () => {
  test("S32 its leads end with a reason, each at its next step, and are mailed no more", async () => {
    const { told, edit } = await standingAfterTwo();
    edit(undefined);
    await told.passes("10 days");
    const { enrolments, lead, ledger } = await told.lead();
    expect(told.touches()).toEqual(["one", "two"]);
    expect(enrolments[0]).toMatchObject({ end: "deleted", because: "the campaign small was deleted" });
    expect(lead).toMatchObject({ lifecycle: "dormant", because: "the campaign small was deleted" });
    expect(lead.endedAt).toBeDefined();
    expect(ledger.filter(({ kind }) => kind === "enrolment")).toHaveLength(1);
  });

  test("S32 a lead that is in another campaign too goes on there", async () => {
    let both = true;
    const other = { ...steps("one", "three"), name: "other" };
    const told = story({
      campaigns: () => [...(both ? [campaign(steps("two", "four"))] : []), campaign(other)],
    });
    await told.posts(MODEST);
    both = false;
    await told.passes("10 days");
    expect([...told.touches()].sort()).toEqual(["one", "three", "two"]);
    expect((await told.lead()).lead.lifecycle).toBe("nurturing");
  });

  test("S32 it comes back under the same name: who was in it isn't taken in again by itself", async () => {
    const { told, edit } = await standingAfterTwo();
    edit(undefined);
    await told.passes("10 days");
    edit(steps("one", "two", "three"));
    await told.passes("60 days");
    expect(told.touches()).toEqual(["one", "two"]);
  });
});
