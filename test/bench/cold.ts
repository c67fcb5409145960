/**
 * `npm run bench -- cold`: how large each function's bundle is, and how long a fresh process takes to load it and to give its
 * first answer, with AWS on the loopback. Beside it (a) the SDK's client that it uses first, alone, (b) the usual stack and
 * (c) a bare request. All take turns, so that a busy moment is everybody's; medians of the
 * processor's time until the answer are compared, since a shared machine's clock tells more of the neighbours.
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

/** Of (a), the client alone, and of (b), the stack: the most that a function may take, with all that it needs inside. */
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
    const starts = await inTurns([...functions, ...others], isTenth ? ROUNDS.tenth : ROUNDS.whole);
    return outcome(functions, starts, isTenth);
  } finally {
    await aws.stop();
    rmSync(dir, { recursive: true });
  }
}

type Starts = ReadonlyMap<string, readonly ColdStart[]>;

async function inTurns(runners: readonly Runner[], rounds: number): Promise<Starts> {
  const starts = new Map<string, ColdStart[]>(runners.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, file, event, environment } of runners)
      starts.get(name)?.push(await coldStart(file, event, environment));
  }
  return starts;
}

/** Sizes and answers are promises always; times only where they are medians of something. */
function outcome(functions: readonly Runner[], starts: Starts, isTenth: boolean): Outcome {
  const [sizes, times] = [new Lines(), new Lines()];
  const took = (name: string, what: "loaded" | "answered" | "worked") =>
    median((starts.get(name) ?? []).map((start) => start[what]));
  times.say(row("function", "kB", "loads", "answers", "works", "of (a)", "of (b)", "first answer"));
  for (const { name, kilobytes } of functions) {
    const most = LARGEST[name] ?? LARGEST_OF_OTHERS;
    sizes.hold(`${name.padEnd(20)} ${kilobytes} kB, at most ${most}`, kilobytes <= most);
    const answer = starts.get(name)?.[0]?.answer ?? "";
    if (answer.startsWith("refused")) sizes.hold(`${name}: ${answer}`, false);
    const ofClient = took(name, "worked") / took(name === "follow-leads" ? "sfn" : "dynamodb", "worked");
    const ofStack = took(name, "worked") / took("stack", "worked");
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
