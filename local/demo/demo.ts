/**
 * `npm run demo`: 25 people, six months, one minute. Exit code 1 if anything was sent twice, or after leaving,
 * or if anybody is lost or left with nobody.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { timeline } from "../../workflows/rules/timeline.ts";
import { inDollars, priceOf } from "../costs/prices.ts";
import type { Laptop } from "../laptop.ts";
import { seeded } from "../memory/seeded.ts";
import { DemoCosts } from "./costs.ts";
import { type LivedLife, livesOf } from "./lives.ts";
import { people } from "./people.ts";
import { type Audience, play } from "./play.ts";
import { tableOf, totalsOf } from "./report.ts";

const START = Date.parse("2027-01-11T08:00:00Z");
const END = Date.parse("2027-07-11T08:00:00Z");
const MONTHS = 6;
const DAY = 86_400_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { lead: { type: "string" } } });
  const cast = people();
  const chosen = cast.find(({ id }) => id === values.lead);
  if (values.lead !== undefined && chosen === undefined) {
    complain(
      `There is no lead "${values.lead}" in test/people.yaml; there are ${cast.map(({ id }) => id).join(", ")}.`,
    );
    return 1;
  }
  // The laptop is loaded once there is somebody to play, and from the cache in half the time.
  enableCompileCache();
  const { startLaptop } = await import("../laptop.ts");
  const state = mkdtempSync(join(tmpdir(), "ripen-demo-"));
  const costs = new DemoCosts();
  const program = await costs.program(complain);
  const { stepped } = costs;
  const laptop = await startLaptop({ state, start: START, runs: false, random: seeded(1), program, stepped });
  try {
    return await show(laptop, costs, cast, chosen?.id);
  } finally {
    await laptop.stop();
    rmSync(state, { recursive: true, force: true });
  }
}

async function show(
  laptop: Laptop,
  costs: DemoCosts,
  cast: ReturnType<typeof people>,
  chosen: string | undefined,
): Promise<number> {
  const hands = cast.filter(({ behaviour }) => behaviour === "raises a hand on day 0").length;
  say(
    `\n${cast.length} people filled in a form at Orchard Cold Chain. ${hands} want to buy now. Watch what happens to the other ${cast.length - hands}.\n`,
  );
  const begun = performance.now();
  const stage = audience();
  await play(laptop, cast, END, stage);
  stage.leave();
  const lives = await livesOf(laptop, cast);
  const totals = totalsOf(lives, laptop, MONTHS, Math.round((performance.now() - begun) / 1000));
  say(`\n${tableOf(lives)}\n`);
  for (const line of totals.lines) say(line);
  say(
    `This would cost ${inDollars(priceOf(costs.counts(laptop)))} on AWS.  See one life: npm run demo -- --lead <id>`,
  );
  const one = lives.find(({ person }) => person.id === chosen);
  if (one) say(`\n${oneLife(one)}`);
  for (const problem of totals.broken) complain(`BROKEN: ${problem}`);
  return totals.broken.length > 0 ? 1 : 0;
}

/** A bar on a terminal, and a line for each notable event everywhere. */
function audience(): Audience & { leave(): void } {
  const bar = new SingleBar({
    format: "{bar} {date}",
    hideCursor: true,
    noTTYOutput: false,
    clearOnComplete: true,
  });
  const days = (at: number) => Math.floor((at - START) / DAY);
  const date = (at: number) => new Date(at).toISOString().slice(0, 10);
  bar.start(days(END), 0, { date: date(START) });
  return {
    time: (at) => bar.update(days(at), { date: date(at) }),
    hears(at, line) {
      if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
      say(`${date(at)}  ${line}`.slice(0, 110));
      bar.updateETA();
    },
    leave: () => bar.stop(),
  };
}

function oneLife({ name, life }: LivedLife): string {
  const lines = timeline(life).map(
    ({ at, what }) => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")}  ${what}`,
  );
  return [`${name}, ${life.lead.lifecycle}: ${life.lead.because}`, ...lines].join("\n");
}

process.exitCode = await main();
