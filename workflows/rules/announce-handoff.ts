/** What a hand-off tells: that it was released, accepted, given back. */
import * as z from "zod/mini";
import type { Announcement } from "./announcement.ts";
import { Handoff } from "./life.ts";
import { common, images, ofLife, type Rewritten } from "./rewritten.ts";

export const HandoffItem = z.extend(
  z.pick(Handoff, {
    n: true,
    campaign: true,
    status: true,
    releasedAt: true,
    score: true,
    threshold: true,
    byHand: true,
    to: true,
    promised: true,
    closedAt: true,
    reason: true,
    until: true,
  }),
  ofLife,
);

export function ofHandoff(written: Rewritten): readonly Announcement[] {
  const { before, after } = images(HandoffItem, written);
  const { n, campaign, status, releasedAt, closedAt = releasedAt, to: person } = after;
  if (status === before?.status) return [];
  const said = (at: number) => ({ ...common(written, after.of, `${status}.${n}`, at), handoff: n, campaign });
  switch (status) {
    case "released": {
      const { byHand = false, score, threshold } = after;
      // After a snooze it is the same release.
      if (before !== undefined) return [];
      return [{ type: "LeadReleased", detail: { ...said(releasedAt), byHand, score, threshold } }];
    }
    case "accepted": {
      const contactBy = after.promised?.contactBy;
      return [{ type: "LeadAccepted", detail: { ...said(closedAt), person, contactBy } }];
    }
    case "rejected": {
      const { reason, until } = after;
      return [{ type: "LeadRejected", detail: { ...said(closedAt), person, reason, until } }];
    }
    case "snoozed":
    case "expired":
      return [];
    default:
      return status satisfies never;
  }
}
