/** Notices to sales, of a lead built by hand. Tests say only what they change. */
import type { What } from "../../workflows/rules/decision.ts";
import type { Desk } from "../../workflows/rules/desk.ts";
import type { Handoff, Known } from "../../workflows/rules/life.ts";
import { type NoticeContext, salesNotice } from "../../workflows/rules/sales-notice.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { MONDAY } from "./line.ts";
import { handoff, life, PLAYBOOK } from "./lives.ts";

export const ZOE = {
  name: "Zoë Müller",
  company: "Dairy Süd",
  phone: "+353 21 555 0134",
  jobTitle: "Quality",
};
export const CONTEXT: NoticeContext = {
  links: {
    answer: "https://api.ripen.example/handoffs/a",
    dossier: "https://api.ripen.example/dossiers/d",
    mine: "https://api.ripen.example/desk/m",
  },
  colleagues: [{ name: "Ben Roth", state: "in nurture" }],
  acts: ["attended: Cold in July"],
};
export const EVERY: readonly What[] = [
  "release",
  "reminder",
  "next person",
  "manager",
  "nobody free",
  "left",
  "act",
  "follow-up",
  "follow-up manager",
];

type Change = Partial<Handoff> & { readonly without?: readonly ("to" | "pool")[] };

export interface Given {
  readonly life?: Known;
  readonly handoff?: Change;
  readonly context?: Partial<NoticeContext>;
  readonly now?: number;
  readonly desk?: Desk;
}

/** Of Zoë, who was handed over for the second time on Monday, to Tom; told on Tuesday. */
export function notice(what: What, given: Given = {}) {
  const { life: known = life({ lead: { profile: ZOE } }), now = MONDAY + DAY, desk = PLAYBOOK.desk } = given;
  const { without, ...change } = given.handoff ?? {};
  const asked = { ...handoff({ n: 2, to: "tom", pool: "europe", ...change }) };
  for (const field of without ?? []) delete asked[field];
  return salesNotice(known, asked, what, { ...CONTEXT, ...given.context }, { ...PLAYBOOK, desk }, now);
}
