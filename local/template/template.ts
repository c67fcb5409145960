import * as z from "zod";

/** A resource of a CloudFormation template, as `cdk synth` writes it; its properties still hold intrinsics. */
export const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
  Condition: z.undefined({ error: "conditions are not offered by the laptop" }).optional(),
});
export type Resource = z.infer<typeof Resource>;

export const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});
export type Template = z.infer<typeof Template>;

/** The resources of one type, in the template's order. */
export function ofType(
  template: Template,
  type: string,
): readonly { readonly id: string; readonly resource: Resource }[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ id, resource }));
}

/** What in the template can't be stood up: told with the resource's name, so that it can be found. */
export class TemplateRefused extends Error {
  override readonly name = "TemplateRefused";
}
