/** Every execution is wiped, at any moment: the sweeper rebuilds them from the table, and every lead ends as its twin that nothing befell. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Blow, faulty, type OutsideCall } from "../../local/memory/faults.ts";
import type { Life } from "../../workflows/rules/life.ts";
import { DAY, HOUR, MINUTE } from "../../workflows/rules/time.ts";
import { campaign } from "../stories/campaign.ts";
import { Imports, SOURCE } from "../stories/importing.ts";
import { FITTING, MODEST, MONDAY, type Story, story } from "../stories/line.ts";
import { wipe } from "./wiped.ts";

const PLAIN = campaign({ enter: { forms: ["cold-store-guide"], imports: [SOURCE] } });
const STRICT = campaign({ name: "strict", enter: { forms: ["webinar"] }, consent: { doubleOptIn: true } });

const LIVES = {
  plain: "plain@dairy.example",
  accepted: "accepted@bakery.example",
  unanswered: "unanswered@brewery.example",
  unconfirmed: "unconfirmed@fishery.example",
  left: "left@nursery.example",
  imported: "imported@abattoir.example",
  troubled: "troubled@creamery.example",
} as const;

/** For two days nothing can be asked about the campaigns: whoever posts then waits six hours, and again. */
const TROUBLE = { from: MONDAY + 10 * DAY, until: MONDAY + 12 * DAY };

/** Six weeks of them all, side by side; whatever `wipes` names, in minutes from the beginning, is wiped then. */
async function lived(wipes: readonly number[]): Promise<Story> {
  const told: Story = story({
    campaigns: () => [PLAIN, STRICT],
    around: (world) =>
      faulty(world, (call) => {
        const isTrouble = told.now >= TROUBLE.from && told.now < TROUBLE.until && call === "standings.read";
        return isTrouble ? { kind: "fail", when: "before", error: "InternalServerError" } : undefined;
      }),
  });
  for (const minutes of wipes)
    told.line.later(MONDAY + minutes * MINUTE, async () => void (await wipe(told.line)));
  await told.posts({ ...MODEST, email: LIVES.plain });
  await told.posts({ ...MODEST, email: LIVES.left });
  await told.posts({ ...MODEST, email: LIVES.unconfirmed, form: "webinar" });
  await new Imports(told).run(`email,name\n${LIVES.imported},Ida\n`, {
    consent: "asked at the stand",
    over: 5 * DAY,
  });
  const ripen = async (email: string) => {
    await told.posts({ ...FITTING, email });
    await told.attends(email);
    return told.handoffLink;
  };
  const link = await ripen(LIVES.accepted);
  await ripen(LIVES.unanswered);
  await told.passesUntil("2026-11-24T07:07:00Z");
  await told.unsubscribes(told.mailTo(LIVES.left));
  await told.accepts("Tom", link);
  await told.passesUntil("2026-12-03T10:08:00Z");
  await told.posts({ ...MODEST, email: LIVES.troubled });
  await told.passesUntil("2027-01-10T09:00:00Z");
  return told;
}

/** What became of a lead, whenever it did. */
function outcome({ lead, tombstone, touches, handoffs, enrolments }: Life) {
  return {
    lifecycle: lead?.lifecycle,
    isErased: tombstone !== undefined,
    isAtItsEnd: lead?.endedAt !== undefined,
    touches: touches.map(({ touchId, status }) => `${touchId} ${status}`),
    handoffs: handoffs.map(({ n, status, to, asked, outcome }) => ({ n, status, to, asked, outcome })),
    runs: enrolments.map(({ campaign, n, end }) => ({ campaign, n, end })),
  };
}

async function outcomes(told: Story) {
  const all = await Promise.all(
    Object.entries(LIVES).map(async ([name, email]) => [name, outcome(await told.life(email))] as const),
  );
  return Object.fromEntries(all);
}

const twice = ({ mails }: Story) =>
  mails.map(({ tags }) => `${tags.leadId} ${tags.touchId}`).filter((each, at, of) => of.indexOf(each) < at);

/** Of which lead and of what sales heard. */
const heard = ({ notices }: Story) =>
  new Set(notices.map(({ json, attributes }) => `${json?.["leadId"]} ${attributes?.["kind"]}`));

