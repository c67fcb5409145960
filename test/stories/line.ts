/** Stories: a line in memory, and the verbs in which people and machines act on it. */
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { answerHandoff } from "../../functions/answer-handoff.ts";
import { answerQuestion } from "../../functions/answer-question.ts";
import { captureLead } from "../../functions/capture-lead.ts";
import { manageMyLeads } from "../../functions/manage-my-leads.ts";
import { manageSubscription } from "../../functions/manage-subscription.ts";
import { recordActivity } from "../../functions/record-activity.ts";
import { recordEmailEvent } from "../../functions/record-email-event.ts";
import { reportTask } from "../../functions/report-task.ts";
import { dossierLink } from "../../functions/sales-links.ts";
import { showDossier } from "../../functions/show-dossier.ts";
import type { World } from "../../functions/world/world.ts";
import { invoking } from "../../local/memory/invoking.ts";
import { eventRecord, type MailEvent } from "../../local/memory/mail-events.ts";
import type { SentMail } from "../../local/memory/memory-mail.ts";
import { API_URL } from "../../local/memory/memory-world.ts";
import { type LineOptions, NurtureLine } from "../../local/memory/nurture-line.ts";
import { after } from "../../workflows/rules/clock.ts";
import { isKnown, type Known, type Life } from "../../workflows/rules/life.ts";
import type { Span } from "../../workflows/rules/time.ts";
import { campaign } from "./campaign.ts";
import { PATIENT } from "./desks.ts";
import { FORM, httpEvent, JSON_BODY, type Sent } from "./http-event.ts";

/** A Monday morning. */
export const MONDAY = Date.parse("2026-11-23T09:00:00Z");

/** A lead that starts at 50 points: one webinar from ripe, or one click and a sign that a person is there. */
export const FITTING = {
  email: "zoe@dairy.example",
  name: "Zoë Müller",
  company: "Dairy Süd",
  employees: "200",
  consent: "yes",
};

/** Far from ripe: a click alone brings it nowhere near sales. */
export const MODEST = { ...FITTING, employees: "3" };

export type Answer = APIGatewayProxyStructuredResultV2;
interface Told {
  readonly mail: SentMail;
  readonly event: MailEvent;
}
type Fields = Readonly<Record<string, unknown>>;

/** Where nothing is said of the sales desk, it is always open, and whoever accepts a lead is not asked what came of it. */
export function story(options: Partial<LineOptions> = {}): Story {
  let plain: World | undefined;
  const around = (world: World) => {
    plain = world;
    return options.around?.(world) ?? world;
  };
  const line = new NurtureLine({
    campaigns: () => [campaign()],
    desk: () => PATIENT,
    start: MONDAY,
    ...options,
    around,
  });
  return new Story(line, plain ?? line.world);
}

export class Story {
  readonly line: NurtureLine;
  /** What the people at the edges see: `around` stands before the workflow, the stream and the queue only. */
  private readonly edges: World;
  private webinars = 0;

  constructor(line: NurtureLine, edges: World = line.world) {
    this.line = line;
    this.edges = edges;
  }

  get now(): number {
    return this.line.clock.now();
  }

  get mails(): readonly SentMail[] {
    return this.line.mail.sent;
  }

  get notices() {
    return this.line.sales.notices;
  }

  /** The names of the touches sent to a lead, in order. */
  touches(email: string = FITTING.email): readonly string[] {
    return this.mails
      .filter((mail) => mail.to.toLowerCase() === email.toLowerCase())
      .map((mail) => mail.tags.touchId.split("_")[2] ?? "");
  }

  /** Posts the form as JSON, and lets come of it what comes at once. */
  async posts(fields: Fields): Promise<Answer> {
    const answer = await this.postsUnsettled(fields);
    await this.line.settle();
    return answer;
  }

  postsUnsettled(fields: Fields): Promise<Answer> {
    return this.sends("leads", { method: "POST", headers: JSON_BODY, body: JSON.stringify(fields) });
  }

  /** Fills the form in a browser. */
  async submits(fields: Readonly<Record<string, string>>): Promise<Answer> {
    const body = new URLSearchParams(fields).toString();
    const answer = await this.sends("leads", { method: "POST", headers: FORM, body });
    await this.line.settle();
    return answer;
  }

  async passes(span: Span): Promise<void> {
    await this.line.liveUntil(after(this.now, span, "Europe/Dublin"));
  }

  async passesUntil(instant: string): Promise<void> {
    await this.line.liveUntil(Date.parse(instant));
  }

  async clicks(
    mail: SentMail | undefined = this.mails.at(-1),
    link = "https://www.orchard-cold-chain.example/guide",
  ): Promise<void> {
    if (mail) this.line.tell(mail, { eventType: "Click", link });
    await this.line.settle();
  }

  /** Several events in one batch of the queue: their function works on all of them at the same time. */
  async hearsAtOnce(...told: readonly Told[]): Promise<void> {
    await this.hears(...told);
    await this.line.settle();
  }

  async hears(...told: readonly Told[]): Promise<void> {
    const Records = told.map(({ mail, event }, index) => ({
      messageId: String(index),
      body: eventRecord(mail, event, this.now),
    }));
    await invoking(recordEmailEvent(this.line.world))({ Records });
  }

  /** Sits through a webinar, as the webinar's system tells: enough by itself, since only people do. */
  async attends(email: string = FITTING.email): Promise<void> {
    await this.attendsUnsettled(email);
    await this.line.settle();
  }

