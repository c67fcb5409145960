/** What a synthesized template grants: one right on one resource at a time. */
import type { Statement } from "../../../local/aws/iam-policy.ts";
import { readTemplate } from "../../../local/stand-up.ts";
import { resolve } from "../../../local/template/intrinsics.ts";
import { referencesOf } from "../../../local/template/references.ts";
import { planRoles, roleNamed } from "../../../local/template/roles.ts";
import { ofType, type Template } from "../../../local/template/template.ts";
import { STACK } from "./record.ts";

export interface Grant {
  readonly role: string;
  /** Who acts as the role: the logical id of a function or a state machine. */
  readonly who: string;
  readonly action: string;
  readonly resource: string;
  readonly statement: Statement;
}

/** `given` as `cdk synth` writes it. */
export function grantsIn(given: unknown): readonly Grant[] {
  const template = readTemplate(given);
  const plan = { template, references: referencesOf(template, PLACE, streamsOf(template)) };
  const actors = actorsIn(template, (value) => String(resolve(value, plan.references)));
  return [...planRoles(plan)].flatMap(([role, statements]) =>
    statements
      .filter(({ effect }) => effect === "Allow")
      .flatMap((statement) => one(role, actors.get(role) ?? role, statement)),
  );
}

function one(role: string, who: string, statement: Statement): readonly Grant[] {
  return statement.actions.flatMap((action) =>
    statement.resources.map((resource) => ({
      role,
      who,
      action,
      resource,
      statement: { ...statement, actions: [action], resources: [resource] },
    })),
  );
}

const PLACE = { region: "us-east-1", account: "000000000000", stackName: STACK, aws: "", api: "" };

/** Only a table that stands has a stream with a name of its own. */
const streamsOf = (template: Template) =>
  new Map(
    ofType(template, "AWS::DynamoDB::Table").map(({ id }) => [
      `${id}.StreamArn`,
      `arn:aws:dynamodb:us-east-1:000000000000:table/${STACK}-${id}/stream/latest`,
    ]),
  );

function actorsIn(template: Template, text: (value: unknown) => string): ReadonlyMap<string, string> {
  const acting = (type: string, property: string) =>
    ofType(template, type).map(
      ({ id, resource }) => [roleNamed(text(resource.Properties[property])), id] as const,
    );
  return new Map([
    ...acting("AWS::Lambda::Function", "Role"),
    ...acting("AWS::StepFunctions::StateMachine", "RoleArn"),
  ]);
}

/** `arn:aws:sqs:us-east-1:000000000000:ripen-laptop-FollowerDeadLettersB8A50CD7` → `FollowerDeadLetters`. */
export const inShort = (resource: string) =>
  resource
    .replace(/^arn:aws:[^:]*:[^:]*:[^:]*:/, "")
    .replace(/ripen-laptop-/i, "")
    .replace(/[0-9A-F]{8}(?=$|\/)/, "");
