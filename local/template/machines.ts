import * as z from "zod";
import type { StepFunctions } from "../step-functions/step-functions.ts";
import { type Plan, planned } from "./properties.ts";
import { TemplateRefused } from "./template.ts";

const Machine = z.strictObject({
  StateMachineName: z.string().optional(),
  StateMachineType: z.literal("STANDARD").default("STANDARD"),
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.string()).default({}),
  RoleArn: z.string(),
  // Without meaning on one machine:
  LoggingConfiguration: z.unknown().optional(),
  TracingConfiguration: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

export interface PlannedMachine {
  readonly arn: string;
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
}

/** Definitions with their placeholders filled; one that nobody fills is refused by name. */
export function planMachines(plan: Plan): readonly PlannedMachine[] {
  return planned(plan, "AWS::StepFunctions::StateMachine", Machine).map(({ id, ref: arn, properties }) => {
    const { DefinitionString, DefinitionSubstitutions, RoleArn: roleArn } = properties;
    const definition = DefinitionString.replace(/\$\{([A-Za-z]\w*)\}/g, (_, name: string) => {
      const value = DefinitionSubstitutions[name];
      if (value === undefined) throw new TemplateRefused(`${id}: nothing fills the placeholder ${name}.`);
      return value;
    });
    return { arn, name: arn.slice(arn.lastIndexOf(":") + 1), definition, roleArn };
  });
}

/** Creates what isn't there and updates what has changed; executions that run keep the definition they began with. */
export async function standUpMachines(
  machines: readonly PlannedMachine[],
  stepFunctions: StepFunctions,
): Promise<void> {
  const { stateMachines } = (await stepFunctions.call("ListStateMachines", {})) as {
    readonly stateMachines: readonly { readonly stateMachineArn: string }[];
  };
  for (const { arn, name, definition, roleArn } of machines) {
    if (!stateMachines.some(({ stateMachineArn }) => stateMachineArn === arn)) {
      stepFunctions.createStateMachine({ name, definition, roleArn });
      continue;
    }
    const known = (await stepFunctions.call("DescribeStateMachine", { stateMachineArn: arn })) as {
      readonly definition: string;
    };
    if (known.definition !== definition)
      await stepFunctions.call("UpdateStateMachine", { stateMachineArn: arn, definition });
  }
}
