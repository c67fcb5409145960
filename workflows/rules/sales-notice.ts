/**
 * What sales is told of a lead: one structure, read by people as text and by programs as JSON. Nothing in it claims for the
 * lead what a machine did, and nothing that a lead typed begins a line of ours.
 */
import type { What } from "./decision.ts";
import { personNamed } from "./desk-people.ts";
import type { Lead } from "./lead.ts";
import type { Handoff, Known } from "./life.ts";
import { type Playbook, understood } from "./playbook.ts";
import { factsOfNotice } from "./sales-notice-facts.ts";
import type { NoticeJson } from "./sales-notice-json.ts";
import { opening } from "./sales-notice-opening.ts";
import { noticeText } from "./sales-notice-text.ts";
import type { Instant } from "./time.ts";
import type { Understood } from "./understand.ts";

/** What a notice needs to know beside the lead's own life. */
export interface NoticeContext {
  /** `answer`: the hand-off's page. `dossier`: everything about the lead. `mine`: all that the addressee has. */
  readonly links: { readonly answer: string; readonly dossier?: string; readonly mine?: string };
  /** Others of the same company, and where they stand, in words. */
  readonly colleagues: readonly { readonly name: string; readonly state: string }[];
  /** What an accepted lead has done that its owner hasn't heard of, in words. */
  readonly acts?: readonly string[];
}

export interface SalesNotice {
  /** Under 100 characters on one line. */
  readonly subject: string;
  readonly text: string;
  readonly json: NoticeJson;
  /** `kind`, as `next-person`; `to`, a person's key, `pool:europe` or `everybody`; `campaign`; `pool`, where one has it. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** All that the parts of a notice are made from. */
export interface Telling {
  readonly life: Known;
  readonly handoff: Handoff;
  readonly what: What;
  readonly context: NoticeContext;
  readonly playbook: Playbook;
  readonly now: Instant;
  /** `Zoë Müller`, or the address where the name is none. */
  readonly name: string;
  /** The person it goes to; undefined where it is a pool that shares, or everybody. */
  readonly to: NonNullable<ReturnType<typeof personNamed>> | undefined;
  /** The addressee's, else the firm's. */
  readonly zone: string;
}

/** Pure: the same life, hand-off and context give the same notice to the byte. */
export function salesNotice(
  life: Known,
  handoff: Handoff,
  what: What,
  context: NoticeContext,
  playbook: Playbook,
  now: Instant,
): SalesNotice {
  const to = addressee(handoff, what, playbook);
  const name = understood(life.lead, playbook).displayName ?? life.lead.address;
  const zone = to?.zone ?? playbook.defaultTimeZone;
  const telling: Telling = { life, handoff, what, context, playbook, now, name, to, zone };
  const { subject, says } = opening(telling);
  const attributes = {
    kind: what.replaceAll(" ", "-"),
    to: to?.key ?? severalTold(handoff, playbook),
    campaign: handoff.campaign,
    ...(handoff.pool === undefined ? {} : { pool: handoff.pool }),
  };
  const json: NoticeJson = { version: 1, ...attributes, subject, says, ...factsOfNotice(telling) };
  return { subject, text: noticeText(json), json, attributes };
}

/** Those of a pool that shares, by a name that no person's key can be; everybody where it was somebody's who is on the desk no more. */
function severalTold({ to, pool }: Handoff, { desk }: Playbook): string {
  const isShared = to === undefined && desk.pools.some(({ name, share }) => share && name === pool);
  return isShared ? `pool:${pool}` : "everybody";
}

/** Whom it is told to, by key alone; undefined where those are several: whoever is on the desk no more is subscribed to nothing. */
export function addressee(
  { to, status, answeredBy }: Handoff,
  what: What,
  { desk }: Playbook,
): Telling["to"] {
  const key = TO_THE_MANAGER.has(what) ? desk.manager : to;
  if (key === undefined)
    return status === "accepted" && answeredBy !== undefined ? personNamed(answeredBy, desk) : undefined;
  const person = desk.people[key];
  return person && { key, ...person };
}

const TO_THE_MANAGER = new Set<What>(["manager", "nobody free", "follow-up manager"]);

/** `Zoë Müller, Molkerei Süd`: the person and the company, as far as they are known. */
export function titleOf(lead: Lead, understood: Understood): string {
  return [understood.displayName ?? lead.address, lead.profile.company].filter(Boolean).join(", ");
}
