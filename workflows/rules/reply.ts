/**
 * A lead wrote back, as whoever reads that mailbox tells it. Nothing more goes to it by itself, and somebody is told (see
 * reply-task.ts). What a machine wrote is noted, and changes nothing else.
 */

import type { Change } from "./change.ts";
import { isOurs } from "./entering.ts";
import { tellOnce } from "./ledger.ts";
import { type Enrolment, isKnown, type Known, type LedgerLine, type Life, type Touch } from "./life.ts";
import type { Instant } from "./time.ts";

/** The name of the activity that a reply is told as. */
export const REPLIED = "replied";

export interface Reply {
  /** The teller's own key for it: the same key again is the same mail. */
  readonly key: string;
  /** When it came in. */
  readonly at: Instant;
  /** Its subject, or what else it is called by. */
  readonly what?: string;
  /** The ids of the mails that it may answer, the likeliest first; our own ones among them say to which touch. */
  readonly answers: readonly string[];
  /** The header by which a machine wrote it. */
  readonly machine?: string | undefined;
}

/** Why its runs ended, in words. */
export const A_PERSON_GOES_ON = "it replied: a person goes on from here";

/** The change a reply makes; undefined when it was told before, or of nobody we know. */
export function recordReply(life: Life, reply: Reply): Change | undefined {
  if (!isKnown(life)) return undefined;
  const mail = answered(reply, life);
  const news = tellOnce(life, lineOf(reply, mail));
  if (reply.machine !== undefined || news?.ledger === undefined) return news;
  const stopped = stoppedBy(reply, mail, life);
  return {
    ...news,
    enrolments: stopped,
    ...(stopped.length > 0 && NURTURED.has(life.lead.lifecycle)
      ? { set: { because: A_PERSON_GOES_ON } }
      : {}),
  };
}

/** Elsewhere the lead's stage has a reason that says more. */
const NURTURED = new Set(["captured", "nurturing", "recycled"]);

/** Every open run, of every campaign; but what the lead itself began after it wrote goes on. */
function stoppedBy({ at }: Reply, mail: Touch | undefined, life: Known): readonly Enrolment[] {
  const isBefore = (run: Enrolment) =>
    isOurs(run) || run.startedAt <= at || (run.campaign === mail?.campaign && run.n === mail.enrolment);
  return life.enrolments
    .filter((run) => run.endedAt === undefined && isBefore(run))
    .map((run) => ({ ...run, endedAt: at, end: "replied", because: A_PERSON_GOES_ON }));
}

function answered({ answers }: Reply, life: Known): Touch | undefined {
  return answers
    .map((id) => life.touches.find(({ messageId }) => messageId === id))
    .find((touch) => touch !== undefined);
}

function lineOf({ key, at, what, machine }: Reply, mail: Touch | undefined): LedgerLine {
  const said = what ?? (mail === undefined ? undefined : `to “${mail.subject}”`);
  return {
    key: `reply#${key}`,
    at,
    ...(machine === undefined
      ? { kind: "reply", what: told("replied", said) }
      : { kind: "autoreply", what: `${told("out of office, or the like", said)} (${machine})` }),
    ...(mail?.messageId === undefined ? {} : { touchId: mail.touchId, messageId: mail.messageId }),
  };
}

function told(happened: string, said: string | undefined): string {
  return said === undefined ? happened : `${happened}: ${said}`;
}
