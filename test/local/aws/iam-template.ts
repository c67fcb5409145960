/** Roles and machines for templates of the test's own. */
import { arnOf } from "./small-laptop.ts";

/** With these statements for its policy. */
export const role = (...statements: readonly object[]) => ({
  Type: "AWS::IAM::Role",
  Properties: { Policies: [{ PolicyName: "own", PolicyDocument: { Statement: statements } }] },
});
export const allow = (action: string | string[], resource: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...more,
});

/** Does one thing and succeeds. */
export const machine = (roleId: string, first: object) => ({
  Type: "AWS::StepFunctions::StateMachine",
  Properties: {
    DefinitionString: JSON.stringify({
      QueryLanguage: "JSONata",
      StartAt: "A",
      States: { A: first, B: { Type: "Succeed" } },
    }),
    RoleArn: arnOf(roleId),
  },
});
