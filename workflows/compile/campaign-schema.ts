/** `campaign.yaml` as a JSON Schema, for editors: made from the code's own schema, told in the words of the guide. */
import { readFileSync } from "node:fs";
import * as z from "zod";
import { Campaign } from "../rules/campaign.ts";
import { Condition } from "../rules/condition.ts";
import { Branch, Step, Touch, Wait } from "../rules/journey.ts";
import { Name } from "../rules/name.ts";
import { Span } from "../rules/time.ts";
import { OwnWindow, Window } from "../rules/window.ts";
import { type Guide, readGuide } from "./guide.ts";

const GUIDE = new URL("../../docs/campaign-yaml.md", import.meta.url);

type Json = z.core.JSONSchema.BaseSchema;

/** As an author writes it, so with what may be left out. Draft 7, which editors know best. */
export function campaignSchema(): Json {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(PARTS)) named.add(schema, { id });
  const schema = z.toJSONSchema(Campaign, { io: "input", target: "draft-7", metadata: named });
  const guide = readGuide(readFileSync(GUIDE, "utf8"));
  const { $schema: draft7, definitions, ...rest } = schema;
  const parts = Object.entries(definitions as Record<string, Json>).map(([id, part]) => [
    id,
    told(part, guide, id, []),
  ]);
  return {
    ...(draft7 === undefined ? {} : { $schema: draft7 }),
    title: "A campaign of Ripen",
    ...told(rest, guide, "campaign", []),
    definitions: Object.fromEntries(parts),
  };
}

/** What is written once and named in many places. */
const PARTS: Readonly<Record<string, z.ZodType>> = {
  span: Span,
  name: Name,
  condition: Condition,
  window: Window,
  "own-window": OwnWindow,
  touch: Touch,
  branch: Branch,
  wait: Wait,
  step: Step,
};

/** `part`: which of the guide's tables tells of it; `path`: where in it. */
function told(schema: Json, guide: Guide, part: string, path: readonly string[]): Json {
  const { items, properties } = schema;
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: toldEach(properties, guide, part, path) }),
    ...(isSchema(items) ? { items: told(items, guide, part, path) } : {}),
    ...(isSchema(schema.additionalProperties)
      ? { additionalProperties: told(schema.additionalProperties, guide, part, path) }
      : {}),
  };
}

function toldEach(
  properties: NonNullable<Json["properties"]>,
  guide: Guide,
  part: string,
  path: readonly string[],
) {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => {
      const inner = isSchema(value) ? told(value, guide, part, [...path, key]) : value;
      const description = guide.meaning(part, [...path, key]);
      return [key, description === undefined || !isSchema(inner) ? inner : described(inner, description)];
    }),
  );
}

/** Draft 7 takes nothing beside a `$ref`. */
function described({ $ref, ...rest }: Json, description: string): Json {
  return { description, ...($ref === undefined ? {} : { allOf: [{ $ref }] }), ...rest };
}

function isSchema(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
