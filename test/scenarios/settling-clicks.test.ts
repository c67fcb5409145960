/** What becomes of a click while it settles, and after: a burst, a scanner before its reader, a person's act that gives back. */
import { describe, expect, test } from "vitest";
import type { MailEvent } from "../../local/memory/mail-events.ts";
import { HIDDEN_LINK, verdicts } from "../../workflows/rules/bots.ts";
import { score } from "../../workflows/rules/score.ts";
import { MINUTE, SECOND } from "../../workflows/rules/time.ts";
import { campaign, SMALL } from "../stories/campaign.ts";
import { FITTING, MODEST, MONDAY, type Story, story } from "../stories/line.ts";
import { life, line, PLAYBOOK, touch } from "../stories/lives.ts";

/** A click counts when it has stood for ten minutes. */
const SETTLING = campaign({ engagement: { ...SMALL.engagement, settle: "10 minutes" } });
const NINE = ["guide", "case", "figures", "call", "price", "team", "map", "press", "jobs"];

async function written(fields: Readonly<Record<string, string>> = MODEST): Promise<Story> {
  const told = story({ campaigns: () => [SETTLING] });
  await told.posts(fields);
  await told.passes("43 seconds");
  return told;
}

function click(link: string, more: { readonly isBotEvent?: "Likely" } = {}): MailEvent {
  const url = `https://www.orchard-cold-chain.example/${link}`;
  return { eventType: "Click", link: url, linkTags: { link: [link] }, ...more };
}

/** Links of the newest mail, so many milliseconds from one to the next. */
async function fetched(told: Story, links: readonly string[], apart = 100): Promise<void> {
  const mail = told.mails.at(-1);
  if (mail === undefined) throw new Error("no mail");
  for (const link of links) {
    told.line.tell(mail, click(link));
    await told.line.settle();
    await told.line.liveUntil(told.now + apart);
  }
}

async function scored(told: Story) {
  const rules = { ...PLAYBOOK, campaigns: [SETTLING] };
  return score(await told.lead(), SETTLING, rules, told.now);
}

describe("a scanner", () => {
  test("S35 clicks nine links in one second: 0 points, and each line says why", async () => {
    const told = await written();
    await fetched(told, NINE);
    await told.passes("1 hour");
    const { engagement, lines } = await scored(told);
    expect(engagement).toBe(0);
    const clicks = lines.filter(({ part }) => part === "engagement");
    expect(clicks.map(({ points }) => points)).toEqual(Array(9).fill(0));
    for (const { what } of clicks) expect(what).toMatch(/two links within a second/);
  });

  test.each([
    ["all nine links, twenty seconds apart", 20 * SECOND, 9, "machine"],
    ["all nine, an hour apart: whoever reads so thoroughly is a person", 60 * MINUTE, 9, "person"],
    ["three links of nine, twenty seconds apart", 20 * SECOND, 3, "person"],
  ] as const)("S35 who follows %s", (_what, apart, count, by) => {
    const letter = touch({ links: 9 });
    const ledger = NINE.slice(0, count).map((link, n) =>
      line({
        key: link,
        link,
        at: MONDAY + 60 * MINUTE + n * apart,
        touchId: letter.touchId,
        messageId: "mail-welcome",
      }),
    );
    const { of } = verdicts(life({ touches: [letter], ledger }));
    expect([...of.values()].map((each) => each.by)).toEqual(Array(count).fill(by));
  });

  test("S36 of a one-link mail, and the hidden one, in either order: 0 points", async () => {
    for (const links of [
      ["guide", HIDDEN_LINK],
      [HIDDEN_LINK, "guide"],
    ]) {
      const told = await written();
      await fetched(told, links, 5 * SECOND);
      await told.passes("1 hour");
      expect((await scored(told)).engagement).toBe(0);
    }
  });

  test("in front of a person: the reader's click on one of the same links counts, and no earlier than it came", async () => {
    const told = await written();
    await fetched(told, ["guide", "case", HIDDEN_LINK]);
    await told.passes("3 hours");
    await fetched(told, ["guide"]);
    await told.passes("9 minutes");
    expect((await scored(told)).engagement).toBe(0);
    await told.passes("2 minutes");
    expect((await scored(told)).engagement).toBe(15);
  });

  test("that checks a link while its reader clicks it takes nothing from the reader", async () => {
    const told = await written();
    await told.passes("2 hours");
    const mail = told.mailTo();
    told.line.tell(mail, click("guide", { isBotEvent: "Likely" }), told.now - 300);
    told.line.tell(mail, click("guide"));
    await told.passes("11 minutes");
    expect((await scored(told)).engagement).toBe(15);
  });

  test("that nobody sees through hands nobody over, though it follows a link of two letters on two days", async () => {
    const told = await written(FITTING);
    await fetched(told, ["guide"]);
    await told.passes("3 days");
    await told.passes("1 minute");
    await fetched(told, ["guide"]);
    await told.passes("1 day");
    expect((await scored(told)).total).toBeGreaterThanOrEqual(60);
    expect(told.notices).toHaveLength(0);
  });
});

