/** What the lead's own row tells: that it came, went back to nurture, or left. */
import * as z from "zod/mini";
import type { Announcement } from "./announcement.ts";
import { Consent, Lead } from "./lead.ts";
import { asName, common, images, ofLife, type Rewritten } from "./rewritten.ts";
import { Instant } from "./time.ts";

/** A tombstone has `erasedAt` and nothing of the others. */
export const Row = z.extend(
  z.partial(z.pick(Lead, { createdAt: true, lifecycle: true, suppressedAt: true, ledgerSeq: true })),
  {
    erasedAt: z.optional(Instant),
    source: z.optional(z.pick(Lead.shape.source, { form: true })),
    consent: z.optional(z.pick(Consent, { givenAt: true, withdrawnAt: true, noContactAt: true })),
    ...ofLife,
  },
);
type Row = z.infer<typeof Row>;

export function ofRow(written: Rewritten): readonly Announcement[] {
  const { before, after } = images(Row, written);
  if (after.createdAt === undefined) return erased(written, before, after);
  if (before?.createdAt === undefined) return captured(written, after, after.createdAt);
  return [...left(written, before, after), ...recycled(written, before, after)];
}

function captured(written: Rewritten, { source, consent }: Row, at: Instant): readonly Announcement[] {
  const form = asName(source?.form);
  const agreedToMail = consent?.givenAt !== undefined;
  return [{ type: "LeadCaptured", detail: { ...common(written, at, "captured", at), form, agreedToMail } }];
}

/** Of an address that was no lead nobody has heard before. */
function erased(written: Rewritten, before: Row | undefined, { erasedAt }: Row): readonly Announcement[] {
  if (before?.createdAt === undefined || erasedAt === undefined) return [];
  const said = common(written, before.createdAt, "left.erased", erasedAt);
  return [{ type: "LeadLeft", detail: { ...said, why: "erased" } }];
}

function left(written: Rewritten, before: Row, after: Row): readonly Announcement[] {
  const [why, at] = whyItLeft(before, after, written.writtenAt) ?? [];
  if (why === undefined || at === undefined) return [];
  const what = `left.${why}.${after.ledgerSeq ?? at}`;
  return [{ type: "LeadLeft", detail: { ...common(written, after.createdAt, what, at), why } }];
}

/** Of several in one write the strongest. It may leave, come back and leave again. */
function whyItLeft(before: Row, after: Row, writtenAt: Instant) {
  const { noContactAt, withdrawnAt } = after.consent ?? {};
  if (noContactAt !== undefined && before.consent?.noContactAt === undefined)
    return ["no-contact", noContactAt] as const;
  if (after.suppressedAt !== undefined && before.suppressedAt === undefined)
    return ["suppressed", after.suppressedAt] as const;
  if (withdrawnAt !== undefined && before.consent?.withdrawnAt === undefined)
    return ["unsubscribed", withdrawnAt] as const;
  const { lifecycle } = after;
  const isLast = lifecycle === "disqualified" || lifecycle === "customer";
  return isLast && lifecycle !== before.lifecycle ? ([lifecycle, writtenAt] as const) : undefined;
}

function recycled(written: Rewritten, before: Row, after: Row): readonly Announcement[] {
  const { lifecycle: from } = before;
  if (after.lifecycle !== "recycled" || from === undefined || from === "recycled") return [];
  const what = `recycled.${after.ledgerSeq ?? written.writtenAt}`;
  const said = common(written, after.createdAt, what, written.writtenAt);
  return [{ type: "LeadRecycled", detail: { ...said, from } }];
}
