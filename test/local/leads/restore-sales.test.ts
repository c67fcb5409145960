/** A row alone is lost, and sales has said something since the back-up: the lead comes back as far as sales has brought it. */
import { expect, test } from "vitest";
import { playbook } from "../../../functions/commit.ts";
import { caughtUp } from "../../../local/leads/restore/caught-up.ts";
import type { Known } from "../../../workflows/rules/life.ts";
import { FITTING, type Story } from "../../stories/line.ts";
import { office, openFrom, says } from "../../stories/selling.ts";

type Act = (told: Story) => Promise<unknown>;

const MONDAY = "2026-11-23T10:00:00Z";
const ripens: Act = (told) => told.attends();
const accepts: Act = (told) => told.accepts("Tom");
const rejects =
  (reason: string, until = ""): Act =>
  (told) =>
    told.rejects("Tom", reason, until);
const tells =
  (result: Parameters<typeof says>[1], until?: string): Act =>
  async (told) =>
    expect(await says(told, result, until === undefined ? {} : { until })).toBeUndefined();

/** A lead that has posted its form lives `before`, is backed up, and lives `since`. */
async function lives(before: readonly Act[], since: readonly Act[], giveBacks = 3) {
  const desk = office({ giveBacks });
  const told = openFrom(MONDAY, () => desk);
  await told.posts(FITTING);
  const passing = async (acts: readonly Act[]): Promise<Known> => {
    for (const act of acts) {
      await told.passes("1 hour");
      await act(told);
    }
    return told.lead();
  };
  const backedUp = await passing(before);
  const lost = await passing(since);
  return { backedUp, lost, rules: playbook(told.line.world) };
}

/** The row of the back-up, beside all else as it stands. */
function comesBack({ backedUp, lost, rules }: Awaited<ReturnType<typeof lives>>) {
  const known = new Set(backedUp.ledger.map(({ key }) => key));
  return caughtUp({ ...lost, lead: backedUp.lead }, known, rules);
}

test.each<[string, string, readonly Act[], readonly Act[]]>([
  ["was handed to sales", "mql", [], [ripens]],
  ["was accepted, and has an owner", "sal", [ripens], [accepts]],
  ["was handed over and accepted", "sal", [], [ripens, accepts]],
  ["was qualified", "sql", [ripens, accepts], [tells("qualified")]],
  ["was accepted and qualified", "sql", [ripens], [accepts, tells("qualified")]],
  ["was won", "customer", [ripens, accepts], [tells("won")]],
  ["was lost", "dormant", [ripens, accepts], [tells("lost")]],
  ["was given back for now", "recycled", [ripens], [rejects("bad-timing", "2027-04-01")]],
  ["was given back after it was accepted", "recycled", [ripens, accepts], [tells("wrong-person")]],
  ["was refused for good", "disqualified", [ripens], [rejects("not-our-market")]],
  ["was a customer already", "customer", [ripens], [rejects("already-customer")]],
  ["got no answer", "recycled", [ripens], [(told) => told.passes("1 week")]],
  ["was taken from whoever was silent", "mql", [ripens, accepts], [(told) => told.passes("3 days")]],
  ["left, and was accepted all the same", "sal", [ripens], [(told) => told.unsubscribes(), accepts]],
])("one that %s since is %s again, not what it was before", async (_, stage, before, since) => {
  const told = await lives(before, since);
  const { lifecycle, owner, because, consent } = comesBack(told);
  expect(told.lost.lead.lifecycle).toBe(stage);
  expect(told.backedUp.lead.lifecycle).not.toBe(stage);
  expect(lifecycle).toBe(stage);
  expect(owner).toEqual(told.lost.lead.owner);
  expect(because).not.toBe(told.backedUp.lead.because);
  expect(consent).toEqual(told.lost.lead.consent);
});

test("given back once too often it is disqualified, as it was", async () => {
  const told = await lives([ripens], [rejects("no-budget")], 1);
  expect([told.lost.lead.lifecycle, comesBack(told).lifecycle]).toEqual(["disqualified", "disqualified"]);
});

test("what sales said before the back-up isn't said anew, and a snooze or a try moves no stage", async () => {
  const told = await lives([ripens, accepts, tells("qualified")], [tells("voicemail")]);
  const { lifecycle, because } = comesBack(told);
  expect({ lifecycle, because }).toEqual({ lifecycle: "sql", because: told.lost.lead.because });
});
