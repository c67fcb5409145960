/** Whatever a small desk does in whatever order, driven through the real workflow: nothing is counted twice, nobody gets too much, no hand-off is dropped. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { NOBODY } from "../../workflows/rules/desk-people.ts";
import { heldHandoff, holderOf } from "../../workflows/rules/holder.ts";
import type { Handoff, Life } from "../../workflows/rules/life.ts";
import { HOUR } from "../../workflows/rules/time.ts";
import { FITTING, type Story } from "../stories/line.ts";
import { loads, type Office, office, openFrom, saysOf } from "../stories/selling.ts";

const AT_MOST = 2;
const PEOPLE = ["tom", "ines", "mia"] as const;
const EMAILS = [
  "a@one.example",
  "b@one.example",
  "c@two.example",
  "d@gmail.com",
  "e@three.example",
  "f@gmail.com",
];

const anEmail = fc.constantFrom(...EMAILS);
const somebody = fc.constantFrom(...PEOPLE);
const soon = fc.constantFrom("2026-11-26", "2026-12-01", "2026-12-14");

const anAct = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant("ripens" as const), email: anEmail }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("asks" as const), email: anEmail }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("leaves" as const), email: anEmail }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("is erased" as const), email: anEmail }) },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant("answered" as const),
      email: anEmail,
      by: somebody,
      fields: fc.oneof(
        fc.constant({ answer: "accept" }),
        fc.record({
          answer: fc.constant("reject"),
          reason: fc.constantFrom("no-budget", "not-our-market", "bad-timing"),
        }),
        fc.record({ answer: fc.constant("snooze"), until: soon }),
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant("told" as const),
      email: anEmail,
      result: fc.constantFrom(
        "voicemail",
        "not-yet",
        "wrong-person",
        "unreachable",
        "not-now",
        "qualified",
        "won",
        "lost",
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constant("time" as const), hours: fc.integer({ min: 1, max: 60 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("off" as const),
      who: somebody,
      how: fc.constantFrom("away", "gone"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("back" as const), who: somebody }) },
);
type Act = typeof anAct extends fc.Arbitrary<infer T> ? T : never;

/** The desk as its file says now: who is away from today on, and who is off it. */
class Staff {
  private readonly off = new Map<string, "away" | "gone">();

  set(who: string, how: "away" | "gone" | undefined): void {
    if (how === undefined) this.off.delete(who);
    else if ([...this.off.values()].filter((each) => each === "gone").length < 2) this.off.set(who, how);
  }

  allBack(): void {
    this.off.clear();
  }

  desk() {
    const gone = PEOPLE.filter((key) => this.off.get(key) === "gone");
    const state = (key: string) => ({
      atMost: AT_MOST,
      ...(this.off.get(key) === "away" ? { away: [{ from: "2026-11-01", to: "2027-12-31" }] } : {}),
    });
    const named: Office = {
      tom: state("tom"),
      ines: state("ines"),
      others: { mia: { ...MIA, ...state("mia") } },
      gone,
      pools: [{ name: "all", people: PEOPLE.filter((key) => !gone.includes(key)) }],
    };
    return office(named);
  }
}

const MIA = {
  name: "Mia",
  email: "mia@orchard-cold-chain.example",
  zone: "America/New_York",
  days: ["monday", "tuesday", "wednesday", "thursday", "friday"] as ("monday" | "tuesday")[],
  hours: "9-17",
};

