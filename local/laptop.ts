/**
 * The laptop: reads a synthesized template and stands up exactly what is in it, on this machine, on virtual time.
 * Nothing listens outside 127.0.0.1 and no mail leaves the machine.
 */

import { type Assembled, assemble } from "./assemble.ts";
import { listenOn } from "./aws/serve.ts";
import type { LaptopSources } from "./console/sources.ts";
import { startEngines } from "./engines.ts";
import { openLog } from "./log.ts";
import { openDoors } from "./open-doors.ts";
import type { Program, Urls } from "./program.ts";
import { secureRandom, uuidOf } from "./random.ts";
import { ripenProgram } from "./ripen-program.ts";
import { openStateFolder } from "./state/state-folder.ts";

export interface LaptopOptions {
  /** The folder that keeps everything, virtual time included. */
  readonly state: string;
  /** Empties the folder first. */
  readonly fresh?: boolean;
  /** 0, the default, picks a free one. */
  readonly ports?: { readonly api?: number; readonly console?: number; readonly aws?: number };
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
  /** Default: Ripen. */
  readonly program?: Program;
}

export interface Laptop {
  readonly urls: Urls;
  readonly sources: LaptopSources;
  /** What was put on EventBridge's buses, and how often each metric was counted since the start. */
  readonly busEvents: Assembled["busEvents"];
  readonly metrics: () => Readonly<Record<string, number>>;
  /** Lets what is under way finish and closes everything; safe to call twice. */
  stop(): Promise<void>;
}

export const region = "us-east-1";
export const account = "000000000000";

export async function startLaptop(options: LaptopOptions): Promise<Laptop> {
  const closing: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (let close = closing.pop(); close !== undefined; close = closing.pop()) await close();
  };
  try {
    return { ...(await start(options, (close) => void closing.push(close))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  { state, fresh = false, ports = {}, tell = () => {}, ...options }: LaptopOptions,
  later: (close: () => Promise<void> | void) => void,
): Promise<Omit<Laptop, "stop">> {
  const folder = openStateFolder(state, { fresh });
  later(() => folder.close());
  const doors = {
    api: await listenOn(ports.api ?? 0, "API_PORT"),
    console: await listenOn(ports.console ?? 0, "CONSOLE_PORT"),
    aws: await listenOn(ports.aws ?? 0, "AWS_PORT"),
  };
  for (const door of Object.values(doors)) later(() => door.close());
  const urls = { api: doors.api.url, console: doors.console.url, aws: doors.aws.url };
  const { start, runs = true, dynamodbEndpoint, random = secureRandom } = options;
  const engines = await startEngines({ folder, region, aws: urls.aws, start, runs, dynamodbEndpoint }, later);
  const log = openLog(folder.file("ripen.log"), () => engines.clock.now(), tell);
  const program = options.program ?? (await ripenProgram((problem) => log.trouble(problem)));
  const uuid = uuidOf(random);
  const { clock } = engines;
  const parts = {
    program,
    engines,
    clock,
    database: folder.database,
    urls,
    log,
    random,
    uuid,
    region,
    account,
    runs,
  };
  const assembled = await assemble(parts);
  openDoors(doors, assembled, account);
  const running = await assembled.begin();
  later(() => running.stop());
  // Closed first: whoever is being answered gets the answer while everything still stands.
  later(() => doors.api.close());
  later(() => doors.console.close());
  return { urls, sources: assembled.sources, busEvents: assembled.busEvents, metrics: log.metrics };
}
