/** Stories of the sales desk: people who keep office hours, a lead that is theirs, and the verbs in which they act on it. */
import type * as z from "zod";
import { playbook } from "../../functions/commit.ts";
import { readFollowUp } from "../../functions/handoff-answer.ts";
import { takeFromSales } from "../../functions/take-from-sales.ts";
import { Desk, type Person, type Pool } from "../../workflows/rules/desk.ts";
import type { Life } from "../../workflows/rules/life.ts";
import type { Result } from "../../workflows/rules/results.ts";
import { campaign, SMALL, type Stated } from "./campaign.ts";
import { FITTING, type Story, story } from "./line.ts";

const { answerWithin, ...RELEASE } = SMALL.release;
/** The small campaign, which leaves the time to answer to the desk. */
export const sold = (change: Stated = {}) =>
  campaign({ ...change, release: { ...RELEASE, ...change.release } });

type Stating = z.input<typeof Person>;

/** Somebody in Cork, Monday to Friday from nine to six, with Ireland's public holidays. */
export function worker(name: string, change: Partial<Stating> = {}): Stating {
  return {
    name,
    email: `${name.toLowerCase()}@orchard-cold-chain.example`,
    zone: "Europe/Dublin",
    days: ["monday", "tuesday", "wednesday", "thursday", "friday"],
    hours: "9-18",
    holidays: "IE",
    ...change,
  };
}

export interface Office extends Partial<Omit<z.input<typeof Desk>, "people" | "pools">> {
  /** Tom and Ines, who keep office hours, differ so. Ruth manages. */
  readonly tom?: Partial<Stating>;
  readonly ines?: Partial<Stating>;
  /** Others, by key. */
  readonly others?: Readonly<Record<string, Stating>>;
  readonly gone?: readonly string[];
  readonly pools?: readonly z.input<typeof Pool>[];
}

/** Four working hours to answer, Tom's turn first, then Ines's. */
export function office({ tom, ines, others = {}, gone = [], pools, ...stated }: Office = {}): Desk {
  const all = { tom: worker("Tom", tom), ines: worker("Ines", ines), ruth: worker("Ruth"), ...others };
  const people = Object.fromEntries(Object.entries(all).filter(([key]) => !gone.includes(key)));
  return Desk.parse({
    manager: "ruth",
    people,
    pools: [...(pools ?? [{ name: "europe", people: ["tom", "ines"].filter((key) => !gone.includes(key)) }])],
    answer: { scored: "4 hours", handRaised: "30 minutes" },
    ...stated,
  });
}

type Options = NonNullable<Parameters<typeof story>[0]>;

/** Nothing has happened yet; it is `at`. */
export function openFrom(at: string, desk: () => Desk, options: Options = {}): Story {
  return story({ campaigns: () => [sold()], ...options, start: Date.parse(at), desk });
}

/** A lead turned ripe `at`: it came, and sat through a webinar. */
export async function ripeAt(at: string, desk: () => Desk, options: Options = {}): Promise<Story> {
  const told = openFrom(at, desk, options);
  await told.posts(FITTING);
  await told.attends();
  return told;
}

/** What people of sales heard, and when: `2026-11-20 17:55 release tom`. To the second where it isn't a full minute. */
export function heard({ notices }: Story): readonly string[] {
  return notices.map(({ at, attributes = {} }) => `${moment(at)} ${attributes["kind"]} ${attributes["to"]}`);
}

export function moment(at: number): string {
  return new Date(at)
    .toISOString()
    .replace("T", " ")
    .replace(/(:00)?\.000Z$/, "")
    .replace("Z", "");
}

interface More {
  readonly by?: string;
  readonly until?: string;
  readonly note?: string;
  readonly n?: number;
}

/** Whoever accepted the lead says what came of it. Undefined when that was taken, else why it wasn't. */
export async function says(told: Story, result: Result, more: More = {}): Promise<string | undefined> {
  const refused = await saysUnsettled(told, result, more);
  await told.line.settle();
  return refused;
}

/** The same, in the middle of what others do. */
export function saysUnsettled(told: Story, result: Result, more: More = {}): Promise<string | undefined> {
  return saysOf(told, FITTING.email, result, more);
}

/** The same of any lead. */
export async function saysOf(told: Story, email: string, result: Result, more: More = {}) {
  const { line, now } = told;
  const rules = playbook(line.world);
  const { leadId, handoffs } = await told.life(email);
  const n = more.n ?? handoffs.length;
  const { to } = handoffs.find((each) => each.n === n) ?? {};
  const read = readFollowUp({ result, ...more }, { to, playbook: rules, at: now });
  if ("problem" in read) return read.problem;
  const meant = (life: Life) => life.handoffs.find((each) => each.n === n);
  const taken = await takeFromSales(line.world, leadId, meant, read, undefined, now);
  return "refused" in taken ? taken.refused : undefined;
}

/** How many leads each person holds, as the desk has counted; nobody's zeros are left out. */
export async function loads({ line }: Story): Promise<Readonly<Record<string, number>>> {
  const { open } = await line.world.rota.read();
  return Object.fromEntries([...open].filter(([, count]) => count !== 0));
}
