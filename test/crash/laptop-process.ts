/** The laptop as a user starts it: a process of its own, which can be killed at any moment. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
/** On an idle machine it takes 2 to 4 seconds. */
const MOST_START = 30_000;

export interface Urls {
  readonly api: string;
  readonly console: string;
  readonly aws: string;
}

export interface LaptopProcess {
  readonly urls: Urls;
  /** How long it took until it was ready, in milliseconds. */
  readonly startedIn: number;
  /** Kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Ctrl-C; resolves to its exit code. */
  interrupt(): Promise<number | null>;
}

/** Ports once chosen are kept, as 4000 and 4001 are on a user's machine: links in old mails go on working. */
export async function startProcess(state: string, ports?: Urls): Promise<LaptopProcess> {
  const began = performance.now();
  const child = spawnLaptop(state, ports);
  return {
    urls: await ready(child),
    startedIn: performance.now() - began,
    kill: async () => void (await end(child, "SIGKILL")),
    interrupt: () => end(child, "SIGINT"),
  };
}

/** Starts it and kills it `after` so many milliseconds, ready or not. */
export async function startAndKill(state: string, ports: Urls, after: number): Promise<void> {
  const child = spawnLaptop(state, ports);
  await new Promise((resolve) => setTimeout(resolve, after));
  await end(child, "SIGKILL");
}

const started: ChildProcess[] = [];

/** Whatever went wrong, no laptop of ours outlives the test. */
export async function endAll(): Promise<void> {
  await Promise.all(started.map((child) => end(child, "SIGKILL")));
}

function spawnLaptop(state: string, ports?: Urls): ChildProcess {
  const portOf = (url?: string) => (url === undefined ? "0" : new URL(url).port);
  const child = spawn(process.execPath, ["local/start.ts"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      // biome-ignore lint/style/noProcessEnv: passed on to a program of our own
      PATH: process.env["PATH"] ?? "",
      RIPEN_STATE: state,
      // Who edits a source while a round runs doesn't mean this laptop.
      RIPEN_WATCH: "off",
      API_PORT: portOf(ports?.api),
      CONSOLE_PORT: portOf(ports?.console),
      AWS_PORT: portOf(ports?.aws),
    },
  });
  started.push(child);
  return child;
}

function ready(child: ChildProcess): Promise<Urls> {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why: string) => reject(new Error(`The laptop ${why}:\n${said.trim()}`));
    const patience = setTimeout(() => fail(`was not ready within ${MOST_START / 1_000} s`), MOST_START);
    const listen = (piece: Buffer) => {
      said += piece;
      const line = /^ready (\{.*\})$/m.exec(said)?.[1];
      if (line === undefined) return;
      clearTimeout(patience);
      resolve(JSON.parse(line) as Urls);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => {
      clearTimeout(patience);
      fail(`ended with ${code} before it was ready`);
    });
  });
}

function end(child: ChildProcess, how: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill(how);
  return gone;
}

/** Processes that name the state folder on their command line: its DynamoDB, and the shell that watches over it. */
export function helpersOf(state: string): readonly { readonly pid: number; readonly isEngine: boolean }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), words: commandOf(name) }))
    .filter(({ words }) => words.some((word) => word.startsWith(`${state}/`)))
    .map(({ pid, words }) => ({ pid, isEngine: words[0]?.endsWith("dynoxide") ?? false }));
}

function commandOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** As when the machine's memory runs out, or a container is thrown away: nobody gets to tidy up. */
export function killHelpers(state: string): void {
  for (const { pid } of helpersOf(state)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone already.
    }
  }
}
