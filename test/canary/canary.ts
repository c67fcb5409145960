/** The whole: a laptop, lives, failures, and then every place that nobody may be found in. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  paginateListStateMachines,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Urls } from "../crash/laptop-process.ts";
import { clientOf } from "../local/aws/small-laptop.ts";
import { FAILED, fail, failAtFirst } from "./failures.ts";
import { LIVED, live } from "./lives.ts";
import { type Canary, sightings } from "./needles.ts";
import { type Place, places, queuesOf } from "./places.ts";
import { Visits } from "./visits.ts";
import { type Wire, wire } from "./wire.ts";

export interface Searched {
  readonly place: string;
  readonly of: string;
  readonly bytes: number;
  /** What stood there of people. */
  readonly leaked: readonly string[];
  /** Whether what we planted there ourselves was found; undefined where nothing could be planted. */
  readonly planted: boolean | undefined;
}

export interface Outcome {
  readonly searched: readonly Searched[];
  /** How many calls to AWS went wrong, by name, and how often each status was answered. */
  readonly failed: ReadonlyMap<string, number>;
  readonly answers: ReadonlyMap<number, number>;
  readonly canaries: number;
}

/** Put by ourselves wherever it can be: a search that doesn't find it proves nothing. */
const PLANTED: Canary = { what: "planted", text: "Planted.Kanarie@planted-q7x.kanarie.example" };
/** Where nothing of ours can be put from outside. */
const NOT_PLANTED = ["/calls of every lead", "the laptop's own log"];

export async function canary(): Promise<Outcome> {
  const people = [...LIVED, ...FAILED];
  const quote = people.map(({ text }) => text).join(" | ");
  const between = await wire(quote);
  const state = mkdtempSync(join(tmpdir(), "ripen-canary-"));
  const laptop = await start(state, between);
  try {
    const visits = new Visits(laptop.urls);
    await failAtFirst(visits, between);
    await live(visits);
    await fail(visits, between, quote);
    await plant(laptop.urls);
    const found = await places(laptop.urls, laptop.said(), readFileSync(join(state, "ripen.log"), "utf8"));
    const searched = found.map((place) => searchedIn(place, people));
    return { searched, failed: between.failed, answers: visits.answers, canaries: people.length };
  } finally {
    await laptop.end();
    await between.close();
    rmSync(state, { recursive: true, force: true });
  }
}

export function searchedIn({ name, of, text }: Place, people: readonly Canary[]): Searched {
  const planted = sightings(text, [PLANTED]).length > 0;
  return {
    place: name,
    of,
    bytes: Buffer.byteLength(text),
    leaked: sightings(text, people),
    planted: NOT_PLANTED.includes(name) ? undefined : planted,
  };
}

interface CanaryLaptop {
  readonly urls: Urls;
  said(): string;
  end(): Promise<void>;
}

const MOST_START = 60_000;

async function start(state: string, between: Wire): Promise<CanaryLaptop> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "laptop.ts")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      // biome-ignore lint/style/noProcessEnv: passed on to a program of our own
      PATH: process.env["PATH"] ?? "",
      RIPEN_STATE: state,
      CANARY_WIRE: between.url,
      CANARY_PLANTED: PLANTED.text,
    },
  });
  const pieces: Buffer[] = [];
  const said = () => Buffer.concat(pieces).toString();
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const urls = await ready(child, pieces, said);
  between.to = urls.aws;
  const end = async () => {
    child.kill("SIGTERM");
    const hurry = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await gone;
    clearTimeout(hurry);
  };
  return { urls, said, end };
}

function ready(child: ChildProcess, pieces: Buffer[], said: () => string): Promise<Urls> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => child.kill("SIGKILL"), MOST_START);
    const listen = (piece: Buffer) => {
      pieces.push(piece);
      const line = /^ready (\{.*\})$/m.exec(said())?.[1];
      if (line === undefined) return;
      clearTimeout(patience);
      resolve(JSON.parse(line) as Urls);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => reject(new Error(`The laptop ended with ${code}:\n${said()}`)));
  });
}

/** As careless code would: an address for a name, a cause in a history, an attribute beside a message. The logs have theirs already. */
async function plant({ aws }: Urls): Promise<void> {
  const client = clientOf(aws);
  const [sfn, sqs] = [new SFNClient(client), new SQSClient(client)];
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: sfn }, {}))
    for (const { stateMachineArn } of stateMachines) {
      const input = JSON.stringify({ leadId: PLANTED.text });
      const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input }));
      const error = { error: "Planted", cause: JSON.stringify(PLANTED.text) };
      await sfn.send(new StopExecutionCommand({ executionArn, ...error }));
    }
  const { dead } = await queuesOf(sqs);
  const StringValue = Buffer.from(PLANTED.text).toString("hex");
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: dead[0],
      MessageBody: "planted",
      MessageAttributes: { who: { DataType: "String", StringValue } },
    }),
  );
}
