/** Who acts on one life: the lead, its mail program, sales, and whoever erases. All of it rolled from the seed. */
import type { MailEvent } from "../../local/memory/mail-events.ts";
import type { SentMail } from "../../local/memory/memory-mail.ts";
import type { NurtureLine } from "../../local/memory/nurture-line.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { isToAnswer } from "../../workflows/rules/planned-touch.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import { unsubscribeLink } from "../stories/line.ts";
import type { Dice } from "./dice.ts";
import type { Edges } from "./edges.ts";
import { anAnswer, aResult, OF_ACCEPTED } from "./seller.ts";
import { IMPATIENCE } from "./weather.ts";
import type { Witness } from "./witness.ts";
import { Writer } from "./writer.ts";

const EMAIL = "zoe@dairy.example";
const MOST_TRIES = 12;

interface Notice {
  readonly n: number;
  readonly url: string;
  /** As its attributes say: `release`, `follow-up`. */
  readonly kind: string;
}

export class Cast {
  private readonly line: NurtureLine;
  private readonly edges: Edges;
  private readonly roll: Dice;
  private readonly witness: Witness;
  private readonly leadId: LeadId;
  /** Nobody acts after this. */
  private readonly until: number;
  private readonly notices: Notice[] = [];
  private readonly fits: boolean;
  /** Only some leads write back: a reply ends what the other faults need. */
  private readonly writer: Writer | undefined;
  private crossing = 0;

  constructor(
    line: NurtureLine,
    edges: Edges,
    roll: Dice,
    {
      witness,
      leadId,
      until,
      pen,
    }: { witness: Witness; leadId: LeadId; until: number; pen: Dice | undefined },
  ) {
    const later = (span: number, act: () => Promise<void>) => this.in(span, act);
    this.writer = pen && new Writer(pen, edges, witness, { now: () => line.clock.now(), later });
    this.line = line;
    this.edges = edges;
    this.roll = roll;
    this.witness = witness;
    this.leadId = leadId;
    this.until = until;
    this.fits = roll.chance(0.6);
  }

  /** What happens by itself; the rest follows from mails and notifications. */
  plan(): void {
    const { roll } = this;
    const start = this.line.clock.now();
    const first = this.form();
    this.in(roll.between(0, 3 * DAY), () => this.posts(first));
    // A double click, or the program behind the form trying again.
    if (roll.chance(0.1)) this.in(roll.between(0, 3 * DAY), () => this.posts(first));
    for (let more = roll.pick([0, 0, 0, 1, 1, 2, 3]); more > 0; more--)
      this.at(roll.between(start, this.until), () => this.posts(this.form()));
    for (let webinars = roll.pick([0, 0, 0, 1, 1, 2]); webinars > 0; webinars--)
      this.at(roll.between(start, this.until), () => this.attends());
    if (roll.chance(0.06)) this.at(roll.between(start, this.until), () => this.erased());
    for (let times = roll.pick([0, 0, 0, 0, 1, 3]); times > 0; times--)
      this.subscribersLeave(roll.between(start, this.until));
    for (let times = roll.pick([0, 0, 1, 3, 6]); times > 0; times--)
      this.at(roll.between(start, this.until), () => this.aims());
  }

  gotMail(mail: SentMail): void {
    const { roll } = this;
    this.writer?.got();
    const soon = () => roll.between(SECOND, 5 * DAY);
    if (mail.tags.touchId.includes("_confirm_")) {
      if (roll.chance(0.75))
        this.in(soon(), async () => void (await this.visits(confirmLink(mail), {}, "confirms")));
      return;
    }
    const fate = roll.between(1, 100);
    if (fate <= 4) this.in(roll.between(0, HOUR), () => this.event(mail, bounce("Permanent")));
    else if (fate <= 7) this.in(roll.between(0, HOUR), () => this.event(mail, bounce("Transient")));
    else if (fate <= 9) this.in(soon(), () => this.event(mail, { eventType: "Complaint" }));
    else if (fate <= 17) this.in(soon(), () => this.unsubscribes(mail));
    if (fate > 17 && roll.chance(0.5)) this.in(soon(), () => this.event(mail, { eventType: "Open" }));
    if (fate > 9 && roll.chance(0.35)) this.in(soon(), () => this.event(mail, this.click()));
  }

