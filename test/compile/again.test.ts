/** A folder that nobody edited isn't compiled again, and one that somebody did is. */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CampaignProblems } from "../../workflows/compile/campaign-problems.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { inFolder, SMALL } from "./small-campaign.ts";

const small = (dir: string) => compileCampaigns(dir)[0];

test("compiled twice, a campaign is the same", () => {
  inFolder(SMALL, (dir) => expect(small(dir)).toBe(small(dir)));
});

test("every edit counts: of a letter, of its name, and of the campaign", () => {
  inFolder(SMALL, (dir) => {
    const file = (name: string) => join(dir, "small", name);
    const first = small(dir)?.mails["welcome"]?.subject;
    writeFileSync(file("welcome.md"), (SMALL["welcome.md"] ?? "").replace("subject: ", "subject: New. "));
    expect(small(dir)?.mails["welcome"]?.subject).toBe(`New. ${first}`);
    renameSync(file("welcome.md"), file("hello.md"));
    expect(() => small(dir)).toThrow(CampaignProblems);
    renameSync(file("hello.md"), file("welcome.md"));
    writeFileSync(
      file("campaign.yaml"),
      (SMALL["campaign.yaml"] ?? "").replace(/^title: .*$/m, "title: Another"),
    );
    expect(small(dir)?.title).toBe("Another");
  });
});
