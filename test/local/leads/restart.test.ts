/** Leads that get a new execution by hand: nothing is lost by it, and nothing is sent or told twice. */
import { expect, test } from "vitest";
import type { World } from "../../../functions/world/world.ts";
import { type RestartJob, restartLeads } from "../../../local/leads/restart.ts";
import { memoryArrivals } from "../../../local/memory/memory-arrivals.ts";
import { FITTING, MODEST, MONDAY, type Story, story } from "../../stories/line.ts";

/** Whoever began before now is restarted, as fast as may be. */
function restarts(told: Story, change: Partial<RestartJob> = {}) {
  return restartLeads({
    arrivals: memoryArrivals(told.line.leads, 7),
    world: told.line.world,
    where: { begunBefore: told.now },
    rate: Number.POSITIVE_INFINITY,
    go: true,
    ...change,
  });
}

async function executions(told: Story, email?: string): Promise<readonly string[]> {
  const { leadId } = await told.lead(email);
  return told.line.executionsOf(leadId).map((arn) => told.line.engine.describe(arn).status);
}

async function asleep(): Promise<Story> {
  const told = story();
  await told.posts(MODEST);
  await told.passes("1 day");
  return told;
}

test("a lead that sleeps goes on sleeping in its new execution, the old one ends at once, and every letter comes once, at its time", async () => {
  const told = await asleep();
  const { nextWakeAt } = (await told.lead()).lead;
  expect(await restarts(told)).toMatchObject({ looked: 1, chosen: 1 });
  await told.line.settle();
  expect(await executions(told)).toEqual(["SUCCEEDED", "RUNNING"]);
  expect((await told.lead()).lead.nextWakeAt).toBe(nextWakeAt);
  await told.passes("6 weeks");
  expect(told.touches()).toEqual(["welcome", "second", "third"]);
});

test("without being told to go on, it names whom it would restart, and writes nothing", async () => {
  const told = await asleep();
  const before = await told.lead();
  const { chosen, such } = await restarts(told, { go: false });
  expect([chosen, such.map(({ leadId }) => leadId)]).toEqual([1, [before.leadId]]);
  expect(await told.lead()).toEqual(before);
});

test("repeated, it passes by whoever has its new execution already", async () => {
  const told = await asleep();
  const where = { begunBefore: told.now };
  await restarts(told, { where });
  await told.passes("1 hour");
  expect(await restarts(told, { where })).toMatchObject({ looked: 1, chosen: 0 });
  expect(await executions(told)).toHaveLength(2);
});

test("asked for twice at the same time, it is one letter at a time all the same", async () => {
  const told = await asleep();
  await Promise.all([restarts(told), restarts(told)]);
  await told.passes("6 weeks");
  expect(told.touches()).toEqual(["welcome", "second", "third"]);
  expect((await executions(told)).filter((status) => status === "RUNNING")).toHaveLength(1);
});

test("at the very moment at which a letter goes out, that letter goes out once", async () => {
  let sends = 0;
  const told: Story = story({
    around: (world) => ({
      ...world,
      mail: {
        async send(mail) {
          sends++;
          if (sends === 2) await restarts(told);
          return world.mail.send(mail);
        },
      },
    }),
  });
  await told.posts(MODEST);
  await told.passes("6 weeks");
  expect(told.touches()).toEqual(["welcome", "second", "third"]);
  expect(await executions(told)).toEqual(["SUCCEEDED", "RUNNING"]);
});

test("just before a letter is due, it is not late", async () => {
  const told = await asleep();
  await told.passesUntil("2026-11-26T08:59:59Z");
  await restarts(told);
  await told.passes("2 seconds");
  expect(told.touches()).toEqual(["welcome", "second"]);
});

test("a hand-off that waits for its answer goes on waiting, its clock as it was, and its link still answers", async () => {
  const told = story();
  await told.posts(FITTING);
  await told.attends();
  await told.passes("20 hours");
  await restarts(told);
  await told.passes("3 hours");
  expect(told.notices).toHaveLength(1);
  await told.passes("2 hours");
  expect(told.notices.map(({ attributes }) => attributes?.["kind"])).toEqual(["release", "reminder"]);
  await told.accepts("Tom");
  expect((await told.lead()).handoffs).toMatchObject([{ status: "accepted" }]);
});

test("a lead in trouble is tried again at once, and is out of it when that goes well", async () => {
  let isBroken = true;
  const told = story({
    around: (world) => ({
      ...world,
      leads: {
        read: (leadId) => (isBroken ? Promise.reject(new TypeError()) : world.leads.read(leadId)),
        write: (life, change) => world.leads.write(life, change),
        overdue: (before) => world.leads.overdue(before),
      },
    }),
  });
  await told.posts(MODEST);
  await told.passes("10 minutes");
  expect((await told.lead()).lead.trouble).toBe("TypeError");
  isBroken = false;
  const where = { begunBefore: told.now, inTrouble: true as const };
  expect(await restarts(told, { where })).toMatchObject({ chosen: 1 });
  await told.line.settle();
  expect((await told.lead()).lead.trouble).toBeUndefined();
  expect(await restarts(told, { where: { ...where, begunBefore: told.now } })).toMatchObject({ chosen: 0 });
});

