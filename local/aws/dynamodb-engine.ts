/** DynamoDB and its streams: `dynoxide`, a program of its own on SQLite, which must not outlive us. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, createServer } from "node:net";
import { dirname, join } from "node:path";
import type { StateFolder } from "../state/state-folder.ts";
import { indexStreams } from "./dynoxide-mends.ts";

export class EngineMissing extends Error {
  override readonly name = "EngineMissing";
}

export interface DynamoDbEngine {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** `elsewhere` names any other DynamoDB that already runs; its tables are its own business. */
export async function startDynamoDb(folder: StateFolder, elsewhere?: string): Promise<DynamoDbEngine> {
  if (elsewhere !== undefined) return answering(elsewhere.replace(/\/$/, ""));
  const program = engineProgram(`${process.platform}-${process.arch}`);
  const pidFile = folder.file("dynamodb.pid");
  await endOrphan(pidFile, program);
  const port = await freePort();
  const file = folder.file("dynamodb.sqlite");
  const stop = await keepRunning(async () => {
    const parameters = ["--host", "127.0.0.1", "--port", String(port), "--db-path", file];
    const child = spawnWithWatchdog(program, parameters);
    writeFileSync(pidFile, String(await pidOf(child)));
    await listening(port, child);
    indexStreams(file);
    return child;
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      await stop();
      rmSync(pidFile, { force: true });
    },
  };
}

/** When it ends by itself it is started again, on the same file and port. Resolves to what ends it for good. */
async function keepRunning(launch: () => Promise<ChildProcess>): Promise<() => Promise<void>> {
  let stopped = false;
  let child = await launch();
  let revival = Promise.resolve();
  const watch = () => child.once("exit", () => (revival = stopped ? revival : revive()));
  const revive = async () => {
    for (let pause = 50; !stopped; pause = Math.min(pause * 2, 5_000)) {
      await new Promise((resolve) => setTimeout(resolve, pause).unref());
      const next = await launch().catch(() => undefined);
      if (next === undefined) continue;
      child = next;
      return void watch();
    }
  };
  watch();
  return async () => {
    stopped = true;
    await revival;
    await end(child);
  };
}

/** Any answer will do; nobody there is said at once, by the name of the setting. */
async function answering(endpoint: string): Promise<DynamoDbEngine> {
  await fetch(endpoint).catch(() => {
    throw new EngineMissing(
      `No DynamoDB answers at ${endpoint}: start one there, or unset AWS_ENDPOINT_URL_DYNAMODB to use the one that is installed.`,
    );
  });
  return { endpoint, stop: async () => {} };
}

/** `platform` as npm names it, like `darwin-arm64`; throws EngineMissing when nothing is installed for it. */
export function engineProgram(platform: string): string {
  const name = `@dynoxide/${platform}`;
  try {
    const home = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return join(home, platform.startsWith("win32") ? "dynoxide.exe" : "dynoxide");
  } catch {
    throw new EngineMissing(
      `The DynamoDB engine for this machine is not installed: run \`npm install ${name}\`, or name another DynamoDB in AWS_ENDPOINT_URL_DYNAMODB.`,
    );
  }
}

/**
 * Between us and the program stands a shell that reads from us until we are gone, by whatever death, and then ends the
 * program; when the program ends first, so does the shell. In a session of its own, so that Ctrl-C reaches us first.
 */
const watchdog = [
  'exec 3<&0; "$0" "$@" >/dev/null 2>&1 3<&- & program=$!; echo $program; exec 1>&-',
  "{ cat <&3 >/dev/null; kill -TERM $program 2>/dev/null; } & dog=$!",
  "exec 0<&- 3<&-; wait $program; kill $dog 2>/dev/null",
].join("; ");

function spawnWithWatchdog(program: string, parameters: string[]): ChildProcess {
  if (process.platform === "win32") return spawn(program, parameters, { stdio: "ignore" });
  return spawn("/bin/sh", ["-c", watchdog, program, ...parameters], {
    stdio: ["pipe", "pipe", "ignore"],
    detached: true,
  });
}

async function pidOf(child: ChildProcess): Promise<number> {
  if (child.stdout === null) return child.pid ?? 0;
  for await (const line of child.stdout) return Number(String(line).trim());
  throw new Error("The DynamoDB engine did not start.");
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  if (child.stdin === null) child.kill();
  else child.stdin.end();
  if (child.exitCode === null && child.signalCode === null) await gone;
}

/** One that held our database when we were killed together with its watchdog. */
async function endOrphan(pidFile: string, program: string): Promise<void> {
  const pid = readPid(pidFile);
  if (pid === undefined || !commandOf(pid).includes(program)) return;
  for (let tries = 0; tries < 200 && commandOf(pid).includes(program); tries++) {
    signal(pid, tries < 40 ? "SIGTERM" : "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function readPid(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10) || undefined;
  } catch {
    return undefined;
  }
}

/** Empty where the system doesn't tell: then a left-over is not touched, rather than a stranger ended. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  }
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (child.exitCode !== null) break;
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("The DynamoDB engine started but does not answer.");
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("close", () => socket.destroy());
    socket.once("connect", () => socket.end());
  });
}
