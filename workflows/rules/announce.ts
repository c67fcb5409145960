/**
 * What a write to an item of a lead tells other systems: its image before and after, and nothing else. So whoever wrote, it
 * is told, and a record that comes again tells the same under the same id.
 */
import * as z from "zod/mini";
import { HandoffItem, ofHandoff } from "./announce-handoff.ts";
import { ofRow, Row } from "./announce-row.ts";
import { Act, type Announcement } from "./announcement.ts";
import { HIDDEN_LINK } from "./bots.ts";
import { LedgerLine, Touch } from "./life.ts";
import { asName, common, images, ofLife, type Rewritten } from "./rewritten.ts";
import { spreadBy } from "./spread.ts";

const TouchItem = z.extend(
  z.pick(Touch, {
    touchId: true,
    campaign: true,
    name: true,
    channel: true,
    round: true,
    status: true,
    claimedAt: true,
    sentAt: true,
  }),
  ofLife,
);

const Line = z.extend(
  z.pick(LedgerLine, {
    at: true,
    kind: true,
    touchId: true,
    form: true,
    activity: true,
    outcome: true,
    link: true,
    machine: true,
    probable: true,
    handRaised: true,
  }),
  ofLife,
);
type Line = ReturnType<typeof Line.parse>;

const TELLS = { row: ofRow, touch: ofTouch, line: ofLine, handoff: ofHandoff };

/** In the order in which they happened; mostly none. Throws $ZodError for an item that is none of ours. */
export function announcements(kind: keyof typeof TELLS, written: Rewritten): readonly Announcement[] {
  return TELLS[kind](written);
}

/** Nothing else of an item is looked at, so nothing else can be told. */
export const LOOKED_AT: ReadonlySet<string> = new Set(
  [Row, TouchItem, Line, HandoffItem].flatMap(({ shape }) => Object.keys(shape)),
);

function ofTouch(written: Rewritten): readonly Announcement[] {
  const { before, after } = images(TouchItem, written);
  const { status, touchId, campaign, name, channel = "mail", round, claimedAt, sentAt = claimedAt } = after;
  if (status !== "sent" || before?.status === "sent") return [];
  const said = common(written, after.of, `sent.${touchId}`, sentAt);
  return [{ type: "TouchSent", detail: { ...said, touchId, campaign, touch: name, channel, round } }];
}

function ofLine(written: Rewritten): readonly Announcement[] {
  const { before, after } = images(Line, written);
  const act = actOf(after);
  // What stood already happened again, or a little earlier: it is the same act.
  if (before !== undefined || act === undefined) return [];
  const { at, touchId, link, outcome, probable, handRaised } = after;
  const [form, activity] = [act === "form" ? asName(after.form) : undefined, asName(after.activity)];
  const what = [act, at, ...[touchId, link, activity, outcome].filter(isSafe), markOf(written)].join(".");
  const detail = {
    ...common(written, after.of, what, at),
    act,
    touchId,
    link,
    form,
    activity,
    answer: outcome,
    asksForSales: handRaised !== undefined,
    perhapsMachine: probable !== undefined,
  };
  return [{ type: "LeadEngaged", detail }];
}

/** What certainly was a machine is nobody's act; the first post is why the lead is here, and told as that. */
function actOf({ kind, machine, link, outcome = "", at, of: life }: Line): Act | undefined {
  if (machine !== undefined || link === HIDDEN_LINK) return undefined;
  if (kind === "task") return TALKS.has(outcome) ? "talk" : undefined;
  if (kind === "form" && at === life) return undefined;
  return Act.safeParse(kind).data;
}

const TALKS = new Set(["spoke", "wants-sales"]);

/**
 * Tells apart what happened under one name in one instant, such as two downloads of one day that an import knows by date.
 * So small a number says of no guess whether that was the key.
 */
const markOf = ({ leadId, key }: Rewritten) => `k${spreadBy(leadId, key, 65_536)}`;

const isSafe = (part: string | undefined) => part !== undefined && /^[\w-]+$/.test(part);