describe("a click", () => {
  test("counts when it has stood for its time, not before", async () => {
    const told = await written();
    await fetched(told, ["guide"], 0);
    await told.passes("9 minutes");
    expect((await scored(told)).engagement).toBe(0);
    await told.passes("1 minute");
    expect((await scored(told)).engagement).toBe(15);
  });

  test("that makes a lead ripe is looked at again at the very moment at which it counts", async () => {
    const told = await written(FITTING);
    await told.passes("2 hours");
    await fetched(told, ["guide"], 0);
    await told.passes("3 days");
    await told.passes("2 hours");
    await fetched(told, ["guide"], 0);
    const clickedAt = told.now;
    expect(told.notices).toHaveLength(0);
    await told.passes("11 minutes");
    expect(told.notices.map(({ at }) => at)).toEqual([clickedAt + 10 * MINUTE]);
  });

  test("gives, and the burst that it began takes it back", async () => {
    const told = await written();
    const mail = told.mailTo();
    told.line.tell(mail, click("guide"));
    await told.passes("11 minutes");
    expect((await scored(told)).engagement).toBe(15);
    // The rest of the burst waited in a queue.
    told.line.tell(mail, click("case"), told.now - 11 * MINUTE + 200);
    await told.line.settle();
    expect((await scored(told)).engagement).toBe(0);
  });
});

describe("a person's act", () => {
  test("S37 a machine's clicks, then a form post: the first of them is given back, once only", async () => {
    const told = await written();
    await fetched(told, ["guide", "case", "call"]);
    await told.passes("1 day");
    expect((await scored(told)).engagement).toBe(0);
    await told.posts({ email: MODEST.email, message: "How long does a probe last?" });
    const { engagement, lines } = await scored(told);
    expect(engagement).toBe(15 + 5);
    expect(lines.filter(({ what }) => /given back/.test(what))).toHaveLength(1);
    await told.passes("1 day");
    await told.posts({ email: MODEST.email, message: "And how loud is it?" });
    expect((await scored(told)).lines.filter(({ what }) => /given back/.test(what))).toHaveLength(1);
  });

  test("S37 a machine's click on the hidden link alone gives nothing back", async () => {
    const told = await written();
    await fetched(told, [HIDDEN_LINK]);
    await told.passes("1 day");
    await told.posts({ email: MODEST.email, message: "How long does a probe last?" });
    expect((await scored(told)).engagement).toBe(5);
  });

  test("S33 the same link twice counts once, two links of one letter count both", async () => {
    const told = await written();
    await told.passes("2 hours");
    await fetched(told, ["guide", "guide"], 300);
    await told.passes("11 minutes");
    expect((await scored(told)).engagement).toBe(15);
    await fetched(told, ["case"]);
    await told.passes("11 minutes");
    expect((await scored(told)).engagement).toBe(30);
  });
});
