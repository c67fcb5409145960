import type { CallLedger } from "../aws/call-ledger.ts";
import { credentialsOf } from "../aws/iam.ts";
import type { FunctionSurroundings, Program } from "../program.ts";
import { planFunctions } from "../template/functions.ts";
import type { Plan } from "../template/properties.ts";
import type { Quiescence } from "../time/quiescence.ts";
import { type LambdaFunction, type LambdaSettings, lambdaFunction } from "./lambda-function.ts";

export interface LambdaFunctions {
  readonly all: readonly LambdaFunction[];
  find(nameOrArn: string): LambdaFunction | undefined;
  /** The value of an environment variable that some function has. */
  setting(name: string): string | undefined;
}

export function lambdaFunctions(
  plan: Plan,
  parts: FunctionSurroundings & {
    readonly program: Program;
    readonly quiescence: Quiescence;
    readonly calls: CallLedger;
  },
): LambdaFunctions {
  const surroundings = {
    quiescence: parts.quiescence,
    load: (settings: LambdaSettings) => parts.program.handler(asItsRole(settings), parts),
    requestId: parts.uuid,
    during: parts.calls.during,
    failed: (name: string, errorType: string, errorMessage: string) =>
      parts.log.trouble(`${name} failed: ${errorType}: ${errorMessage}`),
  };
  const all = planFunctions(plan).map((settings) => lambdaFunction(settings, surroundings));
  return {
    all,
    find: (nameOrArn) => all.find(({ name, arn }) => nameOrArn === name || nameOrArn === arn),
    setting: (name) => all.map(({ environment }) => environment[name]).find((value) => value !== undefined),
  };
}

/** As Lambda does, it lays the credentials of the function's role into its environment. */
const asItsRole = (settings: LambdaSettings): LambdaSettings => ({
  ...settings,
  environment: { ...settings.environment, ...credentialsOf(settings.role) },
});
