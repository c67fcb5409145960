/** The events of the bus as JSON Schemas, made from the rules' own; each with one example. */
import * as z from "zod/mini";
import { type Announcement, EVENTS, type EventName } from "../rules/announcement.ts";
import { LeadId } from "../rules/lead.ts";
import { Instant } from "../rules/time.ts";
import type { Json } from "./editor-schema.ts";

/** By the event's name. Each describes the `detail`; draft 7, which generators of code know best. */
export function eventSchemas(): Readonly<Record<EventName, Json>> {
  return Object.fromEntries(
    Object.entries(EVENTS).map(([name, schema]) => [name, schemaOf(name as EventName, schema)]),
  ) as Record<EventName, Json>;
}

function schemaOf(name: EventName, event: z.core.$ZodType): Json {
  const { $schema, ...rest } = z.toJSONSchema(event, {
    // A reader that refused what it doesn't know would break at the next field that comes.
    io: "input",
    target: "draft-7",
    override({ zodSchema, jsonSchema }) {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (isInstant(zodSchema)) becomeText(jsonSchema);
    },
  });
  return { ...($schema === undefined ? {} : { $schema }), title: name, ...rest, examples: [EXAMPLES[name]] };
}

/** Described anew it is a copy, which knows what it was made of. */
function isInstant(schema: z.core.$ZodType): boolean {
  return schema === Instant || schema._zod.parent === Instant;
}

/** The rules count milliseconds; on the bus an instant is ISO 8601 in UTC. */
function becomeText(schema: z.core.JSONSchema.BaseSchema) {
  delete schema.minimum;
  schema.type = "string";
  schema.format = "date-time";
}

type Wire<T> = { [Key in keyof T]: Key extends "at" | "contactBy" | "until" ? string : T[Key] };
type Example<Name extends EventName> = Wire<Extract<Announcement, { type: Name }>["detail"]>;

const leadId = LeadId.parse("9c1f0e7a5b3d48269f0a1b2c3d4e5f60");
const said = (what: string, at: string) =>
  ({ version: "1", id: `${leadId}.1795424400000.${what}`, leadId, at }) as const;

const EXAMPLES: { readonly [Name in EventName]: Example<Name> } = {
  LeadCaptured: {
    ...said("captured", "2026-11-23T09:00:00.000Z"),
    form: "cold-store-guide",
    agreedToMail: true,
  },
  TouchSent: {
    ...said("sent.green-bananas_1_welcome_1", "2026-11-23T09:00:02.000Z"),
    touchId: "green-bananas_1_welcome_1",
    campaign: "green-bananas",
    touch: "welcome",
    channel: "mail",
    round: 1,
  },
  LeadEngaged: {
    ...said("click.1795435320000.green-bananas_1_welcome_1.guide", "2026-11-23T12:02:00.000Z"),
    act: "click",
    touchId: "green-bananas_1_welcome_1",
    link: "guide",
    asksForSales: false,
    perhapsMachine: false,
  },
  LeadReleased: {
    ...said("released.1", "2026-11-27T10:15:00.000Z"),
    handoff: 1,
    campaign: "green-bananas",
    byHand: false,
    score: 65,
    threshold: 60,
  },
  LeadAccepted: {
    ...said("accepted.1", "2026-11-27T11:40:00.000Z"),
    handoff: 1,
    campaign: "green-bananas",
    person: "tom",
    contactBy: "2026-11-30T11:40:00.000Z",
  },
  LeadRejected: {
    ...said("rejected.1", "2026-11-30T09:05:00.000Z"),
    handoff: 1,
    campaign: "green-bananas",
    person: "tom",
    reason: "bad-timing",
    until: "2027-03-01T09:00:00.000Z",
  },
  LeadRecycled: { ...said("recycled.31", "2026-11-30T09:05:01.000Z"), from: "sal" },
  LeadLeft: { ...said("left.unsubscribed.44", "2027-03-03T08:20:00.000Z"), why: "unsubscribed" },
};