test("one that left, and one that was erased, are left in peace", async () => {
  const told = await asleep();
  await told.unsubscribes();
  await told.posts({ ...MODEST, email: "ben@bakery.example" });
  told.line.leads.erase((await told.lead("ben@bakery.example")).leadId, told.now);
  await told.passes("1 minute");
  expect(await restarts(told)).toMatchObject({ looked: 1, chosen: 0 });
});

/** So many leads, all of which sleep. */
async function many(leads: number): Promise<Story> {
  const told = story();
  for (let n = 0; n < leads; n++) await told.posts({ ...MODEST, email: `p${n}@dairy.example` });
  await told.passes("1 day");
  return told;
}

test("killed in the middle, the same command goes on where it stopped: everybody is restarted once", async () => {
  const told = await many(20);
  const { world } = told.line;
  const where = { begunBefore: told.now };
  let left = 11;
  const dying: World = {
    ...world,
    leads: {
      read: (leadId) => world.leads.read(leadId),
      overdue: (before) => world.leads.overdue(before),
      async write(life, change) {
        if (left-- === 0) throw new Error("the terminal was closed");
        return world.leads.write(life, change);
      },
    },
  };
  await expect(restarts(told, { where, world: dying })).rejects.toThrow(
    /^Stopped at lead .* run the same command again to go on\.$/,
  );
  await told.passes("1 hour");
  expect(await restarts(told, { where })).toMatchObject({ looked: 20, chosen: 9 });
  await told.passes("6 weeks");
  for (let n = 0; n < 20; n++) {
    expect(told.touches(`p${n}@dairy.example`)).toEqual(["welcome", "second", "third"]);
    expect(await executions(told, `p${n}@dairy.example`)).toEqual(["SUCCEEDED", "RUNNING"]);
  }
});

test("killed between the write and the old execution's end, that one ends by itself when its sleep is over", async () => {
  const told = await asleep();
  const { world } = told.line;
  const workflows = { ...world.workflows, wake: () => Promise.reject(new Error("the terminal was closed")) };
  await expect(restarts(told, { world: { ...world, workflows } })).rejects.toThrow("Stopped at lead");
  await told.line.settle();
  expect(await executions(told)).toEqual(["RUNNING", "RUNNING"]);
  await told.passes("6 weeks");
  expect(told.touches()).toEqual(["welcome", "second", "third"]);
  expect(await executions(told)).toEqual(["SUCCEEDED", "RUNNING"]);
});

test("whose write went through and lost its answer is counted, and the old execution ends at once", async () => {
  const told = await asleep();
  const { world } = told.line;
  let isLost = false;
  const forgetful: World = {
    ...world,
    pause: async () => undefined,
    leads: {
      read: (leadId) => world.leads.read(leadId),
      overdue: (before) => world.leads.overdue(before),
      async write(life, change) {
        const answer = await world.leads.write(life, change);
        if (isLost) return answer;
        isLost = true;
        throw Object.assign(new Error("no answer came"), { name: "TimeoutError" });
      },
    },
  };
  expect(await restarts(told, { world: forgetful })).toMatchObject({ looked: 1, chosen: 1 });
  await told.line.settle();
  expect(await executions(told)).toEqual(["SUCCEEDED", "RUNNING"]);
});

test("a lead that can't be read stops it in words", async () => {
  const told = await asleep();
  const { world } = told.line;
  const read = () => Promise.reject(Object.assign(new Error("no right"), { name: "AccessDeniedException" }));
  const leads = { ...world.leads, read };
  await expect(restarts(told, { world: { ...world, leads } as World })).rejects.toThrow(
    /^Stopped at lead .*AccessDeniedException: no right\. .*run the same command again/,
  );
});

test("it takes its time: at one lead a second, each waits for what is left of its second", async () => {
  const told = await many(5);
  const pauses: number[] = [];
  const { world } = told.line;
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  await restarts(told, { world: { ...world, pause }, rate: 1 });
  expect(pauses.length).toBeGreaterThan(0);
  for (const each of pauses) expect(each).toBeLessThanOrEqual(1_000);
});

test("who is restarted now begins now: never before what was asked for", async () => {
  const told = await asleep();
  await restarts(told);
  expect((await told.lead()).lead.generation).toBe(told.now);
  expect(told.now).toBeGreaterThan(MONDAY);
});