  attendsUnsettled(email: string = FITTING.email): Promise<Answer> {
    this.webinars += 1;
    const key = `webinar-${this.webinars}/${email}`;
    const activities = [{ key, email, activity: "attended", about: "Cold in July" }];
    return this.sends("activities", {
      method: "POST",
      headers: JSON_BODY,
      body: JSON.stringify({ activities }),
    });
  }

  async bounces(mail: SentMail | undefined = this.mails.at(-1)): Promise<void> {
    if (mail) this.line.tell(mail, { eventType: "Bounce", bounceType: "Permanent" });
    await this.line.settle();
  }

  /** Follows a link of ours: GET shows, POST acts. */
  async follows(
    url: string | undefined,
    method: "GET" | "POST" | "HEAD" = "GET",
    fields: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const answer = await this.followsUnsettled(url, method, fields);
    await this.line.settle();
    return answer;
  }

  followsUnsettled(
    url: string | undefined,
    method: "GET" | "POST" | "HEAD" = "GET",
    fields: Readonly<Record<string, string>> = {},
    at: number = this.now,
  ): Promise<Answer> {
    const { pathname, search } = new URL(url ?? "");
    const [, door = "", token = ""] = pathname.split("/");
    const body = new URLSearchParams(fields).toString();
    return this.sends(door, { method, token, query: search.slice(1), headers: FORM, body, at });
  }

  unsubscribes(mail: SentMail | undefined = this.mails.at(-1)): Promise<Answer> {
    return this.follows(unsubscribeLink(mail), "POST", { "List-Unsubscribe": "One-Click" });
  }

  /** The same, in the middle of what others do; `at` is when the API received it. */
  unsubscribesUnsettled(at: number = this.now): Promise<Answer> {
    return this.followsUnsettled(unsubscribeLink(this.mails.at(-1)), "POST", {}, at);
  }

  accepts(by: string, link: string = this.handoffLink): Promise<Answer> {
    return this.follows(link, "POST", { answer: "accept", by });
  }

  rejects(by: string, reason: string, until = "", link: string = this.handoffLink): Promise<Answer> {
    return this.follows(link, "POST", { answer: "reject", by, reason, until });
  }

  snoozes(by: string, until: string, link: string = this.handoffLink): Promise<Answer> {
    return this.follows(link, "POST", { answer: "snooze", by, until });
  }

  /** Whoever did the newest task tells how it ended. */
  reports(outcome: string, by: string, note = "", link: string = this.taskLink): Promise<Answer> {
    return this.follows(link, "POST", { outcome, by, note });
  }

  /** The lead answers the question of its newest mail, or of `mail`. */
  answers(answer: string, mail: SentMail | undefined = this.mails.at(-1)): Promise<Answer> {
    return this.follows(linkIn(mail, "questions"), "POST", { answer });
  }

  /** What the people who call and write were told to do. */
  get tasks() {
    return this.line.tasks.notices;
  }

  /** The link to report with that the newest task carries. */
  get taskLink(): string {
    return taskLink(this.tasks.at(-1)?.text);
  }

  /** The link to answer with that the newest notification carries. */
  get handoffLink(): string {
    const text = this.notices.at(-1)?.text ?? "";
    return text.match(new RegExp(`(?<=^Accept: +)${API_URL}/handoffs/[^\\s?]+`, "m"))?.[0] ?? "";
  }

  /** The link to all that is known of a lead, made now. */
  async dossierLink(email: string = FITTING.email): Promise<string> {
    return dossierLink(this.edges.links, await this.lead(email), this.now);
  }

  /** The first mail of a lead; a story that has none is wrong. */
  mailTo(email: string = FITTING.email): SentMail {
    const mail = this.mails.find((each) => each.to === email);
    if (mail === undefined) throw new Error(`no mail went to ${email}`);
    return mail;
  }

  async life(email: string = FITTING.email): Promise<Life> {
    return this.line.leads.read(await this.line.world.identity.leadId(email));
  }

  async lead(email: string = FITTING.email): Promise<Known> {
    const life = await this.life(email);
    if (!isKnown(life)) throw new Error(`${email} is no lead`);
    return life;
  }

  /** Any request at any door of ours; nothing comes of it before the line settles. */
  async sends(door: string, request: Sent): Promise<Answer> {
    const make = DOORS[door as keyof typeof DOORS];
    if (make === undefined) throw new Error(`We have no door "${door}".`);
    return (await invoking(make(this.edges))(httpEvent(door, request, request.at ?? this.now))) as Answer;
  }
}

const DOORS = {
  leads: captureLead,
  activities: recordActivity,
  handoffs: answerHandoff,
  desk: manageMyLeads,
  tasks: reportTask,
  questions: answerQuestion,
  dossiers: showDossier,
  unsubscribe: manageSubscription,
  confirm: manageSubscription,
  preferences: manageSubscription,
} as const;

export function unsubscribeLink(mail: SentMail | undefined): string {
  return /<([^>]+)>/.exec(mail?.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
}

/** The first link to this door of ours in the mail's HTML. */
export function linkIn(
  mail: SentMail | undefined,
  door: "confirm" | "unsubscribe" | "questions" | "preferences",
): string {
  return new RegExp(`https://[^"\\s]+/${door}/[^"\\s]+`).exec(mail?.html ?? "")?.[0] ?? "";
}

/** The link in a task's text behind which its outcome is told. */
export function taskLink(text: string | undefined): string {
  return /(?<=^Report: )\S+/m.exec(text ?? "")?.[0] ?? "";
}
