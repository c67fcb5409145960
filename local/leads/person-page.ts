/** What is held of a person as one page that needs nothing else: for their eyes, on a screen or on paper. */
import { html, raw } from "hono/html";
import { isoTimes } from "../../functions/iso-times.ts";
import type { PersonFile } from "../../functions/person-file.ts";
import { dateInWords, hourInWords } from "../../workflows/rules/date-in-words.ts";
import type { Employees } from "../../workflows/rules/employees.ts";
import type { LedgerLine } from "../../workflows/rules/life.ts";
import { FLAGS } from "../../workflows/rules/understand.ts";
import { PERSON_STYLE } from "./person-style.ts";

type Html = ReturnType<typeof html>;
type Rows = readonly (readonly [name: string, value: unknown])[];

/** Every value is text, whatever was typed. Times are those of `zone`. */
export async function personPage(file: PersonFile, zone: string): Promise<string> {
  const say = (at: number) => `${dateInWords(at, zone)}, ${hourInWords(at, zone)}`;
  const { address, leadId, madeAt } = file;
  return String(
    await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>What is held of ${address}</title><style>${raw(PERSON_STYLE)}</style></head>
<body><main>
<h1>What is held of ${address}</h1>
<p class="soft">As of ${say(madeAt)}, times in ${zone}. Stored under ${leadId}, a keyed hash of the address. The same for programs is in the JSON file beside this page.</p>
${about(file, say)}
${part("What was answered, and what the words are taken to mean", said(file))}
${consents(file, say)}
${story(file, say)}
${sales(file, say)}
${scores(file)}
${mails(file, say)}
${part("Against floods of mail", limitOf(file, say))}
<h2>Where else something may lie</h2>
${table(
  ["Where", "What", "How long"],
  file.elsewhere.map(({ where, what, howLong }) => [where, what, howLong]),
)}
<details><summary>Every stored field</summary><pre>${JSON.stringify(isoTimes(fields(file)), null, 2)}</pre></details>
</main></body></html>
`,
  );
}

function about(file: PersonFile, say: (at: number) => string): Html {
  const { lead, tombstone, remains } = file;
  if (lead === undefined)
    return html`<p>${tombstone ? `Erased on ${say(tombstone.erasedAt)}: no field of the person is left${remains ? ", but for what is being deleted at this moment" : ""}.` : "Nothing: no lead has this address."}</p>`;
  return html`${part("Who this is", [
    ["E-mail", lead.address],
    ...Object.entries(lead.profile).map(([name, value]) => [inWords(name), value] as const),
    ["Since", say(lead.createdAt)],
    ["Came from", [lead.source.form, ...Object.values(lead.source.utm)].join(", ")],
    ["Stage", `${lead.lifecycle}: ${lead.because}`],
    ["Segment", lead.segment],
    ["Person of ours", lead.owner && `${lead.owner.name}, ${lead.owner.address}`],
    [
      "Company's account",
      file.account &&
        `${file.account.domain}${file.account.owner ? `, looked after by ${file.account.owner}` : ""}`,
    ],
  ])}`;
}

function said({ lead, workedOut }: PersonFile): Rows {
  const { employees, flags = [], ...meaning } = workedOut?.meaning ?? {};
  const size = employees && sizeInWords(employees);
  const taken = { ...meaning, employees: size, flags: flags.map((flag) => FLAGS[flag]).join("; ") };
  return [
    ...Object.entries(lead?.answers ?? {}),
    ...Object.entries(taken).map(([name, value]) => [`Taken to mean: ${inWords(name)}`, value] as const),
  ];
}

function sizeInWords({ min, max }: Employees): string {
  if (max === undefined) return `${min} or more`;
  return min === max ? String(min) : `${min} to ${max}`;
}

/** `jobTitle` → `Job title` */
function inWords(field: string): string {
  const words = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function consents({ ledger }: PersonFile, say: (at: number) => string): Html | string {
  const proved = ledger.filter(({ proof }) => proof !== undefined);
  if (proved.length === 0) return "";
  return html`<h2>Consent, with its proof</h2>${proved
    .toSorted((a, b) => a.at - b.at)
    .map((line) => html`<section><h3>${say(line.at)}: ${line.what}</h3>${facts(proofOf(line))}</section>`)}`;
}

function proofOf({ proof }: LedgerLine): Rows {
  if (proof === undefined) return [];
  const { how, channels, topics, form, version, ip, page, wording } = proof;
  return [
    ["How", how],
    ["For", channels.join(", ")],
    ["Topics", topics?.join(", ")],
    ["Form", form],
    ["Page", page],
    ["Network address", ip],
    [wording?.from === "campaign" ? "Words that the campaign states" : "Words beside the box", wording?.text],
    ["Their SHA-256", wording?.sha256],
    ["Campaigns' versions", version],
  ];
}

function story({ ledger, touches, enrolments }: PersonFile, say: (at: number) => string): Html | string {
  const told = [
    ...ledger.map(({ at, what, again = [] }) => ({
      at,
      what: again.length === 0 ? what : `${what}; again ${again.map(say).join(", ")}`,
    })),
    ...touches.map(({ claimedAt: at, name, subject, status, outcome }) => ({
      at,
      what: [`${name}: “${subject}”`, status, outcome].filter(Boolean).join(", "),
    })),
    ...enrolments.flatMap(({ campaign, startedAt, endedAt, because }) => [
      { at: startedAt, what: `entered ${campaign}` },
      ...(endedAt === undefined ? [] : [{ at: endedAt, what: `left ${campaign}: ${because ?? ""}` }]),
    ]),
  ].toSorted((a, b) => a.at - b.at);
  if (told.length === 0) return "";
  return html`<h2>What happened</h2>${table(
    ["When", "What"],
    told.map(({ at, what }) => [say(at), what]),
  )}`;
}

function sales({ handoffs, desk, told }: PersonFile, say: (at: number) => string): Html | string {
  if (handoffs.length === 0 && told.length === 0) return "";
  const when = (at: number | undefined) => (at === undefined ? "" : say(at));
  return html`<h2>Sales</h2>
${
  handoffs.length === 0
    ? ""
    : table(
        ["Released", "Why", "With", "Came of it"],
        handoffs.map(({ releasedAt, because, to, status, closedAt, reason, note, outcome }) => [
          when(releasedAt),
          because,
          to ?? "everybody",
          [status, when(closedAt), reason, note, outcome].filter(Boolean).join(", "),
        ]),
      )
}
${desk.answers.length === 0 ? "" : html`<p>Also on the lists of what each person answered: ${[...new Set(desk.answers.map(({ person }) => person))].join(", ")}.</p>`}
${
  told.length === 0
    ? ""
    : html`<h3>Who was told</h3>${table(
        ["When", "Who", "Of what"],
        told.map(({ at, who, of }) => [say(at), who, of]),
      )}`
}`;
}

function scores({ workedOut }: PersonFile): Html | string {
  const all = workedOut?.scores ?? [];
  if (all.length === 0) return "";
  const points = (value: number) => value.toFixed(1).replace(/\.0$/, "");
  return html`<h2>Points, worked out at each step</h2>${all.map(
    ({ campaign, total, fit, engagement, lines }) =>
      html`<h3>${campaign}: ${total}, ${fit} for what it is and ${engagement} for what it did</h3>${table(
        ["Points", "For"],
        lines.map(({ points: today, what }) => [points(today), what]),
      )}`,
  )}`;
}

function mails({ mails: kept }: PersonFile, say: (at: number) => string): Html | string {
  if (kept.length === 0) return "";
  return html`<h2>Mails, as they were sent</h2><p class="soft">Without the links that only their reader may hold.</p>${kept.map(
    ({ at, from, to, subject, text }) =>
      html`<section><h3>${subject}</h3><p class="soft">${say(at)}, from ${from} to ${to}</p><p class="letter">${text}</p></section>`,
  )}`;
}

function limitOf({ limit }: PersonFile, say: (at: number) => string): Rows {
  if (limit === undefined) return [];
  return [
    ["Mails before the address was confirmed", limit.mails],
    ["The last", say(limit.lastAt)],
    ["Forgotten", say(limit.forgottenAt)],
    ["Under", "a keyed hash of the mailbox, not the address"],
  ];
}

/** The letters stand above, and what is worked out isn't stored. */
function fields({
  lead,
  tombstone,
  enrolments,
  touches,
  ledger,
  handoffs,
  desk,
  account,
}: PersonFile): object {
  return { lead, tombstone, enrolments, touches, ledger, handoffs, desk, account };
}

const isSaid = (value: unknown) => value !== undefined && value !== "";

function part(title: string, rows: Rows): Html | string {
  return rows.some(([, value]) => isSaid(value)) ? html`<h2>${title}</h2>${facts(rows)}` : "";
}

function facts(rows: Rows): Html {
  return html`<dl>${rows.filter(([, value]) => isSaid(value)).map(([name, value]) => html`<dt>${name}</dt><dd>${String(value)}</dd>`)}</dl>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Html {
  const label = (at: number) => (head.length > 2 ? `${head[at]}: ` : "");
  return html`<table><thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((cell, at) => html`<td data-of="${label(at)}">${cell}</td>`)}</tr>`)}</tbody></table>`;
}
