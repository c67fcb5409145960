/** What people and machines do to a lead of a scenario: each verb as it would reach us, through our API or from the mail service. */
import { playbook } from "../../../functions/commit.ts";
import { slotOf } from "../../../workflows/rules/slots.ts";
import { newPost } from "../../leads/new-post.ts";
import { takeIn } from "../../leads/take-in.ts";
import type { MailEvent } from "../../memory/mail-events.ts";
import { replyTo } from "../../ses/reply-mail.ts";
import { type Link, linksIn, linksToRead, ownLinksIn } from "./links.ts";
import { type Act, type Scenario, VERBS, type Verb } from "./scenario.ts";
import { CannotGoOn, lifeAt, mailOf, now, type Stage, touchCalled } from "./stage.ts";

type Fields = Readonly<Record<string, string>>;

/** The lead comes in. */
export async function comesIn(stage: Stage, given: Scenario["given"]): Promise<void> {
  if (given.posts !== undefined) await posts(stage, given.posts, given.with);
  if (given.imports !== undefined) await imports(stage, given.imports, given.with);
  await stage.line.settle();
}

/** One act, and all that comes of it at once. Throws CannotGoOn where there is nothing to act on. */
export async function perform(stage: Stage, act: Act): Promise<void> {
  for (const verb of VERBS) {
    const about = act[verb];
    if (about !== undefined) await DO[verb](stage, about, act);
  }
  await stage.line.settle();
}

/** How the sentence goes on: `clicks welcome`. */
export function actInWords(act: Act): string {
  const verb = VERBS.find((each) => act[each] !== undefined);
  return verb === undefined ? "" : `${verb}: ${act[verb]}`;
}

