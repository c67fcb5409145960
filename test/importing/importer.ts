/** The command as a person gives it, in a process that can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { countLeads } from "./table.ts";

const ROOT = join(import.meta.dirname, "../..");
const LOOK_EVERY = 100;

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Runs to its end; or until so many leads are stored, and is killed then, wherever it is. */
export async function runImport(
  file: string,
  state: string,
  killAt = Number.POSITIVE_INFINITY,
): Promise<Ended> {
  const what = ["local/leads/leads.ts", "import", file, "--source", "tradeshow-2026"];
  const child = spawn(process.execPath, [...what, "--consent", "asked at the stand", "--go"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    // biome-ignore lint/style/noProcessEnv: passed on to a program of our own
    env: { PATH: process.env["PATH"] ?? "", RIPEN_STATE: state },
  });
  const ended = end(child);
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver && killAt !== Number.POSITIVE_INFINITY) {
    if (countLeads(state) >= killAt) child.kill("SIGKILL");
    await wait(LOOK_EVERY);
  }
  return ended;
}

function end(child: ChildProcess): Promise<Ended> {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: Buffer) => (said += piece));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}
