/** What a mail may name, filled in for one lead: names as understood, answers in their words. */
import type { RunningCampaign } from "../workflows/rules/campaign.ts";
import type { Lead } from "../workflows/rules/lead.ts";
import type { MailValues } from "../workflows/rules/mail-values.ts";
import type { Understood } from "../workflows/rules/understand.ts";
import type { Settings } from "./world/world.ts";

export function touchValues(
  lead: Pick<Lead, "profile" | "answers">,
  understood: Understood,
  campaign: RunningCampaign,
  links: MailValues["links"],
  settings: Pick<Settings, "sender" | "postalAddress">,
): MailValues {
  const { company, jobTitle, city, country, industry, employees, installedProduct } = lead.profile;
  return {
    lead: present({
      firstName: understood.firstName,
      name: understood.displayName,
      company,
      jobTitle,
      city,
      country,
      industry,
      employees,
      installedProduct,
    }),
    answers: Object.fromEntries(
      Object.entries(lead.answers).map(([question, code]) => [
        question,
        inWords(campaign.questions[question]?.answers ?? {}, code),
      ]),
    ),
    links,
    sender: { name: settings.sender.replace(/\s*<.*>$/, "") },
    postalAddress: settings.postalAddress,
  };
}

/** A code that the campaign doesn't know stands for itself; "constructor" too, which every object seems to have. */
function inWords(answers: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(answers, code) ? (answers[code] ?? code) : code;
}

function present<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
