/** What the stack tells of itself, as CloudFormation would list it. */
import { resolve } from "./intrinsics.ts";
import type { Plan } from "./properties.ts";

export function outputsOf({ template, references }: Plan): Readonly<Record<string, string>> {
  const told = Object.entries(template.Outputs);
  return Object.fromEntries(told.map(([name, { Value }]) => [name, String(resolve(Value, references))]));
}
