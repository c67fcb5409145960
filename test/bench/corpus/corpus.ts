/**
 * Mails to made-up leads over months, and everything that came of them. The label of a fetch is what the generator made it
 * for: it is known, not judged. Some kinds no judge could tell from a person, and they are in here all the same: a
 * machine that fetches one visible link once under a browser's name.
 */
import { type Chance, chance as chanceOf } from "./chance.ts";
import type { Fetch, Mail, PersonKind } from "./fetch.ts";
import { type Person, reads, somePerson } from "./people.ts";
import { type Scanner, scans, someScanner } from "./scanners.ts";
import { type Told, told } from "./ses-record.ts";

const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;

/** A Monday morning. */
export const BEGINNING = Date.parse("2026-01-05T09:00:00Z");

/** What stands behind an address. */
export interface Mailbox {
  readonly lead: string;
  readonly scanner: Scanner | undefined;
  readonly person: Person | undefined;
}

export interface Delivery {
  readonly mail: Mail;
  readonly fetches: readonly Fetch[];
  readonly told: readonly Told[];
}

/** The links of the six letters: one in three has just one, as short letters should; none has more than five. */
const LETTERS = [3, 1, 4, 2, 1, 5];
const LINKS = ["guide", "case", "figures", "call", "price"];

/** Who sits behind the addresses of a B2B list. Shares without a source are assumptions. */
const SETTINGS: readonly {
  readonly weight: number;
  readonly person: PersonKind;
  readonly scanned: boolean;
}[] = [
  { weight: 45, person: "nobody's scanner near", scanned: false },
  { weight: 28, person: "behind a scanner", scanned: true },
  { weight: 12, person: "behind a scanner that checks at the click", scanned: true },
  { weight: 15, person: "in an office behind one address", scanned: false },
];

/** So many leads with six mails each, one after the other. */
export function* corpus(leads: number, seed: number): Generator<readonly Delivery[]> {
  for (let n = 0; n < leads; n++) {
    const chance = chanceOf(seed * 1_000_003 + n);
    const mailbox = someMailbox(leadId(n), chance);
    const from = BEGINNING + Math.floor(chance.between(0, 60)) * DAY + chance.between(0, 8 * 3_600) * SECOND;
    yield LETTERS.map((_, index) => {
      const mail = letter(mailbox.lead, index, Math.round(from + index * 9 * DAY));
      return delivery(mail, mailbox, chance);
    });
  }
}

export function leadId(n: number): string {
  return n.toString(16).padStart(32, "0");
}

export function someMailbox(lead: string, chance: Chance): Mailbox {
  const setting = chance.pick(SETTINGS);
  const office = setting.person === "in an office behind one address";
  const ip = office ? "165.225.80.12" : `93.184.${Math.floor(chance.between(0, 256))}.7`;
  return {
    lead,
    scanner: setting.scanned ? someScanner(chance) : undefined,
    person: somePerson(setting.person, ip, chance),
  };
}

/** The nth letter of a campaign to this lead. */
export function letter(lead: string, index: number, sentAt: number): Mail {
  return {
    lead,
    touchId: `small_1_letter${index}_1`,
    attempt: `try-${index}`,
    messageId: `${lead}-${index}`,
    sentAt,
    links: LINKS.slice(0, LETTERS[index % LETTERS.length]),
  };
}

export function delivery(mail: Mail, { scanner, person }: Omit<Mailbox, "lead">, chance: Chance): Delivery {
  const scanned = scanner ? scans(scanner, mail, chance) : [];
  // What scans before delivery holds a mail until it has done: nobody reads it sooner.
  const first = scanned.filter(({ at }) => at < mail.sentAt + 3_600 * SECOND).at(-1)?.at;
  const read = person ? reads(person, mail, (first ?? mail.sentAt) + 2 * SECOND, chance) : [];
  const fetches = [...scanned, ...read].sort((a, b) => a.at - b.at);
  return { mail, fetches, told: told(mail, fetches, chance) };
}
