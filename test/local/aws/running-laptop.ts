/** `npm start` as a process of its own, to see what a person sees and to end it as rudely as it can be ended. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface RunningLaptop {
  readonly urls: { readonly api: string; readonly console: string; readonly aws: string };
  /** All that it said on stdout before it was ready. */
  readonly greeting: string;
  readonly pid: number;
  /** All that it said so far, on stdout and stderr. */
  said(): string;
  /** Resolves to the exit code, or null when it was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export const emptyState = () => mkdtempSync(join(tmpdir(), "ripen-start-"));

export interface StartOptions {
  readonly flags?: readonly string[];
  /** A copy of the sources that can be edited: its edits are picked up. */
  readonly copy?: string;
}

export async function startProcess(
  state: string,
  { flags = [], copy }: StartOptions = {},
): Promise<RunningLaptop> {
  const child = spawnStart(
    { ...anyPorts, RIPEN_STATE: state, RIPEN_WATCH: copy ? "on" : "off" },
    flags,
    copy,
  );
  const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let said = "";
  const greeting = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      if (/^ready \{.*\}\n/m.test(said)) resolve(said);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    void gone.then((code) => reject(new Error(`It ended with ${code}: ${said}`)));
  });
  return {
    urls: JSON.parse(/^ready (.*)$/m.exec(greeting)?.[1] ?? ""),
    greeting,
    pid: child.pid ?? 0,
    said: () => said,
    end(signal) {
      child.kill(signal);
      return gone;
    },
  };
}

const anyPorts = { API_PORT: "0", CONSOLE_PORT: "0", AWS_PORT: "0" };

/** For starts that are meant to fail. */
export async function failingStart(env: Readonly<Record<string, string>>, flags: readonly string[] = []) {
  const child = spawnStart({ ...anyPorts, ...env }, flags);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once("exit", resolve)));
  return { code, out, err };
}

const repository = fileURLToPath(new URL("../../..", import.meta.url));
/** What its roles ask for is written down as in the tests' own process. */
const recordingRights = new URL("../../infra/grants/recording.ts", import.meta.url).href;

function spawnStart(
  env: Readonly<Record<string, string>>,
  flags: readonly string[],
  root = repository,
): ChildProcess {
  const file = join(root, "local/start.ts");
  return spawn(process.execPath, [file, ...flags], {
    // A copy's cache goes with the copy.
    env: {
      PATH: "/usr/bin:/bin",
      NODE_OPTIONS: `--import=${recordingRights}`,
      ...(root !== repository && { NODE_COMPILE_CACHE: join(root, ".cache") }),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function text(stream: ChildProcess["stdout"]): Promise<string> {
  let all = "";
  for await (const chunk of stream ?? []) all += String(chunk);
  return all;
}
