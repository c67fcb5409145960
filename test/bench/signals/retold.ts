/** A lead's mails told through the edge's parser and the rules, in the order in which the events arrived. */
import { parseSesEvent } from "../../../functions/ses-event.ts";
import { apply } from "../../../workflows/rules/change.ts";
import { emailEvent } from "../../../workflows/rules/email-event.ts";
import { LeadId } from "../../../workflows/rules/lead.ts";
import { isKnown, type Known, type Touch } from "../../../workflows/rules/life.ts";
import { life, touch } from "../../stories/lives.ts";
import type { Delivery } from "../corpus/corpus.ts";
import type { Mail } from "../corpus/fetch.ts";
import { recordOf } from "../corpus/ses-record.ts";

export function retold(deliveries: readonly Delivery[]): Known {
  const leadId = LeadId.parse(deliveries[0]?.mail.lead);
  const blank = life({ ledger: [], touches: deliveries.map(({ mail }) => asTouch(mail)) });
  let known: Known = { ...blank, leadId };
  const events = deliveries
    .flatMap(({ mail, told }) => told.map((each) => ({ mail, ...each })))
    .sort((a, b) => a.receivedAt - b.receivedAt);
  for (const { mail, receivedAt, ...event } of events) {
    const parsed = parseSesEvent(recordOf(mail, event), receivedAt);
    const change = parsed && emailEvent(known, parsed.event);
    const then = change === undefined ? known : apply(known, change);
    if (isKnown(then)) known = then;
  }
  return known;
}

function asTouch({ touchId, attempt, messageId, sentAt, links }: Mail): Touch {
  const name = touchId.split("_")[2] ?? "";
  return touch({ touchId, name, attempt, messageId, claimedAt: sentAt, sentAt, links: links.length });
}
