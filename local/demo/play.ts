/** Plays the people against a laptop, from instant to instant, until the months are over. */
import type { Laptop } from "../laptop.ts";
import { answersTo, arrivals, type Deed } from "./actors.ts";
import type { Person } from "./people.ts";
import { Salespeople } from "./salespeople.ts";

export interface Audience {
  /** Virtual time has come to `at`. */
  time(at: number): void;
  /** Something worth a line happened. */
  hears(at: number, line: string): void;
}

export async function play(
  laptop: Laptop,
  people: readonly Person[],
  until: number,
  audience: Audience,
): Promise<void> {
  const { time } = laptop.sources;
  const deeds = new Agenda(people.flatMap((person) => arrivals(person, laptop, time.now())));
  const news = newsOf(laptop, people, audience);
  await time.settle();
  for (;;) {
    const at = Math.min(deeds.next(), time.next()?.at ?? Number.POSITIVE_INFINITY);
    if (at > until) break;
    await time.moveTo(Math.max(at, time.now()));
    for (const deed of deeds.due(time.now())) {
      if (deed.what) audience.hears(time.now(), deed.what);
      await deed.run();
    }
    await time.settle();
    deeds.add(news());
    audience.time(time.now());
  }
  await time.moveTo(until);
  audience.time(until);
}

/** What follows from the mails and notifications that have come since the last look. */
function newsOf(laptop: Laptop, people: readonly Person[], audience: Audience): () => readonly Deed[] {
  const { mailbox, salesInbox, salesDesk } = laptop.sources;
  const sales = new Salespeople(people, salesDesk);
  const seen = new Set<string>();
  let mailed = 0;
  const fresh = <T extends { readonly messageId: string }>(items: readonly T[]) =>
    items.filter(({ messageId }) => !seen.has(messageId) && seen.add(messageId));
  return () => {
    // Listing takes all mails apart, and mostly there is no new one.
    const mails = mailbox.count() > mailed ? fresh(mailbox.list()) : [];
    mailed = mailbox.count();
    const notices = fresh(salesInbox.list());
    for (const notice of notices.filter(({ attributes }) => !ROUTINE.has(attributes["kind"] ?? "")))
      audience.hears(Date.parse(notice.sentAt), `${sales.addressee(notice)} is told: ${notice.subject}`);
    const answers = notices.flatMap((notice) => sales.about(notice));
    return [...mails.flatMap((mail) => answersTo(mail, people, laptop)), ...answers];
  };
}

/** Told every day, and worth no line. */
const ROUTINE: ReadonlySet<string> = new Set(["digest"]);

class Agenda {
  private deeds: Deed[];

  constructor(deeds: readonly Deed[]) {
    this.deeds = [...deeds];
  }

  add(deeds: readonly Deed[]): void {
    this.deeds.push(...deeds);
  }

  next(): number {
    return this.deeds.reduce((first, deed) => Math.min(first, deed.at), Number.POSITIVE_INFINITY);
  }

  /** Takes out what is due, in order. */
  due(now: number): readonly Deed[] {
    const due = this.deeds.filter((deed) => deed.at <= now).sort((a, b) => a.at - b.at);
    this.deeds = this.deeds.filter((deed) => deed.at > now);
    return due;
  }
}
