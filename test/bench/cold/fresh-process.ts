/** One cold start: a process of its own loads a bundle as Lambda's runtime does, and hands it its first event. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { repositoryFile } from "../../../infra/repository.ts";

/** In milliseconds, from before the bundle is loaded; Node's own start isn't counted. */
export interface ColdStart {
  readonly loaded: number;
  readonly answered: number;
  /** The processor's time until the answer, on all cores: what neighbours on the machine disturb least. */
  readonly worked: number;
  /** What the function answered, or the name of its error. */
  readonly answer: string;
}

const SCRIPT = `
const [bundle, event] = process.argv.slice(1);
const [before, began] = [process.cpuUsage(), process.hrtime.bigint()];
const since = () => Number(process.hrtime.bigint() - began) / 1e6;
const worked = () => { const { user, system } = process.cpuUsage(before); return (user + system) / 1e3; };
const { handler } = require(bundle);
const loaded = since();
const told = (answer) => process.stdout.write("\\n" + JSON.stringify({ loaded, answered: since(), worked: worked(), answer }), () => process.exit());
handler(JSON.parse(event), {}).then(
  (answer) => told(String(answer?.statusCode ?? JSON.stringify(answer)).slice(0, 60)),
  ({ name, message }) => told("refused: " + name + " " + message),
);`;

export async function coldStart(
  file: string,
  event: unknown,
  environment: Readonly<Record<string, string>>,
): Promise<ColdStart> {
  const args = ["--input-type=commonjs", "--eval", SCRIPT, file, JSON.stringify(event)];
  const env = { ...environment, AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench" };
  const { stdout } = await promisify(execFile)(repositoryFile("node_modules/.bin/node"), args, { env });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}
