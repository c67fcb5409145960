/** Resolves CloudFormation's intrinsic functions; one that isn't listed here is refused by name. */
import { TemplateRefused } from "./template.ts";

export interface References {
  /** What `Ref` answers for a resource; undefined when there is none of that name. */
  ref(logicalId: string): string | undefined;
  /** What `Fn::GetAtt` answers. */
  attribute(logicalId: string, name: string): string | undefined;
  /** `AWS::Region` and its like. */
  readonly pseudo: Readonly<Record<string, string>>;
}

type Intrinsic = (argument: unknown, resolve: (value: unknown) => unknown, references: References) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, _, references) => ref(String(argument), references),
  "Fn::GetAtt": (argument, _, references) => getAtt(argument, references),
  "Fn::Sub": (argument, resolve, references) => substitute(argument, resolve, references),
  "Fn::Join": (argument, resolve) => {
    const [separator, parts] = pair("Fn::Join", resolve(argument));
    return list("Fn::Join", parts).map(String).join(String(separator));
  },
  "Fn::Select": (argument, resolve) => {
    const [index, parts] = pair("Fn::Select", resolve(argument));
    const chosen = list("Fn::Select", parts)[Number(index)];
    if (chosen === undefined) throw new TemplateRefused(`Fn::Select finds nothing at ${index}.`);
    return chosen;
  },
  "Fn::Split": (argument, resolve) => {
    const [separator, text] = pair("Fn::Split", resolve(argument));
    return String(text).split(String(separator));
  },
};

/** The value with every intrinsic in it replaced. `AWS::NoValue` removes the property it stands for. */
export function resolve(value: unknown, references: References): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, references)).filter((item) => item !== undefined);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined && isIntrinsic(first[0])) {
    return intrinsic(first[0])(first[1], (inner) => resolve(inner, references), references);
  }
  return Object.fromEntries(
    entries
      .map(([name, inner]) => [name, resolve(inner, references)])
      .filter(([, inner]) => inner !== undefined),
  );
}

const isIntrinsic = (name: string) => name === "Ref" || name === "Condition" || name.startsWith("Fn::");

function intrinsic(name: string): Intrinsic {
  const found = intrinsics[name];
  if (found === undefined) throw new TemplateRefused(`${name} is not offered by the laptop.`);
  return found;
}

function ref(name: string, references: References): string | undefined {
  if (name === "AWS::NoValue") return undefined;
  const value = references.pseudo[name] ?? references.ref(name);
  if (value === undefined) throw new TemplateRefused(`Ref finds no ${name}.`);
  return value;
}

function getAtt(argument: unknown, references: References): string {
  const [id, ...path] = Array.isArray(argument) ? argument.map(String) : String(argument).split(".");
  const name = path.join(".");
  const value = id === undefined ? undefined : references.attribute(id, name);
  if (value === undefined) throw new TemplateRefused(`Fn::GetAtt finds no ${id}.${name} on the laptop.`);
  return value;
}

/** `${Name}`, `${Name.Attribute}`, `${AWS::Region}`; `${!Literal}` stays `${Literal}`. */
function substitute(
  argument: unknown,
  resolveInner: (value: unknown) => unknown,
  references: References,
): string {
  const [text, given] = Array.isArray(argument) ? argument : [argument, {}];
  const variables = resolveInner(given) as Record<string, unknown>;
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === "!") return `\${${name}}`;
    if (name in variables) return String(variables[name]);
    return String(name.includes(".") ? getAtt(name, references) : ref(name, references));
  });
}

function pair(name: string, argument: unknown): [unknown, unknown] {
  if (!Array.isArray(argument) || argument.length !== 2)
    throw new TemplateRefused(`${name} wants two arguments.`);
  return [argument[0], argument[1]];
}

function list(name: string, argument: unknown): readonly unknown[] {
  if (!Array.isArray(argument)) throw new TemplateRefused(`${name} wants a list.`);
  return argument;
}
