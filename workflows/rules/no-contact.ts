/** A lead that asked to be contacted no more: sales is told, so that nobody calls it out of another list. */

import type { Change } from "./change.ts";
import type { Decision } from "./decision.ts";
import { personNamed } from "./desk-people.ts";
import { isKnown, type Known, type Life } from "./life.ts";
import { oneLine } from "./one-line.ts";
import { type Playbook, understood } from "./playbook.ts";
import type { SalesNotice } from "./sales-notice.ts";
import { titleOf } from "./sales-notice.ts";
import type { NoticeJson } from "./sales-notice-json.ts";
import { noticeText } from "./sales-notice-text.ts";
import { HOUR, type Instant } from "./time.ts";

/** Nobody listens: tried again after this. */
const TRIED_AGAIN_AFTER = HOUR;

/** Undefined where it didn't ask for that, or sales knows. */
export function noContactUntold({ lead }: Known, now: Instant): Decision | undefined {
  const { noContactAt, noContactToldAt, noContactTriedAt } = lead.consent;
  if (noContactAt === undefined || noContactToldAt !== undefined) return undefined;
  const at = noContactTriedAt === undefined ? now : noContactTriedAt + TRIED_AGAIN_AFTER;
  if (now < at) return { do: "sleep", until: at, because: "nobody of sales could be told; tried again then" };
  return { do: "tell of no contact", because: "it asked not to be contacted: sales is told" };
}

/** To whoever last had it, or to everybody. */
export function noContactNotice(
  { leadId, lead, handoffs }: Known,
  links: { readonly dossier: string },
  playbook: Playbook,
): SalesNotice {
  const last = handoffs.at(-1);
  const who = titleOf(lead, understood(lead, playbook));
  const to = last?.to !== undefined && personNamed(last.to, playbook.desk) ? last.to : "everybody";
  const attributes = { kind: "no-contact", to, campaign: last?.campaign ?? "none" };
  const { name, company, phone } = lead.profile;
  const known = { Name: name, Company: company, "E-mail": lead.address, Phone: phone };
  const json: NoticeJson = {
    version: 1,
    ...attributes,
    subject: subjectOf(who),
    says: `${who} asked not to be contacted any more, by nobody of ours: please don't write, call or visit, and take it off any list of your own.`,
    leadId,
    handoff: last?.n ?? 0,
    lead: Object.fromEntries(
      Object.entries(known).flatMap(([label, value]) => (value ? [[label, oneLine(value, 200)]] : [])),
    ),
    consent: "withdrawn: no contact of any kind",
    links,
  };
  return { subject: json.subject, text: noticeText(json), json, attributes };
}

/** SNS takes less than 100 characters. */
function subjectOf(who: string): string {
  return oneLine(`No more contact: ${who}`, 99);
}

/** Written once sales was told, or nobody was there to hear it. */
export function noContactTold(life: Life, isTold: boolean, at: Instant): Change | undefined {
  if (!isKnown(life) || life.lead.consent.noContactAt === undefined) return undefined;
  const { consent } = life.lead;
  if (!isTold) return { set: { consent: { ...consent, noContactTriedAt: at } } };
  return {
    set: { consent: { ...consent, noContactToldAt: at } },
    ledger: [
      {
        key: `no-contact#told#${at}`,
        at,
        kind: "qualification",
        what: "sales was told that it wants no contact",
      },
    ],
  };
}
