/** A campaign's names over time: what is written down, and what may change after it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { allTouches } from "../../workflows/rules/touches.ts";
import { type Grown, grown } from "./grown-campaign.ts";

const HASH = expect.stringMatching(/^[0-9a-f]{16}$/);

describe("the lock of names", () => {
  it("has every touch with its file and a hash of its text, and is the same to the byte every time", () => {
    grown((campaign) => {
      const before = campaign.lock();
      expect(campaign.locked()).toEqual([
        { name: "welcome", file: "welcome.md", body: HASH },
        { name: "second", file: "second.md", body: HASH },
      ]);
      expect(campaign.check().lock()).toBe(before);
    });
  });

  it("follows a letter's new text and file, and is none of the campaign's version", () => {
    grown((campaign) => {
      const version = campaign.version();
      campaign.edit("second.md", "Text.", "Other text.").check().edit("second.md", "Other text.", "Text.");
      expect(campaign.version()).toBe(version);
      campaign.move("second.md", "other.md").check();
      expect(campaign.locked()[1]).toMatchObject({ name: "second", file: "other.md" });
    });
  });

  it("keeps a former name with its touch, and a touch that was taken out as removed", () => {
    grown((campaign) => {
      campaign.edit("campaign.yaml", "name: welcome", "name: hello\n    formerly: [welcome]").check();
      campaign.remove("second").check().check();
      expect(campaign.locked()).toEqual([
        { name: "hello", file: "welcome.md", body: HASH, formerly: ["welcome"] },
        { name: "second", file: "second.md", body: HASH, removed: true },
      ]);
    });
  });
});

describe("after it was written", () => {
  type Row = readonly [title: string, change: (campaign: Grown) => void, refused: readonly RegExp[]];
  const rename = (campaign: Grown, from: string, to: string) =>
    campaign.edit("campaign.yaml", `name: ${from}`, `name: ${to}`);

  const rows: readonly Row[] = [
    ["a letter may be written anew", (it) => it.edit("second.md", "Text.", "Quite another."), []],
    ["a letter may lie in another file", (it) => it.move("second.md", "other.md"), []],
    ["a touch may be taken out", (it) => it.remove("second"), []],
    [
      "a touch may be taken out, and come back",
      (it) => {
        it.remove("welcome").check().goBack();
      },
      [],
    ],
    [
      "a touch may be renamed if it says so",
      (it) => it.edit("campaign.yaml", "name: second", "name: other\n    formerly: [second]"),
      [],
    ],
    [
      "not if it doesn't",
      (it) => rename(it, "second", "other"),
      [/^touches\[1\].name: this was called "second" before → Add `formerly: \[second\]`, or the leads/],
    ],
    [
      "not even in another file",
      (it) => rename(it.move("second.md", "other.md"), "second", "other"),
      [/this was called "second" before/],
    ],
    [
      "not even with another text",
      (it) => rename(it.edit("second.md", "Text.", "Quite another."), "second", "other"),
      [/this was called "second" before/],
    ],
    [
      "another text in another file is another touch",
      (it) =>
        rename(
          it.move("second.md", "other.md").edit("other.md", "Text.", "Quite another."),
          "second",
          "other",
        ),
      [],
    ],
    [
      "twice renamed, it keeps both names",
      (it) => {
        it.edit("campaign.yaml", "name: second", "name: other\n    formerly: [second]").check();
        it.edit("campaign.yaml", "name: other\n    formerly: [second]", "name: third\n    formerly: [other]");
      },
      [/^touches\[1\].name: this was called "second" before → Add `formerly: \[other, second\]`/],
    ],
    [
      "a former name may not be dropped",
      (it) => {
        it.edit("campaign.yaml", "name: second", "name: other\n    formerly: [second]").check();
        it.edit("campaign.yaml", "\n    formerly: [second]", "");
      },
      [/^touches\[1\].name: this was called "second" before → Add `formerly: \[second\]`/],
    ],
    [
      "a touch may get its old name back",
      (it) => {
        it.edit("campaign.yaml", "name: second", "name: other\n    formerly: [second]").check();
        it.edit(
          "campaign.yaml",
          "name: other\n    formerly: [second]",
          "name: second\n    formerly: [other]",
        );
      },
      [],
    ],
    [
      "a former name that nobody ever knew does no harm",
      (it) => it.edit("campaign.yaml", "name: second", "name: second\n    formerly: [older]"),
      [],
    ],
  ];
  test.each(rows)("%s", (_, change, refused) => {
    grown((campaign) => {
      change(campaign);
      expect(campaign.refusals()).toEqual(refused.map((text) => expect.stringMatching(text)));
    });
  });
});

describe("the campaigns of this repository", () => {
  const folders = readdirSync("workflows/campaigns").map((name) => join("workflows/campaigns", name));
  const locks = folders.map((folder) => join(folder, "names.lock.yaml"));

  test("each has its lock, with every touch's name", () => {
    expect(locks.filter((file) => !existsSync(file))).toEqual([]);
    const locked = locks.flatMap((file) => parse(readFileSync(file, "utf8")).touches as { name: string }[]);
    const names = compileCampaigns("workflows/campaigns")
      .flatMap(allTouches)
      .map(({ name }) => name);
    expect(locked.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });
});
