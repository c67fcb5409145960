import { describe, expect, it } from "vitest";
import { type Decided, withDecisions } from "../../../local/console/decisions.ts";
import { anyHourDesk } from "../../../local/memory/any-hour-desk.ts";
import type { Handoff, Known } from "../../../workflows/rules/life.ts";
import { DAY, HOUR, MINUTE } from "../../../workflows/rules/time.ts";
import { timeline } from "../../../workflows/rules/timeline.ts";
import { GREEN_BANANAS, leadOf, lifeOf, ripeLife, START, touchOf } from "./sample-life.ts";

const playbook = { campaigns: [GREEN_BANANAS], desk: anyHourDesk(), defaultTimeZone: "Europe/London" };
const told = (life: Known) => withDecisions(timeline(life), life, playbook);
const needs = (life: Known) =>
  told(life).flatMap(({ at, stands }) =>
    stands ? [{ at, ...stands.decision, notRipe: stands.notRipe }] : [],
  );
const OPENED = { key: "open#1", kind: "open", what: "opened" } as const;

/** Two links of one letter, some minutes apart. */
function clicksAfter(at: number) {
  const click = { kind: "click", what: "clicked", messageId: "mail-1" } as const;
  return [
    { ...click, key: "click#1", link: "tally", at },
    { ...click, key: "click#2", link: "seals", at: at + 5 * MINUTE },
  ];
}

const since = (story: readonly Decided[], at: number) => story.filter((each) => each.at >= at);

const rejected: Handoff = {
  n: 1,
  campaign: "green-bananas",
  status: "rejected",
  releasedAt: START + DAY,
  because: "60 of 60 points",
  score: 60,
  notifiedAt: START + DAY + 1_000,
  dueAt: START + 3 * DAY,
  closedAt: START + DAY + HOUR,
  answeredBy: "Tom",
  reason: "no-budget",
};

describe("the decisions of a life", () => {
  it("say why a letter went out, and why and until when it then sleeps", () => {
    const [sent, sleeps] = told(lifeOf()).slice(-2);
    expect(sent).toMatchObject({ kind: "touch", because: '"welcome" opens the campaign' });
    expect(sleeps?.stands).toMatchObject({
      decision: { do: "sleep", because: 'until "cold-chain-checklist" is due' },
      notRipe: "45 of 60 points",
    });
  });

  it("say why the second letter went out as it was decided then, not as things stand now", () => {
    const second = touchOf({
      touchId: "green-bananas_1_cold-chain-checklist_1",
      name: "cold-chain-checklist",
      claimedAt: START + 3 * DAY + 1_000,
      sentAt: START + 3 * DAY + 2_000,
    });
    const withdrawnAt = START + 5 * DAY;
    const lead = leadOf({ consent: { givenAt: START, withdrawnAt }, lifecycle: "unsubscribed" });
    const left = {
      key: "unsubscribe#1",
      at: withdrawnAt,
      kind: "unsubscribe",
      what: "unsubscribed",
    } as const;
    const life = lifeOf({ lead, touches: [touchOf(), second], ledger: [...lifeOf().ledger, left] });
    const story = told(life);
    expect(story.find(({ touchId }) => touchId === second.touchId)?.because).toBe(
      '"cold-chain-checklist" is due 3 days after the touch before it',
    );
    expect(needs(life).at(-1)).toMatchObject({
      at: withdrawnAt,
      do: "end",
      because: "the lead unsubscribed",
    });
  });

  it("are said once a click that wasn't enough has stood, and not again for what changes nothing", () => {
    const acts = [
      { key: "open#1", at: START + DAY, kind: "open", what: "opened" },
      { key: "click#1", at: START + 2 * DAY, kind: "click", what: "clicked" },
      { key: "open#2", at: START + 2 * DAY + HOUR, kind: "open", what: "opened again" },
    ] as const;
    const life = lifeOf({ ledger: [...lifeOf().ledger, ...acts] });
    expect(needs(life).map(({ at, do: what, because }) => ({ at, what, because }))).toEqual([
      { at: START + 2_000, what: "sleep", because: 'until "cold-chain-checklist" is due' },
      { at: START + 2 * DAY + HOUR, what: "sleep", because: 'until "cold-chain-checklist" is due' },
    ]);
  });

  it("say why it became ripe, in the order of cause and effect", () => {
    const at = START + DAY;
    const click = { key: "click#1", at, kind: "click", what: 'clicked a link in "welcome"' } as const;
    const because = `60 of 60 points: ${click.what}`;
    const life = lifeOf({
      handoffs: [{ ...rejected, status: "released", because, notifiedAt: at }],
      ledger: [...lifeOf().ledger, click],
    });
    const story = since(told(life), at).map(({ what }) => what);
    expect(story.slice(0, 3)).toEqual([click.what, `ripe, released to sales: ${because}`, "sales was told"]);
  });

  it("follow sales' clock while it is open, as it stood then", () => {
    expect(needs(ripeLife()).at(-2)).toMatchObject({
      do: "sleep",
      because: expect.stringMatching(/^sales was told/),
    });
    expect(needs(ripeLife()).at(-1)).toEqual({
      at: START + 2 * DAY + HOUR,
      do: "end",
      because: "sales has it: Tom accepted",
      notRipe: undefined,
    });
  });

  it("say why a lead that sales gave back isn't ripe again", () => {
    const ledger = [...lifeOf().ledger, ...clicksAfter(START + 2 * DAY)];
    const at = START + 3 * DAY;
    const life = lifeOf({ handoffs: [rejected], ledger: [...ledger, { ...OPENED, at }] });
    expect(needs(life).at(-1)).toMatchObject({ at, notRipe: "sales gave it back a short while ago" });
  });

  it("say of a lead whose points would do that nothing yet is known to be a person's", () => {
    const at = START + 2 * DAY + HOUR;
    const ledger = [...lifeOf().ledger, ...clicksAfter(START + 2 * DAY), { ...OPENED, at }];
    expect(needs(lifeOf({ ledger })).at(-1)).toMatchObject({
      at,
      notRipe: "69 of 60 points, but nothing yet that only a person does",
    });
  });

  it("say of one whose clicks all came as soon as a scanner's that they may be one's", () => {
    const second = { kind: "click", what: "clicked", messageId: "mail-2", link: "tally" } as const;
    const at = START + 3 * DAY;
    const clicks = [
      ...clicksAfter(START + 2 * DAY),
      { ...second, key: "click#3", at: START + 2 * DAY + 9 * MINUTE },
    ];
    const ledger = [...lifeOf().ledger, ...clicks, { ...OPENED, at }];
    expect(needs(lifeOf({ ledger })).at(-1)?.notRipe).toMatch(
      /nothing yet that only a person does: its clicks may be a scanner's, which comes soon after each letter$/,
    );
  });

  it("of a disqualified lead end there", () => {
    const at = START + MINUTE;
    const because = "a student";
    const lead = leadOf({ lifecycle: "disqualified", because });
    const line = { key: "disqualified#1", at, kind: "qualification", what: because } as const;
    const life = lifeOf({ lead, ledger: [...lifeOf().ledger, line] });
    expect(since(told(life), at).map(({ kind }) => kind)).toEqual(["qualification", "decision"]);
    expect(needs(life).at(-1)).toMatchObject({ at, do: "end", because });
  });
});
