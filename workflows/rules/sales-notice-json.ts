/** A notice to sales as programs get it. `docs/sales-notice.schema.json` is made of this; what isn't known is left out. */
import * as z from "zod/mini";

const ScoreLine = z.strictObject({ points: z.int(), what: z.string() });
const Part = z.strictObject({
  points: z.int(),
  /** Those that weigh most, the heaviest first. */
  top: z.array(ScoreLine),
});
/** ISO 8601 in UTC, and as the text has it. */
const Moment = z.strictObject({ at: z.iso.datetime(), inWords: z.string() });

export const NoticeJson = z.strictObject({
  /** Rises only when a field changes its meaning or goes; a new field doesn't raise it. */
  version: z.literal(1),
  /** As the attribute: `release`, `reminder`, `next-person`, `manager`, `nobody-free`, `left`, `no-contact`, `act`, `follow-up`, `follow-up-manager`. */
  kind: z.string(),
  /** A person's key on the desk, `pool:europe` where that pool shares, or `everybody`. */
  to: z.string(),
  campaign: z.string(),
  pool: z.optional(z.string()),
  subject: z.string(),
  /** What it is about, in a sentence or two. */
  says: z.string(),
  /** Until when it is to be answered, or the lead to be reached. */
  due: z.optional(Moment),
  /** Which of the lead's hand-offs: the two together say whether two notices are about the same. */
  leadId: z.string(),
  /** 0 where sales never had it. */
  handoff: z.int(),
  /** The event that crossed the line. */
  whyNow: z.optional(z.string()),
  /** What an accepted lead did since its owner last heard. */
  acts: z.optional(z.array(z.string())),
  /** By label, as typed: `Name`, `Company`, `E-mail`, `Phone`, `Job` … */
  lead: z.record(z.string(), z.string()),
  answers: z.optional(z.array(z.strictObject({ question: z.string(), answer: z.string() }))),
  score: z.optional(z.strictObject({ atRelease: z.number(), fit: Part, engagement: Part })),
  /** The newest last. `seen` by a person: `clicked`, `opened`, or neither. */
  mails: z.optional(
    z.array(
      z.strictObject({ subject: z.string(), sent: Moment, seen: z.optional(z.enum(["clicked", "opened"])) }),
    ),
  ),
  consent: z.string(),
  source: z.optional(z.string()),
  colleagues: z.optional(z.array(z.strictObject({ name: z.string(), state: z.string() }))),
  /** Earlier hand-offs of the same lead, the newest last. */
  earlier: z.optional(
    z.array(z.strictObject({ when: Moment, said: z.string(), note: z.optional(z.string()) })),
  ),
  /** How one might begin. */
  firstSentence: z.optional(z.string()),
  /** `accept`, `reject` and `snooze` while it is to be answered, else `answer`; `dossier` and `mine` where there are such pages. */
  links: z.record(z.string(), z.string()),
});
export type NoticeJson = z.infer<typeof NoticeJson>;
