/**
 * People who read mails. Half of all opens come within three hours, a quarter within one, six in seven within a day (Inntopia,
 * 4 million mails, 2013: 27 % in the first hour, 61 % in six; MailerMailer, 1.4 billion mails, 2012: 79 % within a day): a
 * lognormal around three hours of spread 1.9. Some people live near their inbox and others don't, so that spread
 * is split: 1.0 between people, 1.6 between one person's mails (1.0² + 1.6² = 1.9²).
 */
import type { Chance } from "./chance.ts";
import type { Fetch, Label, Mail, PersonKind } from "./fetch.ts";
import { seen, unseen } from "./scanners.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export interface Person {
  readonly kind: PersonKind;
  /** Half of its mails it opens sooner than this, in milliseconds. */
  readonly median: number;
  /** Of ten mails it opens, how many it follows a link of. */
  readonly curiosity: number;
  readonly agent: string;
  readonly ip: string;
  /** Its mail program fetches pictures long before it looks. */
  readonly prefetches: boolean;
  /** Its firm has each link checked as it is clicked; and whether SES knows that check for a machine. */
  readonly checked: "no" | "seen" | "unseen";
}

const AGENTS = [
  {
    weight: 60,
    agent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36",
  },
  {
    weight: 25,
    agent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
  },
  { weight: 15, agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0" },
];

export function somePerson(kind: PersonKind, ip: string, chance: Chance): Person {
  const checked = kind === "behind a scanner that checks at the click";
  return {
    kind,
    median: chance.around(3 * HOUR, 1),
    curiosity: chance.between(0.1, 0.9),
    agent: chance.pick(AGENTS).agent,
    ip,
    // Apple's mail program has about half of the market for opens (Litmus, 2024), less of it in firms: three in ten.
    prefetches: chance.in(0.3),
    checked: checked ? (chance.in(0.6) ? "seen" : "unseen") : "no",
  };
}

/** What this person does with a mail that reaches its inbox at `reachedAt`, and what machines do because of it. */
export function reads(person: Person, mail: Mail, reachedAt: number, chance: Chance): readonly Fetch[] {
  const found: Fetch[] = [];
  if (person.prefetches) found.push(prefetch(mail, reachedAt, chance));
  // A third of a nurtured list opens a letter at all; the corpus is about those who do, so more of them.
  if (!chance.in(0.6)) return found;
  // Nobody reads a subject, opens, reads and clicks in under five seconds.
  const opened = reachedAt + Math.max(5 * SECOND, chance.around(person.median, 1.6));
  found.push(fetch(person, "picture", opened, chance));
  if (!chance.in(person.curiosity)) return found;
  const clicked = opened + chance.around(15 * SECOND, 0.9);
  found.push(...sitting(person, mail, clicked, chance));
  // Read again the next day: one reader in ten.
  if (chance.in(0.1)) found.push(...sitting(person, mail, clicked + chance.between(12, 48) * HOUR, chance));
  if (chance.in(0.03)) found.push(...forwards(mail, clicked, chance));
  // The link goes into the firm's chat, which fetches it for a preview: one reader in two hundred.
  if (chance.in(0.005)) found.push(preview(mail, clicked + chance.around(2 * MINUTE, 1), chance));
  return found;
}

/** One to three links, some seconds of reading between them: most people follow what they came for, and no more. */
function sitting(person: Person, mail: Mail, from: number, chance: Chance): readonly Fetch[] {
  const count = chance.pick([
    { weight: 72, count: 1 },
    { weight: 21, count: 2 },
    { weight: 7, count: 3 },
  ]).count;
  const found: Fetch[] = [];
  let at = from;
  for (const link of chance.some(mail.links, count)) {
    found.push(...click(person, link, at, chance));
    // Back from a page, or the next tab at once: a median of 15 seconds; no hand is quicker than 0.4.
    at += Math.max(400, chance.around(15 * SECOND, 1.1));
  }
  return found;
}

function click(person: Person, link: string, at: number, chance: Chance): readonly Fetch[] {
  const own = fetch(person, { link }, at, chance);
  // A double click on a link: two requests within Windows' half second. Three people in a hundred.
  const twice = chance.in(0.03) ? [fetch(person, { link }, at + chance.between(120, 480), chance)] : [];
  if (person.checked === "no") return [own, ...twice];
  const label: Label = { by: "machine", kind: "a check at the click" };
  // The check goes ahead of the browser, "milliseconds apart" in the field notes; two seconds where it looks closer.
  const checkedAt = Math.round(at - chance.between(50, chance.in(0.2) ? 2_000 : 300));
  const isBotEvent = person.checked === "seen" ? seen(chance) : unseen(chance);
  const check = { ...own, at: checkedAt, label, agent: "Microsoft Office/16.0", ip: "40.94.1.9", isBotEvent };
  return [check, own, ...twice];
}

/** A colleague gets it, hours later and from elsewhere: as good as the lead itself. */
function forwards(mail: Mail, from: number, chance: Chance): readonly Fetch[] {
  const colleague = somePerson("got it forwarded", `81.2.${Math.floor(chance.between(0, 256))}.5`, chance);
  const at = from + chance.around(4 * HOUR, 1);
  return [fetch(colleague, "picture", at, chance), ...sitting(colleague, mail, at + 20 * SECOND, chance)];
}

function preview(mail: Mail, at: number, chance: Chance): Fetch {
  return {
    what: { link: chance.some(mail.links, 1)[0] ?? "" },
    at: Math.round(at),
    label: { by: "machine", kind: "a chat's preview" },
    agent: "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    ip: "54.86.3.2",
    isBotEvent: chance.in(0.6) ? seen(chance) : unseen(chance),
  };
}

/** Within minutes to hours of the mail's arrival, whenever the device is on power and in a network. */
function prefetch(_mail: Mail, reachedAt: number, chance: Chance): Fetch {
  return {
    what: "picture",
    at: Math.round(reachedAt + chance.around(20 * MINUTE, 1.5)),
    label: { by: "machine", kind: "a mail program's prefetch" },
    agent: "Mozilla/5.0",
    ip: "104.28.30.4",
    isBotEvent: chance.in(0.8) ? seen(chance) : unseen(chance),
  };
}

function fetch({ kind, agent, ip }: Person, what: Fetch["what"], at: number, chance: Chance): Fetch {
  return { what, at: Math.round(at), label: { by: "person", kind }, agent, ip, isBotEvent: word(chance) };
}

/** SES takes one person in 500 for a machine, and says nothing of one in ten. Assumptions: it publishes no rate. */
function word(chance: Chance): Fetch["isBotEvent"] {
  if (chance.in(0.002)) return "Likely";
  return chance.in(0.9) ? "Unlikely" : undefined;
}
