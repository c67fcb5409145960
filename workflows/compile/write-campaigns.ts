/** The compiled campaigns, their mails and the sales desk as files that go into the functions' bundles. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { MailsByCampaign, WithoutMails } from "../rules/campaign.ts";
import { compileCampaigns } from "./compile-campaigns.ts";
import { compileDesk } from "./compile-desk.ts";

/**
 * Compiles the folders in `dir` into the folder `into`: `campaigns.json`, a list of `WithoutMails`, and `mails.json`,
 * `MailsByCampaign`. The same folders give the same bytes. Returns the two files.
 */
export function writeCampaigns(dir: string, into: string): readonly string[] {
  const campaigns = compileCampaigns(dir);
  const files = [join(into, "campaigns.json"), join(into, "mails.json")] as const;
  const named = campaigns.map((each): WithoutMails => ({ ...each, mails: Object.keys(each.mails) }));
  const mails: MailsByCampaign = Object.fromEntries(campaigns.map(({ name, mails }) => [name, mails]));
  write(named, files[0]);
  write(mails, files[1]);
  return files;
}

/** Compiles `yaml`, a `sales.yaml`, into `file`, JSON of a `Desk`. The same bytes give the same bytes. */
export function writeDesk(yaml: string, file: string): void {
  write(compileDesk(yaml), file);
}

function write(compiled: unknown, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(compiled, null, 2)}\n`);
}
