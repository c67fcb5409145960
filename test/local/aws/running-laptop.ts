/** `npm start` as a process of its own, to see what a person sees and to end it as rudely as it can be ended. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface RunningLaptop {
  readonly urls: { readonly api: string; readonly console: string; readonly aws: string };
  /** All that it said on stdout before it was ready. */
  readonly greeting: string;
  readonly pid: number;
  /** Resolves to the exit code, or null when it was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export const emptyState = () => mkdtempSync(join(tmpdir(), "ripen-start-"));

export async function startProcess(state: string, flags: readonly string[] = []): Promise<RunningLaptop> {
  const child = spawnStart({ RIPEN_STATE: state, API_PORT: "0", CONSOLE_PORT: "0", AWS_PORT: "0" }, flags);
  const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let greeting = "";
  for await (const chunk of child.stdout ?? []) {
    greeting += String(chunk);
    const ready = /^ready (\{.*\})\n/m.exec(greeting);
    if (ready?.[1] === undefined) continue;
    return {
      urls: JSON.parse(ready[1]),
      greeting,
      pid: child.pid ?? 0,
      end(signal) {
        child.kill(signal);
        return gone;
      },
    };
  }
  throw new Error(`It ended with ${await gone}: ${greeting}`);
}

/** For starts that are meant to fail. */
export async function failingStart(env: Readonly<Record<string, string>>, flags: readonly string[] = []) {
  const child = spawnStart({ API_PORT: "0", CONSOLE_PORT: "0", AWS_PORT: "0", ...env }, flags);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once("exit", resolve)));
  return { code, out, err };
}

function spawnStart(env: Readonly<Record<string, string>>, flags: readonly string[]): ChildProcess {
  const file = new URL("../../../local/start.ts", import.meta.url).pathname;
  return spawn(process.execPath, [file, ...flags], {
    env: { PATH: "/usr/bin:/bin", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function text(stream: ChildProcess["stdout"]): Promise<string> {
  let all = "";
  for await (const chunk of stream ?? []) all += String(chunk);
  return all;
}
