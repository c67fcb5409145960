/** Lives the quarter: real functions, the real workflow file, the line in memory; people at both ends, a referee beside. */
import type { World } from "../../../functions/world/world.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import { isKnown, type Life } from "../../../workflows/rules/life.ts";
import type { NoticeJson } from "../../../workflows/rules/sales-notice-json.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { JSON_BODY } from "../../stories/http-event.ts";
import { type Story, story, unsubscribeLink } from "../../stories/line.ts";
import { soldCampaign } from "./campaign.ts";
import { HOLIDAYS, salesDesk } from "./desk.ts";
import { type Act, type Visitor, visitor } from "./leads.ts";
import { Pace } from "./pace.ts";
import type { Quarter } from "./quarter.ts";
import { Referee } from "./referee.ts";
import { Salespeople, type Told } from "./salespeople.ts";
import { LocalTime, WorkingHours } from "./working-hours.ts";

export interface LivedQuarter {
  readonly referee: Referee;
  readonly lives: readonly Life[];
  /** By the desk's own count. */
  readonly counted: ReadonlyMap<string, number>;
  readonly notices: number;
  /** How the doors answered sales: `200` taken, `409` somebody was first, or full. */
  readonly answers: ReadonlyMap<string, number>;
  readonly lost: readonly string[];
  readonly times: Pace["times"];
}

export async function liveQuarter(quarter: Quarter, seed: number): Promise<LivedQuarter> {
  const desk = salesDesk();
  const hours = workingHours(quarter);
  const referee = new Referee(desk, hours);
  const campaigns = [soldCampaign()];
  const edges = new Edges(referee);
  const told = story({
    campaigns: () => campaigns,
    desk: () => desk,
    start: quarter.from,
    seed,
    keepHistories: false,
    around: (world) => edges.around(world),
    wrote: (before, after) => referee.wrote(before, after, told.now),
    stepped: (events, { name }) =>
      referee.stepped(
        name.slice(0, 32) as LeadId,
        events.filter(({ type }) => type.endsWith("StateEntered")).length,
      ),
  });
  edges.open(told, new Salespeople(edges, hours, desk.manager, seed));
  for (let n = 0; n < quarter.leads; n++) edges.expect(visitor(n, quarter, seed));
  // What the mail service tells of its letters says nothing to sales: it is left out, to be quicker.
  told.line.deliver = (what, hand) => (what === "stream" ? hand() : undefined);
  const pace = new Pace();
  for (let at = quarter.from; at < quarter.settled; at += DAY) {
    await told.line.liveUntil(at);
    pace.measure();
  }
  await told.line.liveUntil(quarter.settled);
  const { times } = pace;
  const { open } = await told.line.world.rota.read();
  return {
    referee,
    lives: told.line.leads.all(),
    counted: open,
    notices: told.notices.length,
    answers: edges.answers,
    lost: told.line.deadLetters,
    times,
  };
}

function workingHours({ from, settled }: Quarter): ReadonlyMap<string, WorkingHours> {
  const people = Object.entries(salesDesk().people);
  const zones = new Set(people.map(([, { zone }]) => zone));
  // A promise made at the end is still looked forward from.
  const locals = new Map([...zones].map((zone) => [zone, new LocalTime(zone, from, settled + 60 * DAY)]));
  return new Map(
    people.map(([key, person]) => {
      const local = locals.get(person.zone);
      if (local === undefined) throw new Error(`${key} lives nowhere.`);
      return [key, new WorkingHours(person, local, HOLIDAYS[person.holidays ?? ""] ?? [])];
    }),
  );
}

/** Where leads and salespeople meet the line. */
class Edges {
  readonly answers = new Map<string, number>();
  private readonly referee: Referee;
  private readonly links = new Map<string, string>();
  private mailsSeen = 0;
  private readonly wayOut = new Map<string, string>();
  private story: Story | undefined;
  private people: Salespeople | undefined;

  constructor(referee: Referee) {
    this.referee = referee;
  }

  open(story: Story, people: Salespeople): void {
    this.story = story;
    this.people = people;
  }

  /** Hears every notice as a subscriber of everybody's would. */
  around(world: World): World {
    const { leads, sales } = world;
    return {
      ...world,
      sales: {
        confirmedSubscribers: () => sales.confirmedSubscribers(),
        publish: async (notice) => {
          await sales.publish(notice);
          const { kind, to, leadId, handoff: n, links } = notice.json as NoticeJson;
          const life = await leads.read(leadId as LeadId);
          this.links.set(`${leadId} ${n}`, links["accept"] ?? links["answer"] ?? "");
          this.referee.told(kind, life, n, this.now());
          const byHand = life.handoffs.some((each) => each.n === n && each.byHand === true);
          this.people?.hear({ kind, to, leadId: life.leadId, n, byHand });
        },
      },
    };
  }

  now(): number {
    return this.told.now;
  }

  later(at: number, act: () => Promise<void>): void {
    this.told.line.later(at, act);
  }

  async lead(leadId: LeadId) {
    const life = await this.told.line.leads.read(leadId);
    return isKnown(life) ? life : undefined;
  }

  async says(told: Told, by: string, said: Readonly<Record<string, string>>): Promise<void> {
    const { pathname } = new URL(this.links.get(`${told.leadId} ${told.n}`) ?? "");
    const [, door = "", token = ""] = pathname.split("/");
    const body = JSON.stringify({ by, ...said });
    const { statusCode } = await this.told.sends(door, { method: "POST", token, headers: JSON_BODY, body });
    const what = `${said["answer"] ?? said["result"]} ${statusCode}`;
    this.answers.set(what, (this.answers.get(what) ?? 0) + 1);
  }

  expect({ email, fields, comes, acts }: Visitor): void {
    this.later(comes, async () => void (await this.told.postsUnsettled(fields)));
    for (const { at, does } of acts) this.later(at, () => this.acts(email, does));
  }

  private async acts(email: string, does: Act["does"]): Promise<void> {
    if (does === "attends") await this.told.attendsUnsettled(email);
    if (does === "asks") await this.told.postsUnsettled({ email, message: "A demo, please." });
    const wayOut = does === "leaves" ? this.wayOutOf(email) : undefined;
    if (wayOut !== undefined)
      await this.told.followsUnsettled(wayOut, "POST", { "List-Unsubscribe": "One-Click" });
  }

  private wayOutOf(email: string): string | undefined {
    for (const mail of this.told.mails.slice(this.mailsSeen)) this.wayOut.set(mail.to, unsubscribeLink(mail));
    this.mailsSeen = this.told.mails.length;
    return this.wayOut.get(email);
  }

  private get told(): Story {
    if (this.story === undefined) throw new Error("Nobody can come in before the line stands.");
    return this.story;
  }
}
