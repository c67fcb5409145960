/** What people do to the laptop, and what they were told: the part of the story that outlives every crash. */
import { follow, look, moveClock, readClock, submit } from "./console.ts";
import type { Urls } from "./laptop-process.ts";
import { fateOf, POSTERS, type Poster } from "./people.ts";

/** So many of those who click are accepted by sales, who soon tell what came of it; nobody answers for the others. */
const ACCEPTED = 2;
/** The lifecycle that comes of each; a lead of whom nobody said would go back to the pool. */
const RESULTS = [
  ["won", "customer"],
  ["lost", "dormant"],
] as const;

export class Story {
  readonly urls: Urls;
  readonly thanked = new Set<string>();
  readonly settled = new Map<string, { lifecycle: string; at: number }>();
  latest = 0;
  /** Without those whose mails were lost in a crash so far. */
  readonly #clicked = new Set<string>();
  #target = 0;

  constructor(urls: Urls) {
    this.urls = urls;
  }

  /** Everybody at once; who was not thanked posts again, as a person would. */
  async post(posters: readonly Poster[]): Promise<void> {
    const waiting = posters.filter(({ email }) => !this.thanked.has(email));
    await Promise.all(
      waiting.map(async ({ email, form }) => {
        const status = await submit(`${this.urls.api}/leads`, form);
        if (status !== 303) throw new Error(`${email} was answered ${status}`);
        this.thanked.add(email);
      }),
    );
  }

  /** Sets out for an instant `days` ahead; `arrive` goes on to it after a crash. */
  async setOut(days: number): Promise<void> {
    this.#target = (await this.clock()) + days * 24 * 3_600_000;
    await this.arrive();
  }

  async arrive(): Promise<void> {
    if ((await this.clock()) >= this.#target) return;
    this.#heard(await moveClock(this.urls, { to: new Date(this.#target).toISOString() }));
  }

  async settle(): Promise<void> {
    this.#heard(await moveClock(this.urls, { advance: "PT1S" }));
  }

  async clock(): Promise<number> {
    return this.#heard(await readClock(this.urls.console));
  }

  /** All who are going to click follow the first link of their newest mail, and ask for the guide once more. */
  async click(): Promise<void> {
    const { mails } = await look(this.urls);
    const clickers = POSTERS.filter(({ fate }) => fate === "clicks");
    await Promise.all(
      clickers.map(async ({ email, form }) => {
        const mail = mails.find(({ to }) => to === email);
        if (mail === undefined) return;
        await follow(this.urls, mail.messageId, 0);
        const status = await submit(`${this.urls.api}/leads`, { ...form, city: "Cork" });
        if (status !== 303) throw new Error(`${email} was answered ${status}`);
        this.#clicked.add(email);
      }),
    );
  }

  /** Sales accepts some, and who is going to leave does so by the header's one click, if any mail has reached it. */
  async answer(): Promise<void> {
    const { mails, notices } = await look(this.urls);
    const leavers = mails.filter(({ to }) => fateOf(to) === "leaves");
    await Promise.all([
      ...[...this.#clicked]
        .sort()
        .slice(0, ACCEPTED)
        .map(async (email, i) => {
          const told = notices.filter(({ message }) => message.includes(`E-mail: ${email}\n`));
          const url = told.flatMap(({ message }) => /Accept: +(\S+)/.exec(message)?.[1] ?? [])[0];
          if (url === undefined) throw new Error(`${email} clicked, and sales was not told`);
          await this.#post(email, url, { answer: "accept", by: "Tom" });
          const [result, lifecycle] = RESULTS[i] ?? RESULTS[0];
          await this.#say(email, lifecycle, url, { result, by: "Tom" });
        }),
      ...leavers.map(async ({ to, headers }) => {
        const way = headers["List-Unsubscribe"]?.slice(1, -1) ?? "";
        await this.#say(to, "unsubscribed", way, { "List-Unsubscribe": "One-Click" });
      }),
    ]);
  }

  async #say(email: string, lifecycle: string, url: string, fields: Readonly<Record<string, string>>) {
    if (this.settled.has(email)) return;
    await this.#post(email, url, fields);
    this.settled.set(email, { lifecycle, at: await this.clock() });
  }

  async #post(email: string, url: string, fields: Readonly<Record<string, string>>) {
    const status = await submit(url, fields);
    // 409: the answer before the crash was taken, and only ours got lost.
    if (status !== 200 && status !== 409) throw new Error(`${email} was answered ${status}`);
  }

  #heard(now: number): number {
    this.latest = Math.max(this.latest, now);
    return now;
  }
}
