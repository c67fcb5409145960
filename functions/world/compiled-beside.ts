/**
 * What was compiled beside a bundle's code, each file read when it is first asked for. It was checked as it was written, and is
 * not again: three campaigns would cost a cold start as much as all of its code.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asAsked } from "../../workflows/rules/as-asked.ts";
import type { MailsByCampaign, RunningCampaign, WithoutMails } from "../../workflows/rules/campaign.ts";
import type { Desk } from "../../workflows/rules/desk.ts";

/** The letters, nine tenths of it all, are read for the first that is to be sent; their names are known without. */
export function campaignsBeside(): () => readonly RunningCampaign[] {
  const mails = read<MailsByCampaign>("mails");
  return once(() => read<readonly WithoutMails[]>("campaigns")().map(withMails));

  function withMails(campaign: WithoutMails): RunningCampaign {
    const each = campaign.mails.map((name) => [name, () => mails()[campaign.name]?.[name]] as const);
    return { ...campaign, mails: asAsked(Object.fromEntries(each)) as RunningCampaign["mails"] };
  }
}

export function deskBeside(): () => Desk {
  return read<Desk>("desk");
}

function read<Compiled>(name: "campaigns" | "mails" | "desk"): () => Compiled {
  return once(() => JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), "utf8")) as Compiled);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
