/** The contract with whoever listens to the bus: what docs/events says holds for years, and may only grow. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { breaks } from "../../workflows/compile/additive.ts";
import { eventSchemas } from "../../workflows/compile/event-schemas.ts";
import { EVENTS, VERSION } from "../../workflows/rules/announcement.ts";

const schemas = eventSchemas();
const inGit = (name: string) => readFileSync(`docs/events/${name}.schema.json`, "utf8");
const reads = (schema: unknown) => z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);

/** Version 1 as it was first told. Nothing may be taken out of this list: there are readers. */
const FIRST_TOLD = {
  LeadCaptured: "agreedToMail at form? id leadId version",
  TouchSent: "at campaign channel id leadId round? touch touchId version",
  LeadEngaged: "act activity? answer? asksForSales at form? id leadId link? perhapsMachine touchId? version",
  LeadReleased: "at byHand campaign handoff id leadId score threshold? version",
  LeadAccepted: "at campaign contactBy? handoff id leadId person? version",
  LeadRejected: "at campaign handoff id leadId person? reason? until? version",
  LeadRecycled: "at from id leadId version",
  LeadLeft: "at id leadId version why",
};

test("docs/events has a schema of each event and of no other, as the code makes it: npm run events writes them", () => {
  expect(readdirSync("docs/events").sort()).toEqual(
    Object.keys(EVENTS)
      .map((name) => `${name}.schema.json`)
      .sort(),
  );
  for (const [name, schema] of Object.entries(schemas))
    expect(inGit(name)).toBe(`${JSON.stringify(schema, null, 2)}\n`);
});

test("npm run events says what it wrote", () => {
  const said = execFileSync(process.execPath, ["workflows/compile/write-events.ts"], { encoding: "utf8" });
  expect(said).toBe("All 8 schemas in docs/events are as the code has them: nothing was changed.\n");
});

describe.each(Object.entries(schemas))("%s", (name, schema) => {
  test("says what every field means, and shows an example that holds", () => {
    const untold = Object.entries(schema.properties ?? {}).filter(
      ([field, one]) => field !== "score" && (one as { description?: string }).description === undefined,
    );
    expect(untold).toEqual([]);
    expect(schema.examples).toHaveLength(1);
    expect(reads(schema).safeParse(schema.examples?.[0]).error).toBeUndefined();
  });

  test("still has every field that it was first told with, as sure to be there as then", () => {
    const now = new Set(schema.required);
    const first = FIRST_TOLD[name as keyof typeof FIRST_TOLD].split(" ");
    expect(schema.properties).toEqual(
      expect.objectContaining(
        Object.fromEntries(first.map((field) => [field.replace("?", ""), expect.anything()])),
      ),
    );
    expect(first.filter((field) => !field.endsWith("?") && !now.has(field))).toEqual([]);
  });

  test("lets its readers take a field that they don't know yet", () => {
    const later = { ...(schema.examples?.[0] as object), mood: "curious" };
    expect(reads(schema).safeParse(later).error).toBeUndefined();
    expect(schema.additionalProperties).not.toBe(false);
  });

  test("carries nothing that says who the lead is", () => {
    const fields = Object.keys(schema.properties ?? {});
    expect(
      fields.filter((field) =>
        /mail$|^email|address|phone|^name|company|because|note|subject|what/i.test(field),
      ),
    ).toEqual(name === "LeadCaptured" ? ["agreedToMail"] : []);
    expect(schema.properties?.["version"]).toMatchObject({ const: VERSION });
  });
});

test("a field that goes, changes its type, loses a value or need not be there is told by name; one that comes is not", () => {
  const field = { type: "string", enum: ["mail", "call"] };
  const before = {
    type: "object",
    properties: { a: field, at: { type: "string", format: "date-time" } },
    required: ["a"],
  } as const;
  const after = (properties: object, required: string[] = ["a"]) => ({
    ...before,
    properties: { ...before.properties, ...properties },
    required,
  });
  const broken = (...newer: Parameters<typeof after>) =>
    breaks("E", before as never, after(...newer) as never);
  expect(broken({ b: { type: "number" } }, ["a", "b"])).toEqual([]);
  expect(broken({ a: { ...field, enum: ["mail", "call", "note"] } })).toEqual([]);
  expect(broken({ a: { ...field, enum: ["mail"] } })).toEqual([`E.a can't be "call" any more`]);
  expect(broken({ at: undefined })).toEqual(["E.at is gone"]);
  expect(broken({ at: { type: "integer" } })).toEqual([
    expect.stringMatching(/^E\.at was .*date-time.* and is .*integer/),
  ]);
  expect(broken({}, [])).toEqual(["E.a was always there, and need not be any more"]);
});
