/**
 * Fitting leads who act: they click as the corpus's people do, behind its scanners and without, and some of them do what only
 * people do. Whoever gave a person's proof should reach sales, and soon.
 */
import { anyHourDesk } from "../../../local/memory/any-hour-desk.ts";
import { recordActivity } from "../../../workflows/rules/activity.ts";
import { HIDDEN_LINK } from "../../../workflows/rules/bots.ts";
import { capture } from "../../../workflows/rules/capture.ts";
import { dayAt } from "../../../workflows/rules/clock.ts";
import type { Known } from "../../../workflows/rules/life.ts";
import type { Playbook } from "../../../workflows/rules/playbook.ts";
import { HOUR, type Instant } from "../../../workflows/rules/time.ts";
import { type Chance, chance as chanceOf } from "../corpus/chance.ts";
import { BEGINNING, type Delivery, delivery, leadId, letter, someMailbox } from "../corpus/corpus.ts";
import { benchCampaign, SETTLE, ZONE } from "./campaign.ts";
import { type Happening, heard, type Lived, lived } from "./lived.ts";
import { type Share, Tally } from "./tally.ts";

type Act = "a form post" | "a raised hand" | "a reply" | "attended";

export interface PeopleLives {
  readonly lives: number;
  /** Of those who gave a person's proof, who was handed over: by what gave it. */
  readonly proven: Tally;
  /** From the act that completed the proof to the hand-off, in milliseconds, the quickest first. */
  readonly delays: ReadonlyMap<string, readonly number[]>;
  /** Of those who gave none, how many were handed over all the same. */
  readonly unproven: Share;
  readonly lived: readonly Lived[];
}

export function peopleLives(lives: number, seed: number): PeopleLives {
  const proven = new Tally();
  const unproven = { right: 0, all: 0 };
  const delays = new Map<string, number[]>();
  const all: Lived[] = [];
  for (let n = 0; n < lives; n++) {
    const { life, proof } = oneLife(n, seed);
    all.push(life);
    if (proof === undefined) {
      unproven.all++;
      if (life.releasedAt === undefined) unproven.right++;
      continue;
    }
    proven.add(proof.by, life.releasedAt !== undefined);
    if (life.releasedAt !== undefined)
      delays.set(proof.by, [...(delays.get(proof.by) ?? []), life.releasedAt - proof.at]);
  }
  for (const each of delays.values()) each.sort((a, b) => a - b);
  return { lives, proven, delays, unproven, lived: all };
}

interface Proof {
  readonly by: Act | "clicks in two letters on two days";
  /** When its last part happened. */
  readonly at: Instant;
}

function oneLife(n: number, seed: number): { readonly life: Lived; readonly proof: Proof | undefined } {
  const chance = chanceOf(seed * 11_000_027 + n);
  const mailbox = someMailbox(leadId(n), chance);
  const deliveries: Delivery[] = [];
  const acts: Proof[] = [];
  const campaign = benchCampaign();
  const playbook: Playbook = { campaigns: [campaign], desk: anyHourDesk(), defaultTimeZone: ZONE };
  const life = lived(mailbox.lead, campaign, BEGINNING, (index, sentAt) => {
    const mail = letter(mailbox.lead, index, sentAt);
    const came = delivery(mail, mailbox, chance);
    deliveries.push(came);
    const act = someAct(sentAt, chance);
    if (act) acts.push(act);
    const own = act ? [happening(act, playbook)] : [];
    return [...came.told.map((event) => heard(mail, event, SETTLE)), ...own];
  });
  return { life, proof: earliest([...acts, ...clickProof(deliveries)]) };
}

/** After one letter in 25 its reader does what only people do; shares are assumptions, the outcome doesn't hang on them. */
function someAct(sentAt: Instant, chance: Chance): Proof | undefined {
  if (!chance.in(0.04)) return undefined;
  const by = chance.pick<{ weight: number; by: Act }>([
    { weight: 4, by: "a form post" },
    { weight: 1, by: "a raised hand" },
    { weight: 3, by: "a reply" },
    { weight: 3, by: "attended" },
  ]).by;
  return { by, at: Math.round(sentAt + chance.between(1, 5 * 24) * HOUR) };
}

function happening({ by, at }: Proof, playbook: Playbook): Happening {
  const key = `${by} ${at}`;
  const change = (who: Known) => {
    if (by === "attended") return recordActivity(who, { key, name: "attended", at }, playbook);
    if (by === "a reply")
      return recordActivity(who, { key, name: "replied", at, reply: { answers: [] } }, playbook);
    return capture(
      who,
      post(who, by === "a raised hand" ? "A demo, please" : "How long does a probe last?", at),
      playbook,
      at,
      "DUE#0",
    );
  };
  return { receivedAt: at, change, countsFrom: at };
}

function post(who: Known, message: string, at: Instant) {
  const { leadId: id, address } = who.lead;
  const rest = { form: "cold-store-guide", answers: {}, utm: {}, consent: false, fingerprint: String(at) };
  return { leadId: id, address, profile: { message }, at, ...rest };
}

/** Clicks of people in two letters, on two days of the calendar: as the labels say, whatever the judge thinks of them. */
function clickProof(deliveries: readonly Delivery[]): readonly Proof[] {
  const clicks = deliveries.flatMap(({ mail, fetches }) =>
    fetches
      .filter(({ what, label }) => label.by === "person" && what !== "picture" && what.link !== HIDDEN_LINK)
      .map(({ at }) => ({ mail: mail.messageId, at, day: dayAt(at, ZONE) })),
  );
  const second = clicks
    .sort((a, b) => a.at - b.at)
    .find((one, index) => clicks.slice(0, index).some((two) => two.mail !== one.mail && two.day !== one.day));
  return second ? [{ by: "clicks in two letters on two days", at: second.at }] : [];
}

function earliest(proofs: readonly Proof[]): Proof | undefined {
  return proofs.toSorted((a, b) => a.at - b.at)[0];
}
