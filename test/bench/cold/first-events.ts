/** For each function the first event that its container gets, about one lead that has had its welcome and sleeps. */
import { type Item, LEAD_ROW, sortKey, toItem } from "../../../functions/world/lead-items.ts";
import type { LinkPurpose } from "../../../functions/world/links.ts";
import type { KeyRing } from "../../../functions/world/secret.ts";
import { signedLinks } from "../../../functions/world/signed-links.ts";
import { CAMPAIGNS, SALES_DESK } from "../../../local/campaign/folders.ts";
import { compileCampaigns } from "../../../workflows/compile/compile-campaigns.ts";
import { compileDesk } from "../../../workflows/compile/compile-desk.ts";
import type { Known } from "../../../workflows/rules/life.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { httpEvent, JSON_BODY } from "../../stories/http-event.ts";
import { FITTING, story } from "../../stories/line.ts";

export interface Firsts {
  readonly items: readonly Item[];
  /** By the function's name. */
  readonly events: Readonly<Record<string, unknown>>;
}

export async function firstEvents(ring: KeyRing): Promise<Firsts> {
  const [campaigns, desk] = [compileCampaigns(CAMPAIGNS), compileDesk(SALES_DESK)];
  const line = story({ campaigns: () => campaigns, desk: () => desk });
  await line.posts({ ...FITTING, form: "cold-store-guide", employees: "3" });
  await line.passes("2 days");
  const life = await line.lead();
  return { items: itemsOf(life), events: await eventsAbout(life, ring, line.now) };
}

function itemsOf({ leadId, lead, enrolments, touches, ledger }: Known): readonly Item[] {
  return [
    toItem(leadId, LEAD_ROW, lead),
    ...enrolments.map((each) => toItem(leadId, sortKey.enrolment(each), each)),
    ...touches.map((each) => toItem(leadId, sortKey.touch(each), each)),
    ...ledger.map((each) => toItem(leadId, sortKey.line(each), each)),
  ];
}

async function eventsAbout({ leadId, lead, touches }: Known, ring: KeyRing, now: number) {
  const links = signedLinks(
    async () => ring,
    () => "https://api.example",
  );
  const { touchId = "", attempt = "" } = touches[0] ?? {};
  const claims = { leadId, n: 1, touchId, releasedAt: now, since: lead.createdAt };
  const path = async (purpose: LinkPurpose) => (await links.url({ ...claims, purpose })).split("/");
  const visit = async (purpose: LinkPurpose) => {
    const [door = "", token = ""] = (await path(purpose)).slice(-2);
    return httpEvent(door, { method: "GET", token }, now);
  };
  const desk = (await links.deskUrl({ person: "tom", expiresAt: now + DAY })).split("/").at(-1) ?? "";
  const post = (door: string, body: unknown) =>
    httpEvent(door, { method: "POST", headers: JSON_BODY, body: JSON.stringify(body) }, now);
  const row = toItem(leadId, LEAD_ROW, lead);
  const stream = { Records: [{ dynamodb: { SequenceNumber: "1", Keys: keysOf(row), NewImage: row } }] };
  const at = new Date(now).toISOString();
  const step = { leadId, generation: lead.generation, now: at };
  const mail = {
    messageId: "m",
    timestamp: at,
    tags: { leadId: [leadId], touchId: [touchId], attempt: [attempt] },
  };
  const delivery = { eventType: "Delivery", mail, delivery: { timestamp: at } };
  return {
    "capture-lead": post("leads", { email: "ann@dairy.example", form: "cold-store-guide" }),
    "record-activity": post("activities", {
      activities: [{ key: "k", email: "ann@dairy.example", activity: "attended", at }],
    }),
    "answer-handoff": await visit("handoff"),
    "manage-my-leads": httpEvent("desk", { method: "GET", token: desk }, now),
    "send-digests": {},
    "report-task": await visit("task"),
    "answer-question": await visit("question"),
    "show-dossier": await visit("dossier"),
    "export-person": post("admin/export", { email: FITTING.email }),
    "erase-person": post("admin/erase", { email: "nobody@dairy.example" }),
    "manage-subscription": await visit("unsubscribe"),
    "record-email-event": { Records: [{ messageId: "one", body: JSON.stringify(delivery) }] },
    "follow-leads": stream,
    "announce-leads": stream,
    "advance-lead": step,
    "release-lead": step,
    "sweep-leads": {},
    "count-stages": {},
  };
}

const keysOf = ({ pk, sk }: Item) => ({ pk, sk });
