/** What sales reads about a ripe lead: who, why now, what it scored with, what it did, and how to answer. */
import type { Lead } from "./lead.ts";
import type { Handoff, Known } from "./life.ts";
import { LONGEST_SUBJECT, oneLine, unbroken } from "./one-line.ts";
import { type Playbook, runs, understood } from "./playbook.ts";
import { type ScoreLine, score } from "./score.ts";
import type { Instant } from "./time.ts";
import type { Understood } from "./understand.ts";

const TOP_LINES = 5;

export function salesNotice(
  life: Known,
  handoff: Handoff,
  what: "release" | "reminder",
  url: string,
  playbook: Playbook,
  now: Instant,
) {
  const { lead } = life;
  const who = titleOf(lead, understood(lead, playbook));
  const opening = what === "reminder" ? "Still waiting" : "Ripe lead";
  return {
    subject: oneLine(`${opening}: ${who}`, LONGEST_SUBJECT),
    text: text(life, handoff, what, url, playbook, now, who),
  };
}

/** `Zoë Müller, Molkerei Süd`: the person and the company, as far as they are known. */
export function titleOf(lead: Lead, understood: Understood): string {
  return [understood.displayName ?? lead.address, lead.profile.company].filter(Boolean).join(", ");
}

function text(
  life: Known,
  handoff: Handoff,
  what: "release" | "reminder",
  url: string,
  playbook: Playbook,
  now: Instant,
  who: string,
): string {
  const found = runs(life, playbook).find(({ campaign }) => campaign.name === handoff.campaign);
  const lines = found ? score(life, found.campaign, playbook, now).lines : [];
  return [
    what === "reminder" ? `${who} still waits for an answer.` : `${who} is ripe.`,
    `Why now: ${handoff.because}`,
    "",
    ...profile(life.lead),
    ...answers(life, found?.campaign.questions ?? {}),
    "",
    `Score at release: ${handoff.score}`,
    ...top(lines, "fit"),
    ...top(lines, "engagement"),
    "",
    `Mails so far: ${mails(life) || "none"}`,
    `Consent to mail: ${consent(life.lead)}`,
    `Came from: ${[life.lead.source.form, ...Object.values(life.lead.source.utm)].join(", ")}`,
    "",
    `Accept:  ${url}?answer=accept`,
    `Reject:  ${url}?answer=reject`,
    `Snooze:  ${url}?answer=snooze`,
  ]
    .map(unbroken)
    .join("\n");
}

const LABELS = {
  jobTitle: "Job",
  phone: "Phone",
  website: "Website",
  city: "City",
  country: "Country",
  industry: "Industry",
  employees: "Employees",
  installedProduct: "Uses",
  message: "Message",
} as const;

function profile(lead: Lead): string[] {
  const known = Object.entries(LABELS).flatMap(([field, label]) => {
    const value = lead.profile[field as keyof typeof LABELS];
    return value === undefined ? [] : [`${label}: ${oneLine(value, 500)}`];
  });
  return [`E-mail: ${lead.address}`, ...known];
}

function answers(
  life: Known,
  questions: Readonly<
    Record<string, { readonly ask: string; readonly answers: Readonly<Record<string, string>> }>
  >,
): string[] {
  return Object.entries(life.lead.answers).map(([name, code]) => {
    const question = questions[name];
    return `${question?.ask ?? name} ${oneLine(question?.answers[code] ?? code, 200)}`;
  });
}

function top(lines: readonly ScoreLine[], part: ScoreLine["part"]): string[] {
  const counted = lines.filter((line) => line.part === part && line.points !== 0);
  return counted
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, TOP_LINES)
    .map((line) => `  ${line.points > 0 ? "+" : ""}${Math.round(line.points)} ${part}: ${line.what}`);
}

function mails(life: Known): string {
  return life.touches
    .filter((touch) => touch.status === "sent")
    .map((touch) => `“${touch.subject}”`)
    .join(", ");
}

function consent(lead: Lead): string {
  if (lead.consent.withdrawnAt !== undefined) return "withdrawn, do not mail";
  return lead.consent.givenAt === undefined ? "not given, do not mail" : "given";
}
