/**
 * The laptop: reads a synthesized template and stands up exactly what is in it, on this machine, on virtual time.
 * Nothing listens outside 127.0.0.1 and no mail leaves the machine.
 */

import { type Assembled, assemble } from "./assemble.ts";
import { type Answerer, type Door, listenOn } from "./aws/serve.ts";
import type { LaptopSources } from "./console/sources.ts";
import { startEngines } from "./engines.ts";
import { type Log, openLog } from "./log.ts";
import { type Doors, openDoors } from "./open-doors.ts";
import type { Program, Urls } from "./program.ts";
import { secureRandom, uuidOf } from "./random.ts";
import { ripenProgram } from "./ripen-program.ts";
import { openStateFolder, type StateFolder } from "./state/state-folder.ts";
import type { HistoryEvent } from "./step-functions/history.ts";

export interface LaptopOptions {
  /** The folder that keeps everything, virtual time included. */
  readonly state: string;
  /** Empties the folder first. */
  readonly fresh?: boolean;
  /** 0, the default, picks a free one. */
  readonly ports?: Ports;
  /** Doors that are there already, in place of ports. */
  readonly doors?: Doors;
  /** The instant at which virtual time begins in an empty folder; now unless given. */
  readonly start?: number;
  /** False: time passes in moves only. Default: true. */
  readonly runs?: boolean;
  /** In [0, 1): where ids, keys and jitter come from. Default: good dice. */
  readonly random?: () => number;
  /** Another DynamoDB that already runs, instead of the installed engine. */
  readonly dynamodbEndpoint?: string | undefined;
  /** Hears, in one line each, of what goes wrong while it runs. Default: nobody; the log has it anyway. */
  readonly tell?: (line: string) => void;
  /** Hears of what is added to any workflow's history, when it is added. Default: nobody. */
  readonly stepped?: (events: readonly HistoryEvent[]) => void;
  /** Default: Ripen. */
  readonly program?: Program;
}

export interface Ports {
  readonly api?: number;
  readonly console?: number;
  readonly aws?: number;
}

export interface Laptop {
  readonly urls: Urls;
  /** Of the laptop as it stands; once it has started over, those from before are dead. */
  readonly sources: LaptopSources;
  /** What was put on EventBridge's buses, and how often each metric was counted since the start. */
  readonly busEvents: Assembled["busEvents"];
  readonly metrics: () => Readonly<Record<string, number>>;
  /** Resolves when nothing is under way that is due or that somebody asked for: a move, a fresh start. */
  settle(): Promise<void>;
  /** Lets what is under way finish and closes everything; safe to call twice. */
  stop(): Promise<void>;
}

export const region = "us-east-1";
export const account = "000000000000";

export async function startLaptop(options: LaptopOptions): Promise<Laptop> {
  const closing = closings();
  try {
    return await start(options, closing);
  } catch (error) {
    await closing.all();
    throw error;
  }
}

/** The doors stay as long as the laptop does; what is behind them can be emptied and stood up anew. */
async function start(options: LaptopOptions, closing: Closings): Promise<Laptop> {
  const inside = closings();
  closing.later(inside.all);
  // A taken port must not cost anybody the state that --fresh would empty.
  const doors = await standingDoors(options, closing);
  const folder = openFolder(options.state, options.fresh ?? false, inside);
  let now: Inside | undefined;
  const program = options.program ?? (await ripenProgram((problem) => now?.log.trouble(problem)));
  const furnish = async (empty: StateFolder) => {
    now = await furnishBehind(doors, empty, { ...options, program }, inside, fresh.ask);
    return now;
  };
  const fresh = oneAtATime(async () => {
    await now?.sources.time.settle();
    await behindClosed(doors, async () => {
      await inside.all();
      laptop = await furnish(openFolder(options.state, true, inside));
    });
  });
  let laptop = await furnish(folder);
  closing.later(inside.all);
  // Closed first: whoever is being answered gets the answer while everything still stands.
  closing.later(() => doors.api.close());
  closing.later(() => doors.console.close());
  closing.later(() => laptop.sources.changes.end());
  closing.later(fresh.settled);
  return {
    urls: urlsOf(doors),
    get sources() {
      return laptop.sources;
    },
    busEvents: () => laptop.busEvents(),
    metrics: () => laptop.log.metrics(),
    async settle() {
      await fresh.settled();
      await laptop.sources.time.settle();
    },
    stop: closing.all,
  };
}

