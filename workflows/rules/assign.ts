/** Who gets a released lead: whoever knows it or its company already, else whoever's turn it is in the pool that fits. */
import { accountOf } from "./account.ts";
import { awayUntil } from "./business-time.ts";
import type { Desk, Pool } from "./desk.ts";
import { nameOf } from "./desk-people.ts";
import { factsOf } from "./facts.ts";
import type { DeskChange } from "./holder.ts";
import { holds } from "./holds.ts";
import type { Handoff, Known } from "./life.ts";
import { type Playbook, saidBy, segmentOf, understood } from "./playbook.ts";
import type { Instant } from "./time.ts";

/** What the desk holds now, as one consistent reading found it. */
export interface Rota {
  /** How many leads each person holds, by key. */
  readonly open: ReadonlyMap<string, number>;
  /** By pool: whoever was served longest ago comes first; `seen` counts the turns so far. */
  readonly turns: ReadonlyMap<string, Turn>;
}

export interface Turn {
  readonly order: readonly string[];
  readonly seen: number;
}

export type Assigned =
  /** `to` is absent where the pool shares its leads. */
  | { readonly to?: string; readonly pool: string; readonly because: string; readonly desk: DeskChange }
  | { readonly full: string };

/**
 * `accountOwner`: the key of whoever has had the lead's company so far, if anybody. Nobody gets a lead who is away, who
 * holds as many as they can work on, or whose time for this one is over.
 */
export function assign(
  life: Known,
  handoff: Handoff,
  playbook: Playbook,
  { rota, accountOwner }: { readonly rota: Rota; readonly accountOwner: string | undefined },
  now: Instant,
): Assigned {
  const { desk } = playbook;
  const pool = poolOf(life, handoff, playbook, now);
  const { order, seen } = turnOf(pool, rota);
  const asked = askedOf(order, handoff);
  if (pool.share) return { pool: pool.name, because: `for everybody of ${pool.name}`, desk: {} };
  const whyNot = (key: string) => hindrance(key, asked, desk, rota, now);
  const domain = accountOf(life.lead.address);
  const knowing = knows(life, handoff, desk, accountOwner);
  const known = knowing.find(({ key }) => whyNot(key) === undefined);
  const account = (owner: string) =>
    domain === undefined || accountOwner !== undefined
      ? {}
      : { account: { domain, owner, isFirst: true as const } };
  const most = (key: string) => desk.people[key]?.atMost ?? 0;
  if (known) {
    const { key, because } = known;
    return { to: key, pool: pool.name, because, desk: { most: most(key), ...account(key) } };
  }
  const next = order.find((key) => whyNot(key) === undefined);
  if (next === undefined)
    return {
      full: inWords(
        order.map((key) => [key, whyNot(key)]),
        desk,
      ),
    };
  const turn = { pool: pool.name, order: [...order.filter((key) => key !== next), next], seen };
  const passedOver = knowing.map(({ key, because }) => `${because}, but ${whyNot(key)}`);
  const because = [`${nameOf(next, desk)}'s turn in ${pool.name}`, ...passedOver.slice(0, 1)].join("; ");
  return { to: next, pool: pool.name, because, desk: { most: most(next), turn, ...account(next) } };
}

/** The first pool that fits the lead; the last of them fits every one. */
export function poolOf(life: Known, handoff: Handoff, playbook: Playbook, now: Instant): Pool {
  const { pools, regions } = playbook.desk;
  const campaign = playbook.campaigns.find(({ name }) => name === handoff.campaign);
  const facts = campaign ? factsOf(life, campaign, playbook, now) : saidBy(life.lead, playbook);
  const country = understood(life.lead, playbook).countryCode;
  const segment = campaign && segmentOf(life.lead, campaign, playbook)?.name;
  const fits = (pool: Pool) =>
    (pool.regions?.some((region) => regions[region]?.includes(country ?? "")) ?? true) &&
    (pool.segments?.includes(segment ?? "") ?? true) &&
    (pool.campaigns?.includes(handoff.campaign) ?? true) &&
    (pool.when === undefined || holds(pool.when, facts));
  const found = pools.find(fits) ?? pools.at(-1);
  if (found === undefined) throw new RangeError("the sales desk has no pool: sales.yaml needs one.");
  return found;
}

/** Who isn't to have it again. Once everybody has had it, it goes round anew, beginning with another than the last. */
function askedOf(order: readonly string[], { asked = [] }: Handoff): readonly string[] {
  if (!order.every((key) => asked.includes(key))) return asked;
  return order.length > 1 ? asked.slice(-1) : [];
}

/** Who has a claim on the lead before any turn, the strongest first. */
function knows(life: Known, handoff: Handoff, desk: Desk, accountOwner: string | undefined) {
  const { lead, handoffs } = life;
  const domain = accountOf(lead.address) ?? "";
  const fixed = Object.entries(desk.accounts).find(
    ([account]) => accountOf(`office@${account}`) === domain,
  )?.[1];
  const answered = handoffs.findLast((each) => each.n < handoff.n && each.answeredBy !== undefined)?.to;
  const owner = Object.entries(desk.people).find(
    ([, { email }]) => email.toLowerCase() === lead.owner?.address.toLowerCase(),
  )?.[0];
  const name = (key: string) => nameOf(key, desk);
  const claims = [
    fixed && { key: fixed, because: `${name(fixed)} has the account ${domain}` },
    answered && { key: answered, because: `${name(answered)} has dealt with it before` },
    owner && { key: owner, because: `${name(owner)} is its owner` },
    accountOwner && { key: accountOwner, because: `${name(accountOwner)} has the account ${domain}` },
  ];
  return claims.filter((claim) => claim !== undefined && claim !== "");
}

/** Why this person can't have the lead now, in words that follow the name; undefined when nothing stands against it. */
function hindrance(
  key: string,
  asked: readonly string[],
  { people }: Desk,
  { open }: Rota,
  now: Instant,
): string | undefined {
  const person = people[key];
  if (person === undefined) return "is on the desk no more";
  if (asked.includes(key)) return "has had it already";
  const until = awayUntil(person, now);
  if (until !== undefined) return `is away until ${until}`;
  return (open.get(key) ?? 0) >= person.atMost
    ? `holds ${person.atMost} leads, which is the most`
    : undefined;
}

/** Whoever has left the pool falls out, whoever is new queues at the end. */
function turnOf({ name, people }: Pool, { turns }: Rota): Turn {
  const { order, seen } = turns.get(name) ?? { order: [], seen: 0 };
  const still = order.filter((key) => people.includes(key));
  return { order: [...still, ...people.filter((key) => !still.includes(key))], seen };
}

function inWords(reasons: readonly (readonly [string, string | undefined])[], desk: Desk): string {
  return reasons.map(([key, why]) => `${nameOf(key, desk)} ${why}`).join(", ");
}
