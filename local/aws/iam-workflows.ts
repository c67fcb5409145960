/** What workflows call, Step Functions calls in the name of their machine's role. */
import type { LambdaFunctions } from "../lambda/lambda-functions.ts";
import type { PlannedMachine } from "../template/machines.ts";
import { roleNamed } from "../template/roles.ts";
import type { Iam } from "./iam.ts";
import { machineOf } from "./iam-needs.ts";
import { type Tables, tableNeeds } from "./iam-needs-table.ts";
import type { Permit } from "./states.ts";

interface Parts {
  readonly iam: Iam;
  readonly planned: readonly PlannedMachine[];
  readonly lambda: LambdaFunctions;
  readonly tables: Tables;
}

/** A machine that isn't of the template is its maker's own, and may do everything. */
export function workflowsPermit({ iam, planned, lambda, tables }: Parts): Permit {
  const roles = new Map(planned.map(({ arn, roleArn }) => [arn, roleNamed(roleArn)]));
  return (executionArn, { service, action }, given) => {
    const role = roles.get(machineOf(executionArn) ?? "");
    const input = given as Readonly<Record<string, unknown>>;
    if (service === "DynamoDB") return iam.require(role, tableNeeds(action, input, tables));
    const name = String(input["FunctionName"] ?? "");
    iam.require(role, [{ action: "lambda:InvokeFunction", resource: lambda.find(name)?.arn ?? name }]);
  };
}
