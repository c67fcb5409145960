/** What the people who filled in a form do, and when: a mail reaches somebody, and days later something happens. */
import { after } from "../../workflows/rules/clock.ts";
import type { Span } from "../../workflows/rules/time.ts";
import type { StoredMail } from "../console/sources.ts";
import type { Laptop } from "../laptop.ts";
import type { Person } from "./people.ts";

/** Something that a person will do at an instant. `what` is its line in the story, if it deserves one. */
export interface Deed {
  readonly at: number;
  readonly what: string | undefined;
  run(): Promise<unknown>;
}

export const addressOf = (person: Person) => (person.form["email"] ?? "").trim();
export const nameOf = (person: Person) => person.form["name"] ?? addressOf(person);
const ZONE = "Europe/Dublin";
const later = (from: number, span: Span) => after(from, span, ZONE);

/** Everybody's arrival, and what follows a form post without any mail. */
export function arrivals(person: Person, laptop: Laptop, begins: number): readonly Deed[] {
  const arrivesAt = later(begins, person.arrives);
  return [
    { at: arrivesAt, what: undefined, run: () => post(laptop, person.form) },
    ...actsAfter(person, "form", arrivesAt, laptop, undefined),
  ];
}

/** What somebody does about a mail that reached it. */
export function answersTo(mail: StoredMail, people: readonly Person[], laptop: Laptop): readonly Deed[] {
  const person = people.find((each) => addressOf(each).toLowerCase() === mail.to.toLowerCase());
  const touch = mail.touchId?.split("_")[2] ?? "";
  return person ? actsAfter(person, touch, Date.parse(mail.sentAt), laptop, mail) : [];
}

function actsAfter(
  person: Person,
  touch: string,
  from: number,
  laptop: Laptop,
  mail: StoredMail | undefined,
): readonly Deed[] {
  return person.acts
    .filter((act) => act.when.after === touch)
    .map((act) => ({
      at: later(from, act.when.span),
      what: tale(person, act),
      run: () => perform(person, act, laptop, mail),
    }));
}

type Act = Person["acts"][number];

async function perform(
  person: Person,
  act: Act,
  laptop: Laptop,
  mail: StoredMail | undefined,
): Promise<unknown> {
  const { mailbox } = laptop.sources;
  if (act.do === "post") return post(laptop, { ...person.form, ...act.fields });
  if (mail === undefined) throw new Error(`${person.id} would ${act.do} a mail that never came`);
  switch (act.do) {
    case "open":
      return mailbox.open(mail.messageId);
    case "click":
      return mailbox.click(mail.messageId, 0);
    case "click every link":
      return Promise.all(linksIn(mail).map((url) => fetch(url, SCANNER)));
    case "unsubscribe":
      return postForm(/<([^>]+)>/.exec(mail.headers["List-Unsubscribe"] ?? "")?.[1] ?? "", {
        "List-Unsubscribe": "One-Click",
      });
    case "complain":
      return mailbox.complain(mail.messageId);
    case "bounce":
      return mailbox.bounce(mail.messageId, "Permanent");
    case "reply":
      return mailbox.reply(mail.messageId, act.text);
    case "auto-reply":
      return mailbox.autoReply(mail.messageId, act.text);
    default:
      return act satisfies never;
  }
}

const SCANNER = { redirect: "manual", headers: { "user-agent": "MailScanner/5.4" } } as const;

function linksIn(mail: StoredMail): readonly string[] {
  return [...mail.html.matchAll(/<a\s[^>]*href="([^"]+)"/g)].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&"),
  );
}

/** What is worth a line of its own; opens and clicks show in the table. */
function tale(person: Person, act: Act): string | undefined {
  const tales: Partial<Record<Act["do"], string>> = {
    unsubscribe: "unsubscribes",
    bounce: "cannot be reached: the address bounces",
    complain: "calls a mail spam",
    reply: "writes back",
  };
  const told = tales[act.do];
  return told && `${nameOf(person)} ${told}`;
}

function post(laptop: Laptop, form: Readonly<Record<string, string>>): Promise<unknown> {
  return postForm(`${laptop.urls.api}/leads`, { form: "cold-store-guide", ...form });
}

export async function postForm(url: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  if (answer.status >= 400)
    throw new Error(
      `POST ${new URL(url).pathname.split("/")[1]} answered ${answer.status}: ${wordsOf(await answer.text())}`,
    );
}

/** What a page says. */
function wordsOf(page: string): string {
  const main = /<main>(.*)<\/main>/s.exec(page)?.[1] ?? page;
  return main.replaceAll(/<[^>]*>/g, " ").trim();
}
