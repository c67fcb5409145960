import { readFileSync } from "node:fs";
import { RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { DefinitionBody, LogLevel, StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import type { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import { pinLogicalId } from "./logical-id.ts";
import { repositoryFile } from "./repository.ts";

interface Parts {
  readonly table: LeadTable;
  readonly advance: LeadFunction;
  readonly release: LeadFunction;
  readonly logRetention: RetentionDays;
}

/** `workflows/nurture.asl.json` with its three placeholders filled, and a role that may do what the file says and no more. */
export function nurtureMachine(
  scope: Construct,
  { table, advance, release, logRetention }: Parts,
): StateMachine {
  const role = new Role(scope, "MachineRole", { assumedBy: new ServicePrincipal("states.amazonaws.com") });
  advance.grantInvokeTo(role);
  release.grantInvokeTo(role);
  table.grantSleep(role);
  const machine = new StateMachine(scope, "Machine", {
    // A string, not fromFile, which would leave an S3 object in the template instead of the definition.
    definitionBody: DefinitionBody.fromString(
      readFileSync(repositoryFile("workflows/nurture.asl.json"), "utf8"),
    ),
    definitionSubstitutions: {
      AdvanceLead: advance.lambda.functionArn,
      ReleaseLead: release.lambda.functionArn,
      LeadTable: table.name,
    },
    role,
    logs: { destination: errorLog(scope, logRetention), level: LogLevel.ERROR, includeExecutionData: false },
  });
  pinLogicalId(machine, "NurtureMachine");
  pinLogicalId(role, "NurtureMachineRole");
  explainFindings(machine, role);
  return machine;
}

function errorLog(scope: Construct, retention: RetentionDays) {
  return new LogGroup(scope, "MachineLog", {
    // The prefix keeps the delivery out of the account's resource policy, which is full after ten such logs.
    logGroupName: `/aws/vendedlogs/states/${Stack.of(scope).stackName}`,
    retention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

function explainFindings(machine: StateMachine, role: Role) {
  Validations.of(machine).acknowledge(
    {
      id: "AwsSolutions-SF1",
      reason:
        "The history already holds every event for 90 days; logging all of them again would cost more than running them.",
    },
    {
      id: "AwsSolutions-SF2",
      reason: "A trace is kept for 30 days, an execution lives for up to a year.",
    },
    {
      id: "Serverless-StepFunctionStateMachineXray",
      reason: "The same finding of the other pack: a trace is kept for 30 days.",
    },
  );
  Validations.of(role).acknowledge({
    id: "AwsSolutions-IAM5[Resource::*]",
    reason: "Step Functions asks for the log delivery rights on all resources; they know no narrower one.",
  });
}