async function carryOut(told: Story, staff: Staff, given: Act): Promise<void> {
  switch (given.act) {
    case "ripens":
      await told.posts({ ...FITTING, email: given.email });
      return told.attends(given.email);
    case "asks":
      return void (await told.posts({ ...FITTING, email: given.email, message: "a demo please" }));
    case "leaves": {
      const mail = told.mails.find(({ to }) => to === given.email);
      return mail && void (await told.unsubscribes(mail));
    }
    case "is erased":
      return told.line.leads.erase(await told.line.world.identity.leadId(given.email), told.now);
    case "answered": {
      const { leadId, handoffs } = await told.life(given.email);
      const last = handoffs.at(-1);
      if (last === undefined) return;
      const link = {
        purpose: "handoff" as const,
        leadId,
        n: last.n,
        releasedAt: last.releasedAt,
        expiresAt: told.now + HOUR,
      };
      return void (await told.follows(await told.line.world.links.url(link), "POST", {
        ...given.fields,
        by: given.by,
      }));
    }
    case "told":
      return void (await saysOf(told, given.email, given.result, { until: "2027-01-11" }));
    case "time":
      return told.line.liveUntil(told.now + given.hours * HOUR);
    case "off":
      return staff.set(given.who, given.how);
    case "back":
      return staff.set(given.who, undefined);
    default:
      return given satisfies never;
  }
}

async function countsAreRight(told: Story): Promise<void> {
  const holders = told.line.leads.all().map((life) => [life.leadId, holderOf(life)] as const);
  const counted: Record<string, number> = {};
  for (const [, holder] of holders)
    if (holder !== undefined && holder !== NOBODY) counted[holder] = (counted[holder] ?? 0) + 1;
  expect(await loads(told)).toEqual(counted);
  for (const person of [...PEOPLE, NOBODY]) {
    const listed: string[] = [];
    for await (const leadId of told.line.world.rota.held(person)) listed.push(leadId);
    expect(listed).toEqual(
      holders
        .filter(([, holder]) => holder === person)
        .map(([leadId]) => leadId)
        .sort(),
    );
  }
  expect(Math.max(0, ...Object.values(counted))).toBeLessThanOrEqual(AT_MOST);
}

/** Nobody answers any more, and all are there: whatever is open is told to somebody, then to the manager, and goes back to nurture. */
async function nothingIsDropped(told: Story, staff: Staff): Promise<void> {
  staff.allBack();
  // Bad timing rests for three months, and is then handed over once more.
  await told.passes("5 months");
  const talks = told.line.leads.all().filter((life) => heldHandoff(life) !== undefined);
  for (const life of talks) isAskedAbout(life, told.now);
  expect(Object.values(await loads(told)).reduce((sum, open) => sum + open, 0)).toBe(talks.length);
  for (const life of told.line.leads.all())
    for (const handoff of life.handoffs) if (handoff !== heldHandoff(life)) isSettled(life, handoff);
}

/** Whoever has spoken with a lead keeps it, and is asked every other week what came of that. */
function isAskedAbout(life: Life, now: number): void {
  const { status, promised } = heldHandoff(life) ?? {};
  expect([status, promised?.spokeAt !== undefined]).toEqual(["accepted", true]);
  const asked = life.ledger.filter(({ key }) => key.includes("#follow-up#")).map(({ at }) => at);
  expect(now - Math.max(0, ...asked)).toBeLessThan(31 * 24 * HOUR);
}

/** Somebody answered, be it while nobody had room for it; or somebody was told, and the manager knows that nobody did. */
function isSettled({ ledger }: Life, { n, status, notifiedAt, doneAt }: Handoff): void {
  if (status === "expired") expect(notifiedAt).toBeDefined();
  expect(["accepted", "rejected", "expired"]).toContain(status);
  if (status === "accepted") expect(doneAt).toBeDefined();
  if (status === "expired")
    expect(ledger.map(({ key }) => key.split("#").slice(0, 3).join("#"))).toContain(`handoff#${n}#manager`);
}

test("any order of releases, answers, absences, departures and silence: each held lead counts once, nobody holds too many, and every hand-off ends answered or back in nurture", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anAct, { minLength: 5, maxLength: 40 }), async (acts) => {
      const staff = new Staff();
      const told = openFrom("2026-11-20T15:30:00Z", () => staff.desk());
      for (const act of acts) {
        await carryOut(told, staff, act);
        await told.line.settle();
        await countsAreRight(told);
      }
      await nothingIsDropped(told, staff);
    }),
    { numRuns: 20 },
  );
}, 300_000);
