/** What people of sales have to do, read from the table: one person's list, and for the manager everybody's. */
import { calendarOf, nextAtWork } from "../workflows/rules/business-time.ts";
import { dayAt, momentOf, startOfWeek } from "../workflows/rules/clock.ts";
import { NOBODY, nameOf } from "../workflows/rules/desk-people.ts";
import type { LeadId } from "../workflows/rules/lead.ts";
import { isTheirs, type ToDo, toDo } from "../workflows/rules/to-do.ts";
import { playbook } from "./commit.ts";
import { livesOf } from "./many-lives.ts";
import { headingOf } from "./pages/heading.ts";
import { dossierLink, handoffLink } from "./sales-links.ts";
import type { DeskAnswer, World } from "./world/world.ts";

/** The most pressing of one person, or of those that wait: nobody reads a longer list. */
export const MOST = 100;
/** All that somebody holds is read before it is cut: the table's order says nothing of what presses. */
const MOST_READ = 1_000;
/** The newest answers of one person. */
const MOST_ANSWERS = 50;

/** One lead of somebody's list, with the ways to it. */
export interface Listed extends ToDo {
  readonly links: { readonly answer: string; readonly dossier: string };
}

/** Theirs, and what a pool of theirs shares and nobody has accepted yet. Days and words by their own clock. */
export async function toDoOf(world: World, person: string, at: number): Promise<readonly ToDo[]> {
  const desk = world.desk();
  const shares = desk.pools.some((pool) => pool.share && pool.people.includes(person));
  const [own, free] = await Promise.all([
    livesOf(world, world.rota.held(person), MOST_READ),
    shares ? livesOf(world, world.rota.held(NOBODY), MOST_READ) : [],
  ]);
  const zone = desk.people[person]?.zone ?? world.settings.defaultTimeZone;
  return toDo(
    [...own, ...free].filter((life) => isTheirs(life, person, desk)),
    zone,
    at,
    opensToday(world, person, at),
  );
}

/** When the day's work of somebody begins: the next day's, where they have that one off. */
function opensToday(world: World, key: string, at: number): number | undefined {
  const { desk, holidays } = playbook(world);
  const person = desk.people[key];
  if (person === undefined) return undefined;
  return nextAtWork(momentOf(dayAt(at, person.zone), person.zone), calendarOf(person, holidays));
}

/** The first so many of them, with the ways to each. */
export function listed(world: World, todo: readonly ToDo[], at: number): Promise<readonly Listed[]> {
  return Promise.all(
    todo.slice(0, MOST).map(async (each) => {
      const { life, handoff } = each;
      const [answer, dossier] = await Promise.all([
        handoffLink(world.links, life, handoff, at),
        dossierLink(world.links, life, at),
      ]);
      return { ...each, links: { answer, dossier } };
    }),
  );
}

/** Everybody's, for the manager; the week by the manager's clock. */
export async function wholeDesk(world: World, at: number): Promise<WholeDesk> {
  const desk = world.desk();
  const zone = desk.people[desk.manager]?.zone ?? world.settings.defaultTimeZone;
  const { open } = await world.rota.read();
  const gone = [...open].filter(([key, count]) => count > 0 && desk.people[key] === undefined);
  const keys = [...Object.keys(desk.people), ...gone.map(([key]) => key)];
  const people: Hands[] = [];
  for (const key of keys) people.push(await handsOf(world, key, zone, at));
  const waiting = toDo(await livesOf(world, world.rota.held(NOBODY), MOST_READ), zone, at);
  const spokenOf = new Set(people.flatMap(({ answers }) => answers.map(({ leadId }) => leadId)));
  const answered = await livesOf(world, spokenOf, spokenOf.size);
  const titles = new Map(answered.map(({ leadId, lead }) => [leadId, headingOf(lead, playbook(world))]));
  return { people, waiting: await listed(world, waiting, at), titles };
}

async function handsOf(world: World, key: string, zone: string, at: number): Promise<Hands> {
  const desk = world.desk();
  const leads = toDo(
    await livesOf(world, world.rota.held(key), MOST_READ),
    zone,
    at,
    opensToday(world, key, at),
  );
  const answers: DeskAnswer[] = [];
  for await (const answer of world.rota.answers(key, startOfWeek(at, zone))) answers.push(answer);
  return {
    key,
    name: nameOf(key, desk),
    atMost: desk.people[key]?.atMost,
    leads: await listed(world, leads, at),
    more: Math.max(0, leads.length - MOST),
    answers: answers.slice(-MOST_ANSWERS),
  };
}

/** Somebody's leads, and what they answered since the week began. */
export interface Hands {
  readonly key: string;
  readonly name: string;
  /** Undefined of somebody who is on the desk no more. */
  readonly atMost: number | undefined;
  readonly leads: readonly Listed[];
  /** Theirs too, and less pressing. */
  readonly more: number;
  readonly answers: readonly DeskAnswer[];
}

export interface WholeDesk {
  readonly people: readonly Hands[];
  /** Those that wait for somebody: nobody has room, or a pool shares them. */
  readonly waiting: readonly Listed[];
  /** Whom the answers speak of, by id; those that were erased are not in it. */
  readonly titles: ReadonlyMap<LeadId, string>;
}
