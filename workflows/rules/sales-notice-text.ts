/** A notice to sales as people read it: all that its JSON says, line by line. */
import { unbroken } from "./one-line.ts";
import type { NoticeJson } from "./sales-notice-json.ts";

export function noticeText(notice: NoticeJson): string {
  return [opening(notice), lead(notice), score(notice), story(notice), begin(notice), links(notice)]
    .filter((block) => block.length > 0)
    .map((block) => block.map(unbroken).join("\n"))
    .join("\n\n");
}

function opening({ says, due, whyNow, acts = [], kind }: NoticeJson): string[] {
  const until = kind.startsWith("follow-up") ? "To be reached by" : "An answer is due by";
  return [
    says,
    ...(whyNow ? [`${kind === "act" ? "Handed over because" : "Why now"}: ${whyNow}`] : []),
    ...acts.map((act) => `  ${act}`),
    ...(due ? [`${until} ${due.inWords}.`] : []),
  ];
}

function lead({ lead: rows, answers = [] }: NoticeJson): string[] {
  return [
    ...Object.entries(rows).map(([label, value]) => `${label}: ${value}`),
    ...answers.map(({ question, answer }) => `${question} ${answer}`),
  ];
}

function score({ score: found }: NoticeJson): string[] {
  if (found === undefined) return [];
  const part = (name: "fit" | "engagement") => [
    `${name === "fit" ? "Fit" : "Engagement"}: ${found[name].points}`,
    ...found[name].top.map(({ points, what }) => `  ${points > 0 ? "+" : ""}${points}: ${what}`),
  ];
  return [`Score at release: ${found.atRelease}`, ...part("fit"), ...part("engagement")];
}

function story({ mails, consent, source, colleagues = [], earlier = [] }: NoticeJson): string[] {
  return [
    ...(mails ? [mails.length === 0 ? "Mails so far: none" : "Mails so far:"] : []),
    ...(mails ?? []).map(
      ({ subject, sent, seen }) =>
        `  “${subject}”, sent ${sent.inWords}${seen ? `, ${seen} by a person` : ""}`,
    ),
    `Consent to mail: ${consent}`,
    ...(source === undefined ? [] : [`Came from: ${source}`]),
    ...(colleagues.length === 0 ? [] : ["Colleagues:"]),
    ...colleagues.map(({ name, state }) => `  ${name}: ${state}`),
    ...(earlier.length === 0 ? [] : ["Handed over before:"]),
    ...earlier.map(
      ({ when, said, note }) => `  ${when.inWords}: ${said}${note === undefined ? "" : `: “${note}”`}`,
    ),
  ];
}

function begin({ firstSentence }: NoticeJson): string[] {
  return firstSentence === undefined ? [] : [`To begin with: ${firstSentence}`];
}

const LINKS: Readonly<Record<string, string>> = {
  accept: "Accept:   ",
  reject: "Reject:   ",
  snooze: "Snooze:   ",
  answer: "Answer:   ",
  dossier: "Dossier:  ",
  mine: "My leads: ",
};

function links({ links: given }: NoticeJson): string[] {
  return Object.entries(given).map(([name, url]) => `${LINKS[name] ?? `${name}: `}${url}`);
}
