/** `npm run leads`, `campaign`, `report`, `sales`, `keys`, `stack` or `doctor` as a process of its own. */
import { spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A laptop in the test's own process can answer meanwhile. `aws`: as the AWS CLI is told where to go. */
export function runCommand(
  program: "leads" | "campaign" | "report" | "sales" | "keys" | "stack" | "doctor",
  words: readonly string[],
  state: string,
  aws: object = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    // biome-ignore lint/style/noProcessEnv: passed on to a program of our own
    const env = { PATH: process.env["PATH"] ?? "", RIPEN_STATE: state, NO_COLOR: "1", ...aws };
    const child = spawn(process.execPath, [join(ROOT, "local", program, `${program}.ts`), ...words], {
      cwd: ROOT,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = { out: "", err: "" };
    child.stdout.on("data", (piece: Buffer) => (ended.out += piece));
    child.stderr.on("data", (piece: Buffer) => (ended.err += piece));
    child.once("close", (code) => resolve({ ...ended, code }));
  });
}
