/**
 * For each function the first event that its container gets: about a lead that has had its welcome and sleeps; of pages, about
 * one that asks for sales, one that somebody is to call, and one that was silent for so long that it is asked whether to stay.
 */
import { type Item, LEAD_ROW, sortKey, toItem } from "../../../functions/world/lead-items.ts";
import type { LinkPurpose } from "../../../functions/world/links.ts";
import type { KeyRing } from "../../../functions/world/secret.ts";
import { signedLinks } from "../../../functions/world/signed-links.ts";
import { CAMPAIGNS, SALES_DESK } from "../../../local/campaign/folders.ts";
import { compileCampaigns } from "../../../workflows/compile/compile-campaigns.ts";
import { compileDesk } from "../../../workflows/compile/compile-desk.ts";
import type { Known, Touch } from "../../../workflows/rules/life.ts";
import { HOUSE } from "../../../workflows/rules/planned-touch.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { httpEvent, JSON_BODY } from "../../stories/http-event.ts";
import { FITTING, linkIn, type Story, story } from "../../stories/line.ts";

export interface Firsts {
  readonly items: readonly Item[];
  /** By the function's name. */
  readonly events: Readonly<Record<string, unknown>>;
}

export async function firstEvents(ring: KeyRing): Promise<Firsts> {
  const [campaigns, desk] = [compileCampaigns(CAMPAIGNS), compileDesk(SALES_DESK)];
  const told = async (fields: Fields, meanwhile: (line: Story) => Promise<void>): Promise<Told> => {
    const line = story({ campaigns: () => campaigns, desk: () => desk });
    await line.posts({ ...FITTING, employees: "3", form: "cold-store-guide", ...fields });
    await meanwhile(line);
    return { life: await line.lead(fields["email"]), now: line.now };
  };
  const lives = {
    sleeping: await told({}, (line) => line.passes("2 days")),
    asking: await told({ email: "ann@dairy.example", message: "Please call me" }, (line) =>
      line.passes("5 minutes"),
    ),
    silent: await told({ email: "pat@dairy.example" }, (line) => line.passes("14 months")),
    called: await told(
      { email: "ben@dairy.example", form: "buyers-guide", phone: "+49 30 1234567" },
      async (line) => {
        await line.passes("10 minutes");
        await line.follows(linkIn(line.mailTo("ben@dairy.example"), "confirm"), "POST");
        await line.passes("10 weeks");
      },
    ),
  };
  return {
    items: Object.values(lives).flatMap(({ life }) => itemsOf(life)),
    events: await eventsAbout(lives, ring),
  };
}

type Fields = Readonly<Record<string, string>>;

interface Told {
  readonly life: Known;
  readonly now: number;
}

type Lives = Readonly<Record<"sleeping" | "asking" | "silent" | "called", Told>>;

function itemsOf({ leadId, lead, enrolments, touches, ledger, handoffs }: Known): readonly Item[] {
  return [
    toItem(leadId, LEAD_ROW, lead),
    ...enrolments.map((each) => toItem(leadId, sortKey.enrolment(each), each)),
    ...touches.map((each) => toItem(leadId, sortKey.touch(each), each)),
    ...ledger.map((each) => toItem(leadId, sortKey.line(each), each)),
    ...handoffs.map((each) => toItem(leadId, sortKey.handoff(each), each)),
  ];
}

async function eventsAbout(lives: Lives, ring: KeyRing) {
  const { life, now } = lives.sleeping;
  const { leadId, lead, touches } = life;
  const { touchId = "", attempt = "" } = touches[0] ?? {};
  const { visit, desk } = pages(ring);
  const post = (door: string, body: unknown) =>
    httpEvent(door, { method: "POST", headers: JSON_BODY, body: JSON.stringify(body) }, now);
  const row = toItem(leadId, LEAD_ROW, lead);
  const stream = { Records: [{ dynamodb: { SequenceNumber: "1", Keys: keysOf(row), NewImage: row } }] };
  const at = new Date(now).toISOString();
  const step = { leadId, generation: lead.generation, now: at };
  const tags = { leadId: [leadId], touchId: [touchId], attempt: [attempt] };
  const delivery = {
    eventType: "Delivery",
    mail: { messageId: "m", timestamp: at, tags },
    delivery: { timestamp: at },
  };
  return {
    "capture-lead": post("leads", { email: "eve@dairy.example", form: "cold-store-guide" }),
    "record-activity": post("activities", {
      activities: [{ key: "k", email: "eve@dairy.example", activity: "attended", at }],
    }),
    "answer-handoff": await visit("handoff", lives.asking),
    "manage-my-leads": await desk("tom", now),
    "send-digests": {},
    "report-task": await visit("task", lives.called, ({ channel }) => channel === "call"),
    "answer-question": await visit("question", lives.silent, ({ name }) => name === HOUSE.stay),
    "show-dossier": await visit("dossier", lives.asking),
    "export-person": post("admin/export", { email: FITTING.email }),
    "erase-person": post("admin/erase", { email: "nobody@dairy.example" }),
    "manage-subscription": await visit("unsubscribe", lives.sleeping),
    "record-email-event": { Records: [{ messageId: "one", body: JSON.stringify(delivery) }] },
    "follow-leads": stream,
    "announce-leads": stream,
    "advance-lead": step,
    "release-lead": step,
    "sweep-leads": {},
    "count-stages": {},
  };
}

/** Visits of the pages behind links that are signed with `ring`. */
function pages(ring: KeyRing) {
  const links = signedLinks(
    async () => ring,
    () => "https://api.example",
  );
  const opened = (url: string, now: number) => {
    const [door = "", token = ""] = url.split("/").slice(-2);
    return httpEvent(door, { method: "GET", token }, now);
  };
  return {
    /** `about`: the touch that the link is of, the first unless stated. */
    async visit(purpose: LinkPurpose, { life, now }: Told, about: (touch: Touch) => boolean = () => true) {
      const { leadId, lead, touches, handoffs } = life;
      const [touch, handoff] = [touches.find(about), handoffs[0]];
      const claims = {
        leadId,
        since: lead.createdAt,
        ...(touch === undefined ? {} : { touchId: touch.touchId }),
        ...(handoff === undefined ? {} : { n: handoff.n, releasedAt: handoff.releasedAt }),
      };
      return opened(await links.url({ ...claims, purpose }), now);
    },
    async desk(person: string, now: number) {
      return opened(await links.deskUrl({ person, expiresAt: now + DAY }), now);
    },
  };
}

const keysOf = ({ pk, sk }: Item) => ({ pk, sk });
