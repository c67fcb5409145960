/**
 * A new execution for many leads, under the workflow file that is deployed now, or tells what that would do. Slow, since
 * others start executions too. Whatever kills it, the same run again goes on: who was restarted began later than it asks for.
 */
import { writeInTurn } from "../../functions/commit.ts";
import type { World } from "../../functions/world/world.ts";
import { withNewExecution } from "../../workflows/rules/execution.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import type { Known, Life } from "../../workflows/rules/life.ts";
import { SECOND } from "../../workflows/rules/time.ts";
import type { Arrivals } from "./arrivals.ts";
import { LeadsRefused } from "./leads-refused.ts";
import { persistently } from "./persistently.ts";
import { holds, type Where } from "./which-leads.ts";

export interface RestartJob {
  readonly arrivals: Pick<Arrivals, "pages">;
  readonly world: World;
  readonly where: Where;
  /** Leads restarted in a second, at most. */
  readonly rate: number;
  /** False: tells whom it would restart, and writes nothing. */
  readonly go: boolean;
  /** Told how many leads were looked at so far. */
  readonly progress?: (leads: number) => void;
}

export interface Restarted {
  /** Leads looked at, and those of which it all holds. */
  readonly looked: number;
  readonly chosen: number;
  /** The first few of them, as they were. */
  readonly such: readonly Known[];
}

/** So many lives are read at once. */
const AT_ONCE = 16;
const SUCH = 5;

export async function restartLeads(job: RestartJob): Promise<Restarted> {
  const { arrivals, world, where, progress } = job;
  const such: Known[] = [];
  let [looked, chosen] = [0, 0];
  for await (const page of arrivals.pages()) {
    for (let from = 0; from < page.length; from += AT_ONCE) {
      const part = page.slice(from, from + AT_ONCE);
      const lives = await Promise.all(
        part.map((leadId) =>
          persistently(world, () => world.leads.read(leadId)).catch((error) => stopped(leadId, error)),
        ),
      );
      const held = lives.filter((life) => holds(where, life));
      such.push(...held.slice(0, SUCH - such.length));
      chosen += job.go ? await restartAll(job, held) : held.length;
      looked += part.length;
      progress?.(looked);
    }
  }
  return { looked, chosen, such };
}

/** One after the other, each in its share of a second; how many it came to. */
async function restartAll({ world, where, rate }: RestartJob, lives: readonly Life[]): Promise<number> {
  let restarted = 0;
  for (const { leadId } of lives) {
    const began = performance.now();
    const done = await restart(world, leadId, where).catch((error) => stopped(leadId, error));
    if (!done) continue;
    restarted++;
    const early = SECOND / rate - (performance.now() - began);
    if (early > 0) await world.pause(early);
  }
  return restarted;
}

/**
 * The write of the sweeper: whatever the execution before it is about to write is refused from now on. That one is woken,
 * finds itself replaced and ends; were it not, it would at its next step.
 */
async function restart(world: World, leadId: LeadId, where: Where): Promise<boolean> {
  let token: string | undefined;
  let asked: number | undefined;
  let isOurs = false;
  const ask = (life: Life) => {
    // An answer that was lost: what was written is found by the generation that was asked for.
    isOurs = asked !== undefined && life.lead?.generation === asked;
    if (isOurs || !holds(where, life)) return undefined;
    token = life.lead.wakeToken;
    const change = withNewExecution({}, life.lead.generation, world.receivedAt());
    asked = change.set?.generation;
    return change;
  };
  const written = await persistently(world, () => writeInTurn(world, leadId, ask));
  if (written !== "written" && !isOurs) return false;
  const asleep = token;
  if (asleep !== undefined) await persistently(world, () => world.workflows.wake(asleep));
  return true;
}

function stopped(leadId: LeadId, cause: unknown): never {
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  throw new LeadsRefused(
    `Stopped at lead ${leadId}: ${why}. Whoever has a new execution keeps it; run the same command again to go on.`,
    { cause },
  );
}
