import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { checkCampaigns } from "../../local/campaign/check.ts";
import { CAMPAIGNS } from "../../local/campaign/folders.ts";
import { newCampaign, whyNotNew } from "../../local/campaign/new-campaign.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { allTouches, fileOf } from "../../workflows/rules/touches.ts";

let parent: string;
let dir: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "ripen-new-"));
  dir = join(parent, "campaigns");
  mkdirSync(dir);
});
afterEach(() => rmSync(parent, { recursive: true }));

describe("a new campaign", () => {
  test("passes the check as it is made, and every scenario comes out as it says", async () => {
    newCampaign("spring-letters", dir);
    let scenarios = 0;
    for await (const { differences } of checkCampaigns({
      dir,
      names: ["spring-letters"],
      defaultTimeZone: "UTC",
    })) {
      expect(differences).toEqual([]);
      scenarios += 1;
    }
    expect(scenarios).toBeGreaterThanOrEqual(4);
  });

  test("asks for a confirmed address, sends three letters and knows what is ripe", () => {
    newCampaign("spring-letters", dir);
    const [campaign] = compileCampaigns(dir);
    expect(campaign).toMatchObject({
      name: "spring-letters",
      enter: { forms: ["spring-letters"] },
      consent: { doubleOptIn: true },
      release: { score: 60, fit: 20, validate: "ask" },
    });
    expect(campaign && allTouches(campaign).map(fileOf)).toEqual([
      "welcome.md",
      "night-walk.md",
      "oldest-box.md",
    ]);
    expect(Object.keys(campaign?.mails ?? {}).toSorted()).toEqual(
      ["ask", "confirm", "night-walk", "oldest-box", "stay", "welcome"].toSorted(),
    );
  });

  test("tells editors where the schema is", () => {
    const text = readFileSync(join(newCampaign("spring-letters", dir), "campaign.yaml"), "utf8");
    const named = /^# yaml-language-server: \$schema=(.*)\n/.exec(text)?.[1] ?? "";
    expect(() => readFileSync(join(CAMPAIGNS, "spring-letters", named))).not.toThrow();
  });

  test("two of them stand beside each other, and beside those there are", () => {
    newCampaign("one", dir);
    newCampaign("two", dir);
    expect(compileCampaigns(dir).map(({ name }) => name)).toEqual(["one", "two"]);
  });

  it.each([
    ["Spring letters", "spring-letters"],
    ["Frühling", "fruhling"],
    ["2027", "spring-letters"],
    ["-", "spring-letters"],
    ["../elsewhere", "elsewhere"],
    ["x".repeat(61), "x".repeat(60)],
  ])("isn't called %j, but %j would do", (name, instead) => {
    expect(whyNotNew(name, dir)).toBe(
      `"${name}" is no name for a campaign. Write lower-case letters, digits and dashes, a letter first, at most 60: ${instead}.`,
    );
    expect(whyNotNew(instead, dir)).toBeUndefined();
  });

  test("doesn't take the place of one that is there", () => {
    const folder = newCampaign("spring-letters", dir);
    writeFileSync(join(folder, "welcome.md"), "mine");
    expect(whyNotNew("spring-letters", dir)).toBe(
      `There is a campaign "spring-letters" already, in ${folder}. Choose another name, or change that one.`,
    );
    expect(() => newCampaign("spring-letters", dir)).toThrow("ENOTEMPTY");
    expect(readFileSync(join(folder, "welcome.md"), "utf8")).toBe("mine");
  });

  test("leaves nothing half made", () => {
    newCampaign("spring-letters", dir);
    expect(() => newCampaign("spring-letters", dir)).toThrow();
    expect(() => newCampaign("other", join(parent, "nowhere", "deep"))).toThrow("ENOENT");
    expect(readdirSync(parent)).toEqual(["campaigns"]);
    expect(readdirSync(dir)).toEqual(["spring-letters"]);
  });
});
