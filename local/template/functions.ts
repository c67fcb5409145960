import * as z from "zod";
import type { LambdaSettings } from "../lambda/lambda-function.ts";
import { type Plan, planned } from "./properties.ts";
import { roleNamed } from "./roles.ts";
import { TemplateRefused } from "./template.ts";

const Lambda = z.object({
  Environment: z
    .object({ Variables: z.record(z.string(), z.string()).default({}) })
    .default({ Variables: {} }),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Role: z.string().optional(),
});

/** The source of a function stands in its metadata, under `ripen:entry`: what is deployed is only its bundle. */
export function planFunctions(plan: Plan): readonly LambdaSettings[] {
  return planned(plan, "AWS::Lambda::Function", Lambda).map(({ id, ref: name, properties, metadata }) => {
    const entry = metadata["ripen:entry"];
    if (typeof entry !== "string")
      throw new TemplateRefused(`${id} has no ripen:entry in its metadata, so its source can't be found.`);
    return {
      name,
      arn: plan.references.attribute(id, "Arn") ?? name,
      entry,
      environment: properties.Environment.Variables,
      timeoutSeconds: properties.Timeout,
      memory: properties.MemorySize,
      role: properties.Role && roleNamed(properties.Role),
    };
  });
}