interface Inside {
  readonly sources: LaptopSources;
  readonly busEvents: Assembled["busEvents"];
  readonly log: Log;
}

async function furnishBehind(
  doors: Doors,
  folder: StateFolder,
  {
    start,
    runs = true,
    dynamodbEndpoint,
    random = secureRandom,
    tell = () => {},
    stepped,
    ...options
  }: Furnishing,
  { later }: Closings,
  startOver: () => Promise<void>,
): Promise<Inside> {
  const urls = urlsOf(doors);
  const engines = await startEngines({ folder, region, aws: urls.aws, start, runs, dynamodbEndpoint }, later);
  const { clock } = engines;
  const log = openLog(folder.file("ripen.log"), () => clock.now(), tell);
  const assembled = await assemble({
    program: options.program,
    engines,
    clock,
    database: folder.database,
    urls,
    log,
    random,
    uuid: uuidOf(random),
    region,
    account,
    runs,
    stepped,
  });
  // Another DynamoDB's tables are its owner's to empty.
  const sources = dynamodbEndpoint === undefined ? { ...assembled.sources, startOver } : assembled.sources;
  openDoors(doors, { ...assembled, sources }, account);
  const running = await assembled.begin();
  later(() => running.stop());
  later(() => sources.changes.end());
  return { sources, busEvents: assembled.busEvents, log };
}

type Furnishing = LaptopOptions & { readonly program: Program };

function openFolder(state: string, fresh: boolean, { later }: Closings): StateFolder {
  const folder = openStateFolder(state, { fresh });
  later(() => folder.close());
  return folder;
}

async function standingDoors({ doors, ports = {} }: LaptopOptions, { later }: Closings): Promise<Doors> {
  const closed = <D extends Door>(door: D) => {
    later(() => door.close());
    return door;
  };
  return {
    api: closed(doors?.api ?? (await listenOn(ports.api ?? 0, "API_PORT"))),
    console: closed(doors?.console ?? (await listenOn(ports.console ?? 0, "CONSOLE_PORT"))),
    aws: closed(doors?.aws ?? (await listenOn(ports.aws ?? 0, "AWS_PORT"))),
  };
}

const urlsOf = ({ api, console, aws }: Doors): Urls => ({ api: api.url, console: console.url, aws: aws.url });

/** People wait at the doors meanwhile; what calls AWS belongs to the life that ends, and must not reach the new one. */
async function behindClosed({ api, console, aws }: Doors, work: () => Promise<void>): Promise<void> {
  api.hold();
  console.hold();
  aws.open(notNow);
  try {
    await work();
  } catch (error) {
    api.open(notNow);
    console.open(notNow);
    throw error;
  }
}

const notNow: Answerer = (_, response) => response.writeHead(503, { "retry-after": "1" }).end();

/** Whoever asks while it is being done gets what the first one gets. */
function oneAtATime(work: () => Promise<void>) {
  let current: Promise<void> | undefined;
  return {
    ask() {
      current ??= work().finally(() => {
        current = undefined;
      });
      return current;
    },
    async settled() {
      await current?.catch(() => {});
    },
  };
}

interface Closings {
  later(close: () => Promise<void> | void): void;
  /** The last first; those that are closed are forgotten. */
  all(): Promise<void>;
}

function closings(): Closings {
  const open: (() => Promise<void> | void)[] = [];
  return {
    later: (close) => void open.push(close),
    async all() {
      for (let close = open.pop(); close !== undefined; close = open.pop()) await close();
    },
  };
}
