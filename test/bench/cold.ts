/**
 * `npm run bench -- cold`: how large each function's bundle is, and how long a fresh process takes to load it and to give its
 * first answer, with AWS on the loopback. Beside it (a) the SDK's client that it uses first, alone, (b) the usual stack and
 * (c) a bare request. Each is followed at once by (a), and the median of how the two compare is what counts: a shared machine
 * has slow minutes and fast ones, and only neighbours have the same. Compared is the processor's time until the
 * answer, since the clock on the wall tells more of others.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundlesIn, environmentOf, LARGEST, LARGEST_OF_OTHERS } from "../infra/bundled.ts";
import {
  bundleComparison,
  COMPARISONS,
  type Comparison,
  type Program,
  programAt,
} from "./cold/comparisons.ts";
import { firstEvents } from "./cold/first-events.ts";
import { type ColdStart, coldStart } from "./cold/fresh-process.ts";
import { loopback } from "./cold/loopback.ts";
import { Lines, type Outcome } from "./lines.ts";

const ROUNDS = { whole: 9, tenth: 1 };

/** Of (a), the client alone, and of (b), the stack: the most that a function may take, with all that it needs inside. (b) is worked out by how it compares to (a) itself. */
const MOST = { ofClient: 1, ofStack: 0.7 };

interface Runner extends Program {
  readonly name: string;
  readonly event: unknown;
  readonly environment: Readonly<Record<string, string>>;
}

export async function cold(isTenth: boolean): Promise<Outcome> {
  const dir = mkdtempSync(join(tmpdir(), "ripen-cold-"));
  const ring = { keyId: "k1", key: "a key that is of no use anywhere else", former: {} };
  const { items, events } = await firstEvents(ring);
  const aws = await loopback(items, ring);
  try {
    const functions = [...bundlesIn(join(dir, "cdk"))].map(([name, folder]) => ({
      name,
      event: events[name],
      environment: environmentOf(name, aws.url),
      ...programAt(join(folder, "index.cjs")),
    }));
    const others = (Object.keys(COMPARISONS) as Comparison[]).map((name) => ({
      name,
      event: {},
      environment: environmentOf("advance-lead", aws.url),
      ...bundleComparison(name, dir),
    }));
    const turns = await inTurns([...functions, ...others], isTenth ? ROUNDS.tenth : ROUNDS.whole);
    return outcome(functions, turns, isTenth);
  } finally {
    await aws.stop();
    rmSync(dir, { recursive: true });
  }
}

interface Turn {
  readonly own: ColdStart;
  /** Of the client that the function asks first, right after. */
  readonly client: ColdStart;
}
type Turns = ReadonlyMap<string, readonly Turn[]>;

const clientOf = (name: string): Comparison => (name === "follow-leads" ? "sfn" : "dynamodb");

async function inTurns(runners: readonly Runner[], rounds: number): Promise<Turns> {
  const turns = new Map<string, Turn[]>(runners.map(({ name }) => [name, []]));
  const named = new Map(runners.map((runner) => [runner.name, runner]));
  const start = ({ file, event, environment }: Runner) => coldStart(file, event, environment);
  for (let round = 0; round < rounds; round++) {
    for (const runner of runners) {
      const own = await start(runner);
      const client = await start(named.get(clientOf(runner.name)) ?? runner);
      turns.get(runner.name)?.push({ own, client });
    }
  }
  return turns;
}

/** Sizes and answers are promises always; times only where they are medians of something. */
function outcome(functions: readonly Runner[], turns: Turns, isTenth: boolean): Outcome {
  const [sizes, times] = [new Lines(), new Lines()];
  const took = (name: string, what: "loaded" | "answered" | "worked") =>
    median((turns.get(name) ?? []).map(({ own }) => own[what]));
  const ofItsClient = (name: string) =>
    median((turns.get(name) ?? []).map(({ own, client }) => own.worked / client.worked));
  times.say(row("function", "kB", "loads", "answers", "works", "of (a)", "of (b)", "first answer"));
  for (const { name, kilobytes } of functions) {
    const most = LARGEST[name] ?? LARGEST_OF_OTHERS;
    sizes.hold(`${name.padEnd(20)} ${kilobytes} kB, at most ${most}`, kilobytes <= most);
    const answer = turns.get(name)?.[0]?.own.answer ?? "";
    if (answer.startsWith("refused")) sizes.hold(`${name}: ${answer}`, false);
    const ofClient = ofItsClient(name);
    const ofStack = (ofClient * (clientOf(name) === "sfn" ? ofItsClient("sfn") : 1)) / ofItsClient("stack");
    const line = row(
      name,
      kilobytes,
      ms(took(name, "loaded")),
      ms(took(name, "answered")),
      ms(took(name, "worked")),
      ofClient.toFixed(2),
      ofStack.toFixed(2),
      answer,
    );
    if (isTenth) times.say(line);
    else times.hold(line, ofClient <= MOST.ofClient && ofStack <= MOST.ofStack);
  }
  for (const name of ["dynamodb", "sfn", "stack", "raw"] as const)
    times.say(
      row(
        SHOWN[name],
        "",
        ms(took(name, "loaded")),
        ms(took(name, "answered")),
        ms(took(name, "worked")),
        "",
        "",
        "",
      ),
    );
  return { lines: sizes.all, times: times.all, missed: [...sizes.missed, ...times.missed] };
}

const SHOWN: Readonly<Record<Comparison, string>> = {
  dynamodb: "(a) DynamoDB alone",
  sfn: "(a) Step Functions",
  stack: "(b) the usual stack",
  raw: "(c) node:http alone",
};

const row = (name: string, ...cells: readonly (string | number)[]) =>
  `${name.padEnd(20)}${cells
    .slice(0, -1)
    .map((cell) => String(cell).padStart(9))
    .join("")}   ${cells.at(-1)}`;

const ms = (milliseconds: number) => `${Math.round(milliseconds)} ms`;

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