describe("lives whose executions are wiped", () => {
  let spared: Story;
  beforeAll(async () => {
    spared = await lived([]);
  });

  test("are at as many different places as there are: mid-sleep, with sales, asked, imported, in trouble, at their end", async () => {
    expect(await outcomes(spared)).toMatchObject({
      plain: { lifecycle: "nurturing", touches: expect.arrayContaining(["small_1_third_1 sent"]) },
      accepted: { handoffs: [{ status: "accepted" }] },
      unanswered: { handoffs: [{ status: "expired" }] },
      unconfirmed: { isErased: true },
      left: { lifecycle: "unsubscribed", isAtItsEnd: true },
      imported: { touches: expect.arrayContaining(["small_1_third_1 sent"]) },
    });
    expect((await spared.lead(LIVES.troubled)).lead.troubles).toBeGreaterThan(0);
    expect(twice(spared)).toEqual([]);
  });

  test("end as their twins do: nothing is sent twice, no hand-off is lost, nobody is forgotten", async () => {
    const expected = await outcomes(spared);
    const moment = fc.integer({ min: 1, max: 45 * 24 * 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(moment, { minLength: 1, maxLength: 4 }), async (wipes) => {
        const told = await lived(wipes);
        expect(await outcomes(told)).toEqual(expected);
        expect(twice(told)).toEqual([]);
        expect(heard(told)).toEqual(heard(spared));
      }),
      { numRuns: 8, seed: 8, examples: [[[20]], [[HOUR / MINUTE, (10 * DAY + 7 * HOUR) / MINUTE]]] },
    );
  });
});

describe("one that sleeps when all is wiped", () => {
  test("isn't missed before its time; then it goes on within half an hour", async () => {
    const told = story();
    await told.posts(MODEST);
    await told.passes("1 day");
    expect(await wipe(told.line)).toBe(1);
    await told.passesUntil("2026-11-26T09:00:00Z");
    expect(told.mails).toHaveLength(1);
    await told.passes("30 minutes");
    expect(told.touches()).toEqual(["welcome", "second"]);
    expect(told.line.counts.get("LeadSwept")).toBe(1);
  });

  test("and that does something sleeps on no dead token: it is taken up within half an hour of that", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.passes("1 day");
    await wipe(told.line);
    await told.attends();
    expect(told.notices).toEqual([]);
    await told.passes("30 minutes");
    expect(told.notices).toHaveLength(1);
  });
});

describe.each(["before", "after"] as const)(
  "all is wiped in the midst of a step, whose function dies just %s",
  (when) => {
    async function struck(call: OutsideCall, fields: Readonly<Record<string, string>>): Promise<Story> {
      let isArmed = true;
      const once = (blow: Blow, disarms: boolean) => (asked: OutsideCall) => {
        if (!isArmed || asked !== call) return undefined;
        isArmed = !disarms;
        return blow;
      };
      const wiping = {
        kind: "meanwhile",
        when: "before",
        act: async () => void (await wipe(told.line)),
      } as const;
      const dying = { kind: "die", when, error: "Runtime.ExitError" } as const;
      const told: Story = story({
        around: (world) => faulty(faulty(world, once(dying, true)), once(wiping, false)),
      });
      await told.posts(fields);
      await told.passes("40 days");
      return told;
    }

    test("its letter is sent: it was claimed, so it never goes again, and the next ones go", async () => {
      const told = await struck("mail.send", MODEST);
      const { touches } = await told.lead();
      expect(touches.map(({ name, status }) => `${name} ${status}`)).toEqual([
        "second sent",
        "third sent",
        when === "before" ? "welcome unknown" : "welcome sent",
      ]);
      expect(told.touches()).toEqual(
        when === "before" ? ["second", "third"] : ["welcome", "second", "third"],
      );
    });

    test("sales is told: told twice at worst, never not at all", async () => {
      const told = await struck("sales.publish", { ...FITTING, message: "a demo, please" });
      const releases = told.notices.filter(({ attributes }) => attributes?.["kind"] === "release");
      expect(releases).toHaveLength(when === "before" ? 1 : 2);
      expect((await told.lead()).handoffs[0]?.notifiedAt).toBeDefined();
    });
  },
);
