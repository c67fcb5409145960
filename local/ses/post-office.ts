/** SES without the world behind it: takes mails, keeps them, and lets happen to them what people make happen. */
import type { Happening } from "./event.ts";
import { mailEvent } from "./event.ts";
import { firstFate, isSimulated } from "./first-fate.ts";
import { appendPixel, rewriteLinks } from "./links.ts";
import type { AcceptedMail, MailStore } from "./mail-store.ts";
import { addressOf, type SesSettings, watches } from "./ses-settings.ts";

export interface PostOfficeOptions {
  readonly settings: SesSettings;
  readonly store: MailStore;
  readonly now: () => number;
  /** A fresh UUID. */
  readonly uuid: () => string;
  /** Where tracked links and pixels lead: the AWS endpoint. */
  readonly origin: string;
  /** Called after events were stored, so that somebody publishes them. */
  readonly poke: () => void;
}

/** A mail as asked for, checked. */
export type Letter = Omit<AcceptedMail, "messageId" | "sentAt" | "links">;

export class PostOffice {
  readonly settings: SesSettings;
  readonly store: MailStore;
  private readonly options: PostOfficeOptions;

  constructor(options: PostOfficeOptions) {
    this.options = options;
    this.settings = options.settings;
    this.store = options.store;
  }

  /** Stored with its first events before this returns; its message id. */
  accept(letter: Letter): string {
    const { now, poke } = this.options;
    const at = now();
    const mail = { ...this.asDelivered(letter, this.messageId(at)), sentAt: at };
    const suppressed = letter.to.map((address) => this.store.suppressedFor(addressOf(address))).find(Boolean);
    const fate = firstFate({ to: mail.to, suppressed, feedbackId: () => this.messageId(at), at });
    this.store.accept(
      mail,
      fate.map((happening) => mailEvent(this.settings, mail, happening, at)),
    );
    poke();
    return mail.messageId;
  }

  happen(messageId: string, make: (mail: AcceptedMail, at: number, feedbackId: string) => Happening): void {
    const mail = this.outgoing(messageId);
    const at = this.options.now();
    const happening = make(mail, at, this.messageId(at));
    this.store.record(mailEvent(this.settings, mail, happening, at));
    this.suppressIfAsked(mail, happening);
    this.options.poke();
  }

  /** What the reader wrote back to the reply-to address. SES knows nothing of it. */
  reply(messageId: string, text: string): void {
    this.outgoing(messageId);
    this.store.record({
      messageId,
      type: "Reply",
      at: this.options.now(),
      detail: text,
      body: "",
      topics: [],
    });
  }

  outgoing(messageId: string): AcceptedMail {
    const mail = this.store.mail(messageId);
    if (mail !== undefined) return mail;
    throw new Error(`No mail ${messageId} was ever sent.`);
  }

  private asDelivered(letter: Letter, messageId: string) {
    const set = this.settings.configurationSets.get(letter.configurationSet ?? "");
    const { origin } = this.options;
    const { html, links } = rewriteLinks(
      letter.html,
      letter.tracking?.clicks ?? watches(set, "click"),
      (n) => `${origin}/ses/click/${messageId}/${n}`,
    );
    const hasPixel = html !== "" && (letter.tracking?.opens ?? watches(set, "open"));
    return {
      ...letter,
      messageId,
      links,
      html: hasPixel ? appendPixel(html, `${origin}/ses/open/${messageId}`) : html,
    };
  }

  /** The account's suppression list: whoever bounced for good or complained gets no more mail. */
  private suppressIfAsked(mail: AcceptedMail, { type, content }: Happening) {
    const reasons = this.settings.configurationSets.get(mail.configurationSet ?? "")?.suppressedReasons;
    const reason =
      type === "Complaint"
        ? "COMPLAINT"
        : type === "Bounce" && content["bounceType"] === "Permanent"
          ? "BOUNCE"
          : "";
    if (!reasons?.has(reason)) return;
    for (const address of mail.to) if (!isSimulated(address)) this.store.suppress(addressOf(address), reason);
  }

  /** As SES's look: sixteen hex digits of the time, a UUID, six zeros. */
  private messageId(at: number): string {
    return `${`0100${at.toString(16)}`.padEnd(16, "0")}-${this.options.uuid()}-000000`;
  }
}