const DO: Readonly<Record<Verb, (stage: Stage, about: string, act: Act) => Promise<void>>> = {
  posts: (stage, form, act) => posts(stage, form, act.with ?? {}),
  opens: async (stage, name) => tell(stage, name, { eventType: "Open", isBotEvent: "Unlikely" }),
  clicks: async (stage, name, { link }) => clicks(stage, name, link),
  unsubscribes: async (stage, name) => {
    const link = /<([^>]+)>/.exec(mailOf(stage, name).headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
    await asks(stage, "leave", link, { "List-Unsubscribe": "One-Click" });
  },
  complains: async (stage, name) => tell(stage, name, { eventType: "Complaint" }),
  bounces: async (stage, name) => tell(stage, name, { eventType: "Bounce", bounceType: "Permanent" }),
  scannerClicks: (stage, name) => scans(stage, name),
  replies: (stage, name) => writesBack(stage, name, "person"),
  outOfOffice: (stage, name) => writesBack(stage, name, "program"),
  answers: (stage, answer) => answers(stage, answer),
  activity: async (stage, activity, { about }) => {
    const key = `scenario/${now(stage)}/${activity}`;
    await tellOf(stage, { key, email: stage.email, activity, ...(about === undefined ? {} : { about }) });
  },
  task: (stage, name, { outcome = "" }) => reports(stage, name, outcome),
  sales: (stage, answer, act) => salesAnswers(stage, answer, act),
  campaign: async ({ line, cast: [{ name }] }, standing) => {
    if (standing === "paused") await line.world.standings.pause(name, line.clock.now(), "a scenario");
    else await line.world.standings.resume(name, line.clock.now());
  },
};

async function tellOf(stage: Stage, activity: object): Promise<void> {
  const json = { activities: [activity] };
  taken("tell of it", await stage.ask({ method: "POST", url: "/activities", json, at: now(stage) }));
}

/** Told of by whatever watches the mailbox, with the headers that mail programs write. */
async function writesBack(stage: Stage, name: string, by: "person" | "program"): Promise<void> {
  const { messageId, subject, from = "", to, replyTo: answers } = mailOf(stage, name);
  const mail = { messageId, subject, from, to: [to], replyTo: answers === undefined ? [] : [answers] };
  await tellOf(stage, replyTo(mail, by, now(stage)));
}

async function posts(stage: Stage, form: string, fields: Fields): Promise<void> {
  const json = { email: stage.email, ...fields, form };
  taken("post it", await stage.ask({ method: "POST", url: "/leads", json, at: now(stage) }));
}

/** As the only row of an import. */
async function imports({ line, leadId, cast }: Stage, source: string, fields: Fields): Promise<void> {
  const at = line.clock.now();
  const consent = fields["consent"] === undefined ? undefined : "as the scenario says";
  const post = newPost(fields, { by: "import", source, consent }, cast);
  if ("problem" in post) throw new CannotGoOn(`nobody could import it: ${post.field}: ${post.problem}`);
  const startsAt = slotOf({ ...post, at }, at, 0, playbook(line.world));
  await takeIn(line.world, { ...post, leadId, at, startsAt });
}

function tell(stage: Stage, name: string, event: MailEvent): void {
  stage.line.tell(mailOf(stage, name), event);
}

function clicks(stage: Stage, touch: string, wanted: string | undefined): void {
  const links = linksToRead(mailOf(stage, touch).html);
  const link =
    wanted === undefined
      ? (links.find(({ isButton }) => isButton) ?? links[0])
      : links.find(({ name }) => name === wanted);
  if (link === undefined) {
    const names = links.flatMap(({ name }) => name ?? []);
    const there = names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
    throw new CannotGoOn(
      `there is no link${wanted === undefined ? "" : ` "${wanted}"`} in "${touch}": ${there}`,
    );
  }
  tell(stage, touch, clickOn(link, "Unlikely"));
}

function clickOn({ url, name }: Link, isBotEvent: "Likely" | "Unlikely"): MailEvent {
  return { eventType: "Click", link: url, isBotEvent, ...(name ? { linkTags: { link: [name] } } : {}) };
}

/** Every link within a second, our own too. */
async function scans(stage: Stage, touch: string): Promise<void> {
  const mail = mailOf(stage, touch);
  for (const link of linksIn(mail.html)) stage.line.tell(mail, clickOn(link, "Likely"));
  for (const url of ownLinksIn(mail.html)) await stage.ask({ method: "GET", url, at: now(stage) });
}

const LETTERS: Readonly<Record<string, string>> = { confirm: "confirm", stay: "stay" };

/** On the page behind the link of the letter that asks. */
async function answers(stage: Stage, answer: string): Promise<void> {
  const letter = LETTERS[answer] ?? "ask";
  const path = answer === "confirm" ? "/confirm/" : "/questions/";
  const link = ownLinksIn(mailOf(stage, letter).html).find(
    (url) => url.includes(path) && (answer === "confirm" || url.endsWith(`?answer=${answer}`)),
  );
  if (link === undefined) throw new CannotGoOn(`"${letter}" has no link for "${answer}"`);
  await asks(stage, `answer "${answer}"`, link, { answer });
}

async function reports(stage: Stage, name: string, outcome: string): Promise<void> {
  const { touchId } = touchCalled(stage, name);
  const since = lifeAt(stage)?.lead?.createdAt ?? 0;
  const url = await stage.line.world.links.url({ purpose: "task", leadId: stage.leadId, touchId, since });
  await asks(stage, `report "${name}"`, url, { outcome, by: "Nora" });
}

async function salesAnswers(stage: Stage, answer: string, { reason, until = "" }: Act): Promise<void> {
  const handoff = lifeAt(stage)?.handoffs.at(-1);
  if (handoff?.notifiedAt === undefined) throw new CannotGoOn("sales has not been told of this lead by then");
  const { n, releasedAt } = handoff;
  const claims = { purpose: "handoff", leadId: stage.leadId, n, releasedAt } as const;
  const url = await stage.line.world.links.url(claims);
  const fields = { answer: answer.replace(/s$/, ""), by: "Tom", reason: reason ?? "", until };
  await asks(stage, `say that it ${answer}`, url, fields);
}

async function asks(stage: Stage, what: string, url: string, form: Fields): Promise<void> {
  taken(what, await stage.ask({ method: "POST", url, form, at: now(stage) }));
}

function taken(what: string, { status, body }: { readonly status: number; readonly body: string }): void {
  if (status < 400) return;
  throw new CannotGoOn(`nobody could ${what}: the answer was ${status}, ${reasonIn(body)}`);
}

/** Of a page, its heading and first paragraph; of a problem, its detail. */
function reasonIn(body: string): string {
  const words = /<main[^>]*>([\s\S]*?)<\/p>/.exec(body)?.[1] ?? /"detail":"([^"]+)"/.exec(body)?.[1] ?? body;
  return words
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
}
