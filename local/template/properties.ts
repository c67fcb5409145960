import type * as z from "zod";
import { type References, resolve } from "./intrinsics.ts";
import { ofType, type Template, TemplateRefused } from "./template.ts";

/** A template whose references can be resolved: what the parts of the laptop are built from. */
export interface Plan {
  readonly template: Template;
  readonly references: References;
}

export interface Planned<T> {
  readonly id: string;
  readonly properties: T;
  /** What `Ref` answers for it. */
  readonly ref: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** All resources of a type, resolved and checked. A property that the schema doesn't know is refused by name. */
export function planned<T extends z.ZodType>(
  plan: Plan,
  type: string,
  schema: T,
): readonly Planned<z.output<T>>[] {
  return ofType(plan.template, type).map(({ id, resource }) => {
    const parsed = schema.safeParse(resolve(resource.Properties, plan.references));
    if (!parsed.success) throw new TemplateRefused(`${id} (${type}): ${complaint(parsed.error)}`);
    return { id, properties: parsed.data, ref: plan.references.ref(id) ?? id, metadata: resource.Metadata };
  });
}

function complaint(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.join(".") ?? "";
  if (issue?.code === "unrecognized_keys")
    return `the laptop doesn't offer ${[path, issue.keys.join(", ")].filter(Boolean).join(".")}.`;
  return `${path}: ${issue?.message}.`;
}
