/** What people do at the laptop's doors, and what its pages then say. */
import { moveClock as moved, readClock } from "../crash/console.ts";
import type { Urls } from "../crash/laptop-process.ts";
import type { Person } from "./people.ts";

export interface Letter {
  readonly messageId: string;
  readonly to: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly links?: readonly { readonly href: string }[];
}

/** Of the sales inbox and of the tasks, as far as either says it. */
interface Told {
  readonly message?: string;
  readonly notice?: { readonly message: string };
}

/** Signed as far as the laptop looks. */
const SIGNED = `AWS4-HMAC-SHA256 Credential=canary/20261123/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;

export class Visits {
  readonly urls: Urls;
  readonly answers = new Map<number, number>();

  constructor(urls: Urls) {
    this.urls = urls;
  }

  /** As a browser posts the form. */
  posts({ fields, headers }: Person, more: Readonly<Record<string, string>> = {}): Promise<number> {
    const body = new URLSearchParams({ ...fields, ...more });
    return this.asks(`${this.urls.api}/leads`, { method: "POST", body, headers });
  }

  async asks(url: string, init: RequestInit = {}): Promise<number> {
    const answer = await fetch(url, { redirect: "manual", ...init });
    await answer.arrayBuffer();
    this.answers.set(answer.status, (this.answers.get(answer.status) ?? 0) + 1);
    return answer.status;
  }

  submits(url: string | undefined, fields: Readonly<Record<string, string>>, headers = {}): Promise<number> {
    if (url === undefined) return Promise.resolve(0);
    return this.asks(url, { method: "POST", body: new URLSearchParams(fields), headers });
  }

  /** As a program of our own posts. */
  tells(path: string, what: unknown): Promise<number> {
    const headers = { "content-type": "application/json", authorization: SIGNED };
    const body = typeof what === "string" ? what : JSON.stringify(what);
    return this.asks(`${this.urls.api}${path}`, { method: "POST", headers, body });
  }

  acts(
    letter: Letter | undefined,
    act: string,
    fields: Readonly<Record<string, unknown>> = {},
  ): Promise<number> {
    if (letter === undefined) return Promise.resolve(0);
    const headers = { "content-type": "application/json", accept: "application/json" };
    const url = `${this.urls.console}/mailbox/${letter.messageId}/${act}`;
    return this.asks(url, { method: "POST", headers, body: JSON.stringify(fields) });
  }

  /** Newest first. */
  async letters({ fields }: Person): Promise<readonly Letter[]> {
    const mails = await this.reads<readonly Letter[]>("/mailbox");
    const own = mails.filter(({ to }) => to === fields["email"]);
    return Promise.all(own.map(({ messageId }) => this.reads<Letter>(`/mailbox/${messageId}`)));
  }

  /** The newest link behind this word in what was told of the person: `Accept`, `Report`. */
  async link(inbox: "sales-inbox" | "tasks", word: string, { fields }: Person): Promise<string | undefined> {
    const all = (await this.reads<readonly Told[]>(`/${inbox}`)).map(
      ({ message, notice }) => message ?? notice?.message ?? "",
    );
    const told = all.filter((text) => text.includes(fields["email"] ?? "?"));
    return told.flatMap((text) => new RegExp(`^${word}: +(\\S+)`, "m").exec(text)?.[1] ?? [])[0];
  }

  async reads<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.urls.console}${path}`, { headers: { accept: "application/json" } });
    return (await answer.json()) as T;
  }

  passes(span: string): Promise<number> {
    return moved(this.urls, { advance: span });
  }

  now(): Promise<number> {
    return readClock(this.urls.console);
  }
}