  told(notice: Notice): void {
    const { roll } = this;
    this.notices.push(notice);
    if (roll.chance(0.1)) this.subscribersLeave(this.line.clock.now() + roll.between(0, 24 * HOUR));
    if (roll.chance(0.25)) return;
    const [span, act] = OF_ACCEPTED.has(notice.kind)
      ? [40 * HOUR, () => this.tells(notice)]
      : [60 * HOUR, () => this.answers(notice)];
    this.in(roll.between(0, span), act);
    if (roll.chance(0.1)) this.in(roll.between(0, 60 * HOUR), () => this.answers(notice));
  }

  /** Somebody is to call. */
  asked(url: string, touchId: string): void {
    const { roll } = this;
    const isMine = isToAnswer({ touchId });
    if (isMine) this.writer?.asked((fields, what) => this.visits(url, fields, what));
    if (isMine || roll.chance(0.3)) return;
    this.in(roll.between(MINUTE, 6 * DAY), () => this.reports(url));
    if (roll.chance(0.1)) this.in(roll.between(MINUTE, 6 * DAY), () => this.reports(url));
  }

  /** Somebody acts in the middle of what somebody else is doing. */
  async meanwhile(): Promise<void> {
    if (this.crossing > 1 || this.line.clock.now() > this.until) return;
    this.crossing++;
    const mail = this.line.mail.sent.at(-1);
    const notice = this.notices.at(-1);
    const acts: [() => Promise<void>, ...(() => Promise<void>)[]] = [
      () => this.line.letOneGoFirst(),
      () => this.line.letOneGoFirst(),
      () => this.line.letOneGoFirst(),
      () => this.posts(this.form()),
      () => this.attends(),
      ...(mail
        ? [() => this.line.tellNow(mail, this.click()), () => this.line.tellNow(mail, this.click())]
        : []),
      ...(mail && this.roll.chance(0.2) ? [() => this.unsubscribes(mail)] : []),
      ...(mail && this.roll.chance(0.1) ? [() => this.line.tellNow(mail, bounce("Permanent"))] : []),
      ...(notice ? [() => this.answers(notice)] : []),
      ...(notice && OF_ACCEPTED.has(notice.kind) ? [() => this.tells(notice)] : []),
      ...(this.roll.chance(0.12) ? [() => this.erased()] : []),
    ];
    await this.roll.pick(acts)();
    this.crossing--;
  }

  /** Somebody acts in the very second in which the lead's workflow does. */
  private async aims(): Promise<void> {
    const { lead } = await this.line.leads.read(this.leadId);
    const instant = (lead?.nextWakeAt ?? this.line.clock.now()) + this.roll.between(-1, 3) * SECOND;
    this.at(instant, () => this.meanwhile());
  }

  private in(span: number, act: () => Promise<void>): void {
    this.at(this.line.clock.now() + span, act);
  }

  private at(instant: number, act: () => Promise<void>): void {
    if (instant <= this.until) this.line.later(instant, act);
  }

  /** A request's time is the API's: mostly now, sometimes a little before others that were quicker. */
  private requestTime(): number {
    return this.line.clock.now() - (this.roll.chance(0.2) ? this.roll.between(1, 3 * SECOND) : 0);
  }

  private form(): Readonly<Record<string, string>> {
    const { roll } = this;
    return {
      email: roll.pick([EMAIL, EMAIL, "Zoe@Dairy.Example", " ZOE@dairy.example "]),
      form: roll.pick(["cold-store-guide", "cold-store-guide", "cold-store-guide", "webinar"]),
      employees: this.fits ? "200" : "3",
      city: roll.pick(["Cork", "Galway", "Dublin", "Sligo", "Trim"]),
      ...(roll.chance(0.9) ? { consent: "yes" } : {}),
      ...(roll.chance(0.9) ? { phone: "+353 21 555 0134" } : {}),
      ...(roll.chance(0.06) ? { message: "Please show us a demo" } : {}),
    };
  }

  private click(): MailEvent {
    const link = `https://www.orchard-cold-chain.example/${this.roll.between(1, 3)}`;
    return { eventType: "Click", link, ...(this.roll.chance(0.1) ? { isBotEvent: "Likely" as const } : {}) };
  }

  private async event(mail: SentMail, event: MailEvent): Promise<void> {
    this.witness.note(`mail: ${event.eventType} of ${mail.tags.touchId}`);
    this.witness.count(event.eventType);
    this.line.tell(mail, event);
  }

