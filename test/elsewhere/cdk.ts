/** The CDK CLI as a user runs it, told to go elsewhere. */
import { spawnSync } from "node:child_process";
import { repositoryFile } from "../../infra/repository.ts";
import { REGION } from "./outside.ts";

export const ACCOUNT = "123456789012";

export const bootstrap = (endpoint: string) => cdk(endpoint, "bootstrap", `aws://${ACCOUNT}/${REGION}`);

/**
 * With CreateStack and UpdateStack rather than change sets: of those moto forgets the template, and with it the outputs.
 * `context`: settings laid over cdk.json's.
 */
export function deploy(endpoint: string, context: Readonly<Record<string, string>> = {}): string {
  const settings = Object.entries(context).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return cdk(endpoint, "deploy", "--require-approval", "never", "--method", "direct", ...settings);
}

export const destroy = (endpoint: string) => cdk(endpoint, "destroy", "--force");

/** What it said; throws that where it failed. */
function cdk(endpoint: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(repositoryFile("node_modules/.bin/cdk"), words, {
    cwd: repositoryFile("."),
    encoding: "utf8",
    // biome-ignore lint/style/noProcessEnv: passed on to a program
    env: { ...process.env, ...elsewhere(endpoint) },
  });
  const said = `${stdout}${stderr}`;
  if (status !== 0) throw new Error(`cdk ${words.join(" ")} ended with ${status}:\n${said.slice(-3_000)}`);
  return said;
}

const elsewhere = (endpoint: string) => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_EC2_METADATA_DISABLED: "true",
  CI: "1",
  NO_COLOR: "1",
});
