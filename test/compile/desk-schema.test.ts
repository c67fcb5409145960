import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { deskSchema } from "../../workflows/compile/desk-schema.ts";
import { keysTold } from "./schema-keys-told.ts";

const schema = deskSchema();

describe("the sales desk's JSON Schema", () => {
  test("is checked in as the code makes it: `npm run -s sales -- schema > docs/sales.schema.json` does it anew", () => {
    const checkedIn = readFileSync("docs/sales.schema.json", "utf8");
    expect(checkedIn).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  test("says what each key means, in the guide's words; of conditions, in the campaigns'", () => {
    const said = keysTold(schema, "desk");
    expect(said.size).toBeGreaterThan(50);
    expect([...said].filter(([, text]) => text === undefined)).toEqual([]);
    expect(said.get("desk.answer.handRaised")).toBe(
      "The time to answer for a lead that asked for us: plain time, at any hour; it isn't given up before somebody has been at work for twice as long. Default: `30 minutes`.",
    );
    expect(said.get("person.atMost")).toBe("Never more leads than these to work on at once. Default: 25.");
    expect(said.get("condition.country")).toMatch(/^Holds when it is one of these, by ISO code/);
  });

  test("takes sales.yaml, which names it in its first line, and no key that is misspelt", () => {
    const inEditors = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    const text = readFileSync("workflows/sales.yaml", "utf8");
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=../docs/sales.schema.json");
    expect(inEditors.safeParse(parse(text)).error).toBeUndefined();
    expect(inEditors.safeParse(parse(text.replace(/^( +)email:/m, "$1mail:"))).success).toBe(false);
  });
});
