import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { campaignSchema } from "../../workflows/compile/campaign-schema.ts";
import { keysTold } from "./schema-keys-told.ts";

const schema = campaignSchema();

describe("a campaign's JSON Schema", () => {
  test("is checked in as the code makes it: `npm run campaign -- schema > docs/campaign.schema.json` does it anew", () => {
    const checkedIn = readFileSync("docs/campaign.schema.json", "utf8");
    expect(checkedIn).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  test("says what each key means, in the guide's words", () => {
    const said = keysTold(schema, "campaign");
    expect(said.size).toBeGreaterThan(100);
    expect([...said].filter(([, text]) => text === undefined)).toEqual([]);
    expect(said.get("campaign.release.fit")).toBe("The least fit that goes with it. Default: 0.");
    expect(said.get("condition.replied")).toBe(
      "Holds when it wrote back to any mail since it came in; a reply ends its runs by itself, see [activities.md](activities.md#replies).",
    );
    expect(said.get("own-window.hours")).toContain("`9-17`");
  });

  const inEditors = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);

  test.each(readdirSync("workflows/campaigns"))("takes %s, which names it in its first line", (name) => {
    const text = readFileSync(`workflows/campaigns/${name}/campaign.yaml`, "utf8");
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=../../../docs/campaign.schema.json");
    expect(inEditors.safeParse(parse(text)).error).toBeUndefined();
    expect(inEditors.safeParse(parse(text.replace(/^( +)helps:/m, "$1hepls:"))).success).toBe(false);
  });
});
