/** What mends a finding, to paste as it stands: names, ARNs, region and profile filled in. */
import type { Patient } from "./patient.ts";

/** As far as a command needs to know. */
type Whose = Pick<Patient, "stackName" | "stage" | "region" | "profile" | "laptop">;

export function deployAnew({ stackName, stage, profile }: Whose): string {
  const other = stackName === `ripen-${stage}` ? "" : ` -c stage=${stackName.replace(/^ripen-/, "")}`;
  return `npx cdk deploy${other}${profile === undefined ? "" : ` --profile ${profile}`}`;
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
export function npmRun({ stackName, laptop, profile }: Whose, ...words: readonly string[]): string {
  const [script = "", ...rest] = words;
  const whose = laptop === undefined ? ["--stack", stackName] : [];
  const named = profile === undefined ? "" : `AWS_PROFILE=${quoted(profile)} `;
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
