import * as z from "zod";
import { StepFunctionsError } from "../errors.ts";

export const arnField = z.string().min(1).max(256);

/** Throws `InvalidName` for what AWS lets no state machine or execution be called. */
export function checkName(name: string): string {
  const refused = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;
  if (name.length >= 1 && name.length <= 80 && !refused.test(name)) return name;
  throw new StepFunctionsError("InvalidName", `Invalid Name: '${name}'`);
}

export function machineArn(place: Place, name: string): string {
  return `arn:aws:states:${place.region}:${place.account}:stateMachine:${name}`;
}

export function executionArn(place: Place, machineName: string, name: string): string {
  return `arn:aws:states:${place.region}:${place.account}:execution:${machineName}:${name}`;
}

interface Place {
  readonly region: string;
  readonly account: string;
}

/** Throws `InvalidArn` for what is no ARN, or the ARN of something else. */
export function checkArn(arn: string, kind: "stateMachine" | "execution"): string {
  if (!arn.startsWith("arn:")) throw invalidArn(`Invalid ARN prefix: ${arn}`);
  const [, , service, , , resource] = arn.split(":");
  if (service === "states" && resource === kind) return arn;
  throw invalidArn(`Resource type not valid in this context: ${resource}`);
}

/** No role is looked up: whatever is an ARN will do. */
export function checkRole(arn: string): void {
  if (!arn.startsWith("arn:")) throw invalidArn(`Invalid ARN prefix: ${arn}`);
}

function invalidArn(reason: string): StepFunctionsError {
  return new StepFunctionsError("InvalidArn", `Invalid Arn: '${reason}'`);
}
