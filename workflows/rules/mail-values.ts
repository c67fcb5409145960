/** What a mail may name. The compile refuses anything else; the renderer fills in these. */

/** Of the lead, as `{{ lead.company }}`. Each may be missing, so a mail states what stands there then. */
export const LEAD_VALUES = [
  "firstName",
  "name",
  "company",
  "jobTitle",
  "city",
  "country",
  "industry",
  "employees",
  "installedProduct",
] as const;
export type LeadValue = (typeof LEAD_VALUES)[number];

/** Always there in every mail. */
export const SENDER_VALUES = ["sender.name", "postalAddress"] as const;

/**
 * The links that a mail may carry: every mail lets the lead leave and choose what it gets, the double opt-in's lets it confirm,
 * `ask.md` lets it answer whether sales may call, `stay.md` lets it stay.
 */
export const LINK_VALUES = ["unsubscribe", "preferences", "confirm", "yes", "notNow", "no", "stay"] as const;
export type LinkValue = (typeof LINK_VALUES)[number];

/** Answers come as `{{ answers.timeline }}`: the words of the answer, not its code. */
export interface MailValues {
  readonly lead: Readonly<Partial<Record<LeadValue, string>>>;
  readonly answers: Readonly<Record<string, string>>;
  readonly links: Readonly<Partial<Record<LinkValue, string>>>;
  readonly sender: { readonly name: string };
  readonly postalAddress: string;
}
