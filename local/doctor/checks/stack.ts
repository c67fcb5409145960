import { isProduction } from "../../../infra/settings.ts";
import type { Check } from "../check.ts";
import { awsCli, deployAnew } from "../commands.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";
import type { Absent, Patient, Stack } from "../patient.ts";

/** What CloudFormation told before any check was asked. */
export const stack: Check = {
  of: "the stack",
  asks: ["cloudformation:DescribeStacks", "cloudformation:ListStackResources"],
  mayStop: true,
  async look(patient) {
    return [stands(patient.stack, patient)];
  },
};

/** Throws what CloudFormation refused with. */
export function stands(stack: Stack, patient: Patient): Finding {
  const name = patient.stackName;
  if (stack.is === "unseen") throw stack.why;
  if (stack.is === "absent") return isnt(stack, patient);
  const { status } = stack;
  const cli = (verb: string) => awsCli(patient, "cloudformation", verb, "--stack-name", name);
  if (status.endsWith("IN_PROGRESS"))
    return warns(
      `${name} is being changed (${status}): what follows may be of before or after.`,
      cli("describe-stack-events"),
    );
  if (status === "UPDATE_ROLLBACK_FAILED")
    return warns(
      `The last deployment of ${name} failed, and so did going back (${status}).`,
      cli("continue-update-rollback"),
    );
  if (status.startsWith("UPDATE_ROLLBACK") || status.endsWith("FAILED"))
    return warns(
      `The last deployment of ${name} failed (${status}): the one before it runs.`,
      cli("describe-stack-events"),
    );
  return fine(`${name} is deployed (${status}).`);
}

/** No deployment can go on from a creation that failed; CDK has protected a stage of production by then. */
function isnt({ left }: Absent, patient: Patient): Finding {
  const {
    stackName: name,
    region,
    settings: { stage },
  } = patient;
  if (left === undefined) return stops(`${name} isn't deployed in ${region}.`, deployAnew(patient));
  const cli = (verb: string) => awsCli(patient, "cloudformation", verb, "--stack-name", name);
  if (left.endsWith("IN_PROGRESS"))
    return stops(
      `${name} is being made or undone (${left}): ask again when that is over.`,
      cli("describe-stack-events"),
    );
  const unprotected = isProduction(stage)
    ? `${awsCli(patient, "cloudformation", "update-termination-protection", "--no-enable-termination-protection", "--stack-name", name)} && `
    : "";
  return stops(
    `${name} was never whole (${left}): delete what is left of it, then deploy.`,
    `${unprotected}${cli("delete-stack")}`,
  );
}