  private async posts(fields: Readonly<Record<string, string>>, tries = 1): Promise<void> {
    const status = await this.edges.post(fields, this.requestTime());
    this.witness.note(`lead: posts ${fields["form"]}, answered ${status}`);
    this.witness.count("posts");
    if (status === 202) return this.stands("a post was answered and is not there");
    if (tries < MOST_TRIES && this.roll.chance(0.8)) this.again(() => this.posts(fields, tries + 1));
  }

  /** Its system tells of it until it is heard, under one key. */
  private async attends(key = `webinar/${this.line.clock.now()}`, tries = 1): Promise<void> {
    const status = await this.edges.tellOfWebinar(EMAIL, key, this.requestTime());
    this.witness.note(`webinar: tells of ${key}, answered ${status}`);
    this.witness.count("webinars");
    if (status !== 202 && tries < MOST_TRIES) this.again(() => this.attends(key, tries + 1));
  }

  private async unsubscribes(mail: SentMail, tries = 1): Promise<void> {
    const status = await this.visits(
      unsubscribeLink(mail),
      { "List-Unsubscribe": "One-Click" },
      "unsubscribes",
    );
    if (status === 200) {
      const life = await this.line.leads.read(this.leadId);
      const left = life.ledger.some((line) => line.kind === "unsubscribe");
      const isAnother = !life.touches.some((touch) => touch.attempt === mail.tags.attempt);
      if (life.lead && !left && !isAnother)
        this.witness.problem("unsubscribed in vain", "the page said so, the lead's row does not");
    } else if (tries < MOST_TRIES) this.again(() => this.unsubscribes(mail, tries + 1));
  }

  private async answers({ n, url }: Notice): Promise<void> {
    const { answer, ...fields } = anAnswer(this.roll, this.line.clock.now());
    await this.visits(url, { answer, ...fields }, `sales ${answer}s hand-off ${n}`);
  }

  /** What came of a lead that somebody accepted. */
  private async tells({ n, url }: Notice): Promise<void> {
    const { result, ...fields } = aResult(this.roll, this.line.clock.now());
    await this.visits(url, { result, ...fields }, `tells of ${result} hand-off ${n}`);
  }

  private async reports(url: string): Promise<void> {
    const outcome = this.roll.pick([
      "spoke",
      "voicemail",
      "voicemail",
      "no-answer",
      "wrong-number",
      "wants-sales",
    ]);
    await this.visits(url, { outcome, by: this.roll.pick(["Ann", "Ben"]) }, `reports ${outcome}`);
  }

  private async visits(url: string, fields: Readonly<Record<string, string>>, what: string) {
    const status = await this.edges.follow(url, fields, this.requestTime());
    this.witness.note(`person: ${what}, answered ${status}`);
    this.witness.count(what.replace(/ hand-off.*/, ""));
    return status;
  }

  private again(act: () => Promise<void>): void {
    this.in(this.roll.between(IMPATIENCE.least, IMPATIENCE.most), act);
  }

  private async erased(): Promise<void> {
    const status = await this.edges.erase(EMAIL, this.line.clock.now());
    this.witness.note(`an admin erases, answered ${status}`);
    this.witness.count(status === 200 ? "erased" : "erase cut off");
    if (this.roll.chance(0.6)) return this.posts(this.form());
    if (this.roll.chance(0.5)) this.in(this.roll.between(MINUTE, 30 * DAY), () => this.posts(this.form()));
  }

  private subscribersLeave(instant: number): void {
    const { clock } = this.line;
    const [topic, leave] = this.roll.chance(0.6)
      ? [this.line.sales, "subscribers leave"]
      : [this.line.tasks, "callers leave"];
    this.at(instant, async () => {
      this.witness.count(leave);
      topic.subscribers = 0;
      this.line.later(clock.now() + this.roll.between(HOUR, 5 * DAY), async () => {
        topic.subscribers = 1;
      });
    });
  }

  private async stands(orElse: string): Promise<void> {
    const { lead, tombstone } = await this.line.leads.read(this.leadId);
    if (!lead && !tombstone) this.witness.problem("lost", orElse);
  }
}

function bounce(bounceType: "Permanent" | "Transient"): MailEvent {
  return { eventType: "Bounce", bounceType };
}

function confirmLink(mail: SentMail): string {
  return /https:\/\/[^"\s]+\/confirm\/[^"\s]+/.exec(mail.html)?.[0] ?? "";
}
