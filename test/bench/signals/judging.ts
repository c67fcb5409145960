/**
 * The judge against the labels. Counted in links of mails, as the score counts them: a link that only machines fetched
 * should be a machine's, one that a person followed a person's, whoever else fetched it. And click by click, as they came.
 */
import { verdicts } from "../../../workflows/rules/bots.ts";
import type { Known } from "../../../workflows/rules/life.ts";
import { corpus, type Delivery } from "../corpus/corpus.ts";
import type { Fetch } from "../corpus/fetch.ts";
import { retold } from "./retold.ts";
import { Tally } from "./tally.ts";

export interface Judged {
  readonly deliveries: number;
  readonly events: number;
  /** Links that only machines fetched, by the kind of the first: right where a machine was seen. */
  readonly machines: Tally;
  /** Links that people followed, by their kind: right where a person was seen. */
  readonly people: Tally;
  /** The same for each single click. */
  readonly machineClicks: Tally;
  readonly personClicks: Tally;
  /** Pictures that only machines fetched, and that people did. */
  readonly machineOpens: Tally;
  readonly personOpens: Tally;
  /** Of the people's links, those that earn points but prove nothing. */
  doubted: number;
}

export function judged(leads: number, seed: number): Judged {
  const found = { deliveries: 0, events: 0, doubted: 0, ...tallies() };
  for (const deliveries of corpus(leads, seed)) {
    const life = retold(deliveries);
    const seen = seenIn(life);
    for (const delivery of deliveries) {
      found.deliveries++;
      found.events += delivery.told.length;
      byLink(delivery, seen, found);
      byClick(delivery, seen, found);
    }
  }
  return found;
}

function tallies() {
  return {
    machines: new Tally(),
    people: new Tally(),
    machineClicks: new Tally(),
    personClicks: new Tally(),
    machineOpens: new Tally(),
    personOpens: new Tally(),
  };
}

/** What the judge says, by mail and link, and by mail, link and instant. */
interface Seen {
  readonly links: ReadonlyMap<string, "person" | "probably a machine">;
  readonly machineClicks: ReadonlySet<string>;
}

function seenIn(life: Known): Seen {
  const { of, visits } = verdicts(life);
  const links = new Map<string, "person" | "probably a machine">();
  for (const line of life.ledger) {
    const by = of.get(line.key)?.by;
    const link = `${line.messageId} ${line.kind === "open" ? "picture" : line.link}`;
    if (by === "person" || (by === "probably a machine" && links.get(link) === undefined))
      links.set(link, by);
  }
  const machineClicks = visits
    .filter(({ machine }) => machine !== undefined)
    .flatMap(({ fetches }) => fetches.map(({ line, at }) => `${line.messageId} ${line.link} ${at}`));
  return { links, machineClicks: new Set(machineClicks) };
}

function byLink({ mail, fetches }: Delivery, seen: Seen, found: Judged): void {
  for (const [link, all] of Map.groupBy(fetches, nameOf)) {
    const person = all.find(({ label }) => label.by === "person");
    const by = seen.links.get(`${mail.messageId} ${link}`);
    const kind = (person ?? all[0])?.label.kind ?? "";
    const [people, machines] =
      link === "picture" ? [found.personOpens, found.machineOpens] : [found.people, found.machines];
    if (person) people.add(kind, by !== undefined);
    else machines.add(kind, by === undefined);
    if (person && link !== "picture" && by === "probably a machine") found.doubted++;
  }
}

function byClick({ mail, fetches }: Delivery, seen: Seen, found: Judged): void {
  for (const each of fetches) {
    if (each.what === "picture") continue;
    const isMachine = seen.machineClicks.has(`${mail.messageId} ${nameOf(each)} ${each.at}`);
    if (each.label.by === "machine") found.machineClicks.add(each.label.kind, isMachine);
    else found.personClicks.add(each.label.kind, !isMachine);
  }
}

function nameOf({ what }: Fetch): string {
  return what === "picture" ? what : what.link;
}
