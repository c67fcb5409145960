/** What mends a finding, to paste as it stands: names, ARNs, region and profile filled in. */
import { makesIdentity } from "./own-identity.ts";
import type { Patient } from "./patient.ts";

/** As far as a command needs to know. */
type Whose = Pick<
  Patient,
  "stackName" | "stage" | "region" | "regionNamed" | "profile" | "laptop" | "settings" | "stack"
>;

export const deployAnew = (patient: Whose) => cdk(patient, "deploy");

/** A command of CDK's to paste, with what the standing stack was deployed with beside cdk.json, as far as it shows. */
export function cdk(patient: Whose, verb: "deploy" | "bootstrap", ...words: readonly string[]): string {
  const { profile, regionNamed } = patient;
  // Where cdk.json names a region, CDK takes no other from the environment.
  const fromOutside = regionNamed !== undefined && patient.settings.region === undefined;
  const context = [
    ...(verb === "deploy" ? deployedWith(patient) : []),
    ...(regionNamed === undefined || fromOutside ? [] : [`region=${regionNamed}`]),
  ];
  return [
    ...(fromOutside ? [`AWS_REGION=${regionNamed}`] : []),
    `npx cdk ${verb}`,
    ...context.map((each) => `-c ${each}`),
    ...words,
    ...(profile === undefined ? [] : [`--profile ${profile}`]),
  ].join(" ");
}

/** A stack without an identity of its own would make one anew, which SES has already, and roll back. */
function deployedWith(patient: Whose): readonly string[] {
  const { stackName, stage, settings } = patient;
  return [
    ...(stackName === `ripen-${stage}` ? [] : [`stage=${stackName.replace(/^ripen-/, "")}`]),
    ...(settings.identity === "create" && !makesIdentity(patient) ? ["identity=existing"] : []),
  ];
}

/** A command of the AWS CLI to paste, with region and profile. */
export function awsCli({ region, profile, laptop }: Whose, ...words: readonly string[]): string {
  const where = [
    ...(laptop === undefined ? [] : ["--endpoint-url", laptop]),
    "--region",
    region,
    ...(profile === undefined ? [] : ["--profile", profile]),
  ];
  return ["aws", ...words, ...where].map(quoted).join(" ");
}

/** A command of ours to paste. */
export function npmRun(
  { stackName, laptop, profile, regionNamed }: Whose,
  ...words: readonly string[]
): string {
  const [script = "", ...rest] = words;
  const whose = laptop === undefined ? ["--stack", stackName] : [];
  const named = [
    ...(profile === undefined ? [] : [`AWS_PROFILE=${quoted(profile)} `]),
    ...(regionNamed === undefined ? [] : [`AWS_REGION=${regionNamed} `]),
  ].join("");
  return `${named}${["npm", "run", script, "--", ...rest, ...whose].map(quoted).join(" ")}`;
}

const quoted = (word: string) =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** Asks Service Quotas for more; AWS answers within minutes or days. */
export function quotaIncrease(patient: Whose, service: string, code: string, wanted: number): string {
  const asked = ["--service-code", service, "--quota-code", code, "--desired-value", String(wanted)];
  return awsCli(patient, "service-quotas", "request-service-quota-increase", ...asked);
}

/** What no command does. */
export const inDns = (domain: string, record: string) => `in the DNS of ${domain}: ${record}`;
