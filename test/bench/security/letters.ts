/** A form post's way into a letter, without the table and the workflow between: what the functions do with what was typed. */
import { readFileSync } from "node:fs";
import { readForm } from "../../../functions/form-post.ts";
import { renderMail } from "../../../functions/mail/render.ts";
import { touchValues } from "../../../functions/touch-values.ts";
import type { Mail } from "../../../workflows/rules/campaign.ts";
import { LEAD_VALUES } from "../../../workflows/rules/mail-values.ts";
import { understand } from "../../../workflows/rules/understand.ts";
import { compiled, longLetter } from "../../compile/small-letter.ts";
import { campaign } from "../../stories/campaign.ts";

export type Fields = Readonly<Record<string, string>>;

export const ADDRESS = "zoe@dairy.example";
export const SENDER = "Nora Lindqvist <nora@orchard-cold-chain.example>";
export const UNSUBSCRIBE = "https://api.ripen.example/unsubscribe/token";
const SETTINGS = { sender: SENDER, postalAddress: "Orchard Cold Chain, 12 Harbour Road, Cork" };
const SMALL = campaign();

/** What stands where nothing, or nothing fit for a letter, was typed. */
const NAMED = [...LEAD_VALUES.map((name) => `lead.${name}`), "answers.timeline"].map(
  (name) => `{{ ${name} | default: "none" }}`,
);
const FRONT = `subject: 'For ${NAMED[2]}, ${NAMED[1]}'\npreheader: 'To ${NAMED[3]} in ${NAMED[4]}'`;
const BODY = `Hello ${NAMED[0]},\n\n${NAMED.map((each) => `- It is ${each} that we mean`).join("\n")}\n\n[For **${NAMED[2]}**](https://x.example/tally)`;

/** Each names all that a letter can name. */
export const LETTER = compiled(longLetter(BODY, FRONT));
export const DESIGNED = compiled(longLetter(`## At ${NAMED[2]}\n\n${BODY}`, FRONT), { style: "designed" });

/** One that is sent as it is: it names the firm in its subject. */
export const GREEN_BANANAS = compiled(
  readFileSync("workflows/campaigns/green-bananas/door-openings.md", "utf8"),
);

/** Fields that a visitor types and a letter names. */
export const TYPED = [
  "name",
  "company",
  "jobTitle",
  "city",
  "country",
  "industry",
  "employees",
  "installedProduct",
  "timeline",
] as const;

/** Throws the form's Problem where it would be refused. */
export function posted(fields: Fields) {
  return readForm({ email: ADDRESS, ...fields }, [SMALL]);
}

export function meant(form: ReturnType<typeof posted>) {
  return understand(form.address, form.profile, "Europe/Dublin");
}

export function rendered(mail: Mail, fields: Fields) {
  const form = posted(fields);
  const values = touchValues(form, meant(form), SMALL, { unsubscribe: UNSUBSCRIBE }, SETTINGS);
  return renderMail(mail, values);
}
