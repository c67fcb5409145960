/** The synthesized template, and the questions the tests ask of it. */
import { ripenTemplate } from "../../infra/ripen-app.ts";

export const template = ripenTemplate();

type Properties = Readonly<Record<string, unknown>>;

/** Every resource of a type, by its logical id. */
export function resources(type: string): Readonly<Record<string, Properties>> {
  return Object.fromEntries(
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => [id, resource.Properties ?? {}]),
  );
}

/** The only resource of a type. */
export function theOnly(type: string): Properties {
  const found = Object.values(resources(type));
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`There are ${found.length} of ${type}.`);
  return first;
}

/** Which resource a value points at: `{ Ref }`, `{ "Fn::GetAtt" }` and joins of them, with any suffix; `*` as it is. */
export function target(value: unknown): string {
  if (typeof value === "string") return value;
  const { Ref: ref, "Fn::GetAtt": attribute, "Fn::Join": join } = value as Pointer;
  if (ref !== undefined) return ref;
  if (attribute !== undefined) return attribute[0];
  const parts = join?.[1] ?? [];
  const pointer = parts.find((part) => typeof part !== "string" && !isPseudo(part));
  const suffix = parts.at(-1);
  return `${pointer === undefined ? "" : target(pointer)}${typeof suffix === "string" ? suffix : ""}`;
}

interface Pointer {
  readonly Ref?: string;
  readonly "Fn::GetAtt"?: readonly [string, string];
  readonly "Fn::Join"?: readonly [string, readonly unknown[]];
}

const isPseudo = (part: unknown) => (part as Pointer).Ref?.startsWith("AWS::") === true;

/** What a role may do, as `{ resource: verbs }`: `{ LeadTable: ["dynamodb:Query"] }`. */
export function mayDo(roleId: string): Readonly<Record<string, readonly string[]>> {
  const allowed: Record<string, string[]> = {};
  for (const { Action, Resource } of statements(roleId)) {
    for (const resource of list(Resource)) {
      const verbs = list(Action).map(String);
      allowed[target(resource)] = [...(allowed[target(resource)] ?? []), ...verbs].sort();
    }
  }
  return allowed;
}

interface Statement {
  readonly Effect: string;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

export function statements(roleId: string): readonly Statement[] {
  return Object.values(resources("AWS::IAM::Policy"))
    .filter(({ Roles }) => list(Roles).some((role) => target(role) === roleId))
    .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: Statement[] }).Statement);
}

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The role that a function or the machine acts as. */
export function roleOf(id: string): string {
  const { Role, RoleArn } = template.Resources[id]?.Properties ?? {};
  return target(Role ?? RoleArn);
}

interface DeployedFunction {
  readonly entry: string;
  readonly environment: Readonly<Record<string, unknown>>;
  readonly properties: Properties;
}

/** Every function by its logical id. */
export const functions: Readonly<Record<string, DeployedFunction>> = Object.fromEntries(
  Object.entries(resources("AWS::Lambda::Function")).map(([id, properties]) => [
    id,
    {
      entry: String(template.Resources[id]?.Metadata?.["ripen:entry"]),
      environment: (properties["Environment"] as { Variables: Record<string, unknown> }).Variables,
      properties,
    },
  ]),
);

/** The event source mapping of a function. */
export function consumer(functionId: string) {
  const found = Object.values(resources("AWS::Lambda::EventSourceMapping")).find(
    ({ FunctionName }) => target(FunctionName) === functionId,
  );
  if (found === undefined)
    throw new Error(`${functionId} consumes nothing; there are ${Object.keys(functions)}.`);
  return found;
}
