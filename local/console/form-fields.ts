/** What the form asks. Free text almost everywhere: people type `ca. 200` and `Deutschland`, and may. */
import { TRAP } from "../../functions/door.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Offer } from "./offers.ts";

export type Group = "about you" | "your store" | "where you are" | "consent" | "hidden";

export interface Field {
  readonly group: Group;
  readonly name: string;
  /** A `trap` is a field that people don't see: whoever fills it in is a program. */
  readonly type: "email" | "text" | "tel" | "textarea" | "select" | "checkbox" | "hidden" | "trap";
  readonly label: string;
  readonly required?: boolean;
  readonly autocomplete?: string;
  readonly hint?: string;
  /** What a hidden field or a ticked box sends. */
  readonly value?: string;
  /** Of a select: what is sent, and what is read. */
  readonly options?: Readonly<Record<string, string>>;
}

const ABOUT_YOU: readonly Field[] = [
  {
    group: "about you",
    name: "email",
    type: "email",
    label: "E-mail",
    required: true,
    autocomplete: "email",
  },
  { group: "about you", name: "name", type: "text", label: "Name", autocomplete: "name" },
  { group: "about you", name: "company", type: "text", label: "Company", autocomplete: "organization" },
  {
    group: "about you",
    name: "jobTitle",
    type: "text",
    label: "Job title",
    autocomplete: "organization-title",
  },
];

const YOUR_STORE: readonly Field[] = [
  { group: "your store", name: "industry", type: "text", label: "Industry", hint: "Dairy, meat, pharma …" },
  {
    group: "your store",
    name: "employees",
    type: "text",
    label: "Employees",
    hint: "A rough number or range will do.",
  },
  { group: "your store", name: "installedProduct", type: "text", label: "Monitoring in use today" },
  {
    group: "your store",
    name: "message",
    type: "textarea",
    label: "Anything you would like to tell or ask us",
  },
];

const WHERE_YOU_ARE: readonly Field[] = [
  { group: "where you are", name: "phone", type: "tel", label: "Phone", autocomplete: "tel" },
  { group: "where you are", name: "website", type: "text", label: "Website", autocomplete: "url" },
  {
    group: "where you are",
    name: "street",
    type: "text",
    label: "Street and number",
    autocomplete: "address-line1",
  },
  { group: "where you are", name: "postcode", type: "text", label: "Postcode", autocomplete: "postal-code" },
  { group: "where you are", name: "city", type: "text", label: "City", autocomplete: "address-level2" },
  { group: "where you are", name: "country", type: "text", label: "Country", autocomplete: "country-name" },
  {
    group: "where you are",
    name: "timeZone",
    type: "text",
    label: "Time zone",
    hint: "Such as Europe/Berlin, so that we write at a humane hour.",
  },
];

const UNSEEN: Field = { group: "hidden", name: TRAP, type: "trap", label: "Please leave this empty" };

const CONSENT = { group: "consent", name: "consent", type: "checkbox", value: "yes" } as const;

/** The form as a whole: the firm's own fields, the questions of the campaigns it enters, and where the visitor came from. */
export function fieldsOf(
  { form, consent }: Pick<Offer, "form" | "consent">,
  campaigns: readonly RunningCampaign[],
  utm: Readonly<Record<string, string>>,
): readonly Field[] {
  const words = wordingOf(form, campaigns) ?? consent;
  // What stands beside the box goes with the post, as proof of what was agreed to.
  const hidden = Object.entries({ form, consent_wording: words, ...utm });
  return [
    ...ABOUT_YOU,
    ...questions(form, campaigns),
    ...YOUR_STORE,
    ...WHERE_YOU_ARE,
    { ...CONSENT, label: words },
    UNSEEN,
    ...hidden.map(([name, value]): Field => ({ group: "hidden", name, type: "hidden", label: name, value })),
  ];
}

function questions(form: string, campaigns: readonly RunningCampaign[]): readonly Field[] {
  const entered = campaigns.filter(({ enter }) => enter.forms.includes(form));
  return entered.flatMap((campaign) =>
    Object.entries(campaign.questions).map(
      ([name, { ask, answers }]): Field => ({
        group: "about you",
        name,
        type: "select",
        label: ask,
        options: answers,
      }),
    ),
  );
}

/** The words that the form's campaign states, if it does. */
function wordingOf(form: string, campaigns: readonly RunningCampaign[]): string | undefined {
  return campaigns.find(({ enter }) => enter.forms.includes(form))?.consent.wording;
}
