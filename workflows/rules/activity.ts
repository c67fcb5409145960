/** Something a lead did outside our mails and forms, as another system tells it: it registered, attended, asked in a chat. */
import { both } from "./both.ts";
import { apply, type Change } from "./change.ts";
import { mailable } from "./consent.ts";
import { dealTold } from "./deal.ts";
import { entering, welcomed } from "./entering.ts";
import { tellOnce } from "./ledger.ts";
import { isKnown, type LedgerLine, type Life } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { type Reply, recordReply } from "./reply.ts";
import type { Instant } from "./time.ts";

export interface Activity {
  /** The teller's own key for it: the same key again is the same activity. */
  readonly key: string;
  /** As campaigns call it: `attended`. */
  readonly name: string;
  readonly at: Instant;
  /** What it was about, in words: the webinar's title. */
  readonly what?: string;
  /** Of a reply: what else was told of it. */
  readonly reply?: Pick<Reply, "answers" | "machine">;
}

/**
 * The change an activity makes: its line, and a run of each campaign that it enters. Told again it changes nothing, but
 * that the earliest time holds. Undefined when there is nothing new, or of nobody we know: an activity makes no lead, and
 * agrees to no mail. A reply goes its own way.
 */
export function recordActivity(life: Life, activity: Activity, playbook: Playbook): Change | undefined {
  if (activity.reply) return recordReply(life, { ...activity, ...activity.reply });
  const line = lineOf(activity);
  const then = apply(life, { ledger: [line] });
  if (!isKnown(then)) return undefined;
  const news = tellOnce(life, line);
  if (news?.ledger === undefined) return news;
  const arrival = { by: "activity", form: activity.name, at: activity.at, consent: false } as const;
  const { joins, notes } = entering(then, life, arrival, line, playbook);
  const nurtured = joins.length > 0 && mailable(then.lead).may;
  const recorded: Change = {
    ledger: [line, ...notes],
    enrolments: joins,
    ...(nurtured ? { set: welcomed(then.lead, line.what) } : {}),
  };
  return both(recorded, dealTold(life, activity, playbook) ?? {});
}

function lineOf({ key, name, at, what }: Activity): LedgerLine {
  const words = name.replaceAll("-", " ");
  return {
    key: `activity#${key}`,
    at,
    kind: "activity",
    activity: name,
    what: what === undefined ? words : `${words}: ${what}`,
  };
}
