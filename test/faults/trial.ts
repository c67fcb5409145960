/** One lead on a line, a witness, and accidents at exactly the call that a story names. */
import { type Blow, faulty, type OutsideCall } from "../../local/memory/faults.ts";
import { type LineOptions, NurtureLine } from "../../local/memory/nurture-line.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { after } from "../../workflows/rules/clock.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import type { Span } from "../../workflows/rules/time.ts";
import { FITTING, MONDAY, unsubscribeLink } from "../stories/line.ts";
import { GUIDE } from "./campaigns.ts";
import { type Edges, edges } from "./edges.ts";
import type { Mutation } from "./one-life.ts";
import { watched } from "./one-life.ts";
import { atRest, verdict } from "./verdict.ts";
import { Witness } from "./witness.ts";

export class Trial {
  readonly line: NurtureLine;
  readonly witness: Witness;
  readonly edges: Edges;
  /** The link with which sales may answer. */
  handoffLink = "";
  private readonly leadId: LeadId;
  private readonly armed: { readonly call: OutsideCall; readonly blow: Blow }[] = [];
  private crossing: (() => Promise<void>) | undefined;

  static async of(mutation: Mutation, campaign: RunningCampaign = GUIDE): Promise<Trial> {
    const trial = new Trial(mutation, campaign);
    Object.assign(trial, { leadId: await trial.line.world.identity.leadId(FITTING.email) });
    return trial;
  }

  private constructor({ world: mutate = (same) => same, workflow }: Mutation, campaign: RunningCampaign) {
    this.leadId = "" as LeadId;
    this.witness = new Witness(MONDAY, () => this.line?.clock.now() ?? MONDAY);
    const told = {
      gotMail: () => undefined,
      asked: () => undefined,
      told: ({ url }: { url: string }) => {
        this.handoffLink = url;
      },
    };
    this.line = new NurtureLine({
      campaigns: () => [campaign],
      start: MONDAY,
      keepHistories: false,
      wrote: (before, after) => this.witness.wrote(before, after),
      aroundUpdate: async (update) => {
        const cross = this.crossing;
        this.crossing = undefined;
        await cross?.();
        return update();
      },
      around: (world) =>
        faulty(
          mutate(
            watched(
              world,
              this.witness,
              () => this.line,
              () => told,
            ),
          ),
          (call) => this.plan(call),
        ),
      ...(workflow ? { workflow } : {}),
    } satisfies LineOptions);
    this.edges = edges(this.line.world);
  }

  /** At the next such call, this happens. */
  next(call: OutsideCall, blow: Blow): void {
    this.armed.push({ call, blow });
  }

  /** Somebody acts just before the next write of that kind. */
  crosses(write: "leads.write" | "workflow's write", act: () => Promise<void>): void {
    if (write === "leads.write") this.next(write, { kind: "meanwhile", when: "before", act });
    else this.crossing = act;
  }

  /** Posts the form, and lets nothing come of it yet. */
  async posts(fields: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.edges.post({ ...FITTING, ...fields }, this.line.clock.now());
  }

  /** A webinar makes a fitting lead ripe, at once. */
  async attends(at = this.line.clock.now()): Promise<void> {
    await this.edges.tellOfWebinar(FITTING.email, `webinar/${at}`, at);
  }

  /** In the newest mail. Clicks in two mails on two days make a fitting lead ripe, once the second has settled. */
  async clicks(at = this.line.clock.now()): Promise<void> {
    const mail = this.line.mail.sent.at(-1);
    const link = `https://www.orchard-cold-chain.example/${at}`;
    if (mail) await this.line.tellNow(mail, { eventType: "Click", link }, at);
  }

  async unsubscribes(): Promise<void> {
    await this.edges.follow(unsubscribeLink(this.line.mail.sent[0]), {}, this.line.clock.now());
  }

  async answers(fields: Readonly<Record<string, string>>): Promise<void> {
    await this.edges.follow(this.handoffLink, fields, this.line.clock.now());
  }

  async isErased(): Promise<void> {
    await this.edges.erase(FITTING.email, this.line.clock.now());
  }

  /** No record of the stream arrives while this happens. */
  async unheard(act: () => Promise<void>): Promise<void> {
    const { deliver } = this.line;
    this.line.deliver = (what, hand) => (what === "stream" ? undefined : deliver(what, hand));
    this.witness.count("a record is lost");
    await act();
    this.line.deliver = deliver;
  }

  async passes(span: Span): Promise<void> {
    await this.line.settle();
    await this.rests();
    const until = after(this.line.clock.now(), span, "Europe/Dublin");
    await this.line.liveUntil(until, () => this.rests());
  }

  async ends(): Promise<readonly string[]> {
    await this.passes("1 day");
    await verdict(this.line, this.leadId, this.witness, "showers");
    return this.witness.problems;
  }

  private rests(): Promise<void> {
    const isLossy = this.witness.tally.has("a record is lost");
    return atRest(this.line, this.leadId, this.witness, isLossy ? "showers" : "calm");
  }

  private plan(call: OutsideCall): Blow | undefined {
    const at = this.armed.findIndex((each) => each.call === call);
    return at < 0 ? undefined : this.armed.splice(at, 1)[0]?.blow;
  }
}
