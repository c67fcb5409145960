/** What a lead agreed to and what not, for people of ours: each way to reach it, with the day. */
import type { ConsentChannel, Proof } from "./consent-proof.ts";
import { dateInWords } from "./date-in-words.ts";
import type { Lead } from "./lead.ts";
import type { Instant } from "./time.ts";

const CHANNELS = [
  ["call", "Calls"],
  ["letter", "Letters by post"],
] as const;

/**
 * By label; a way that follows the mails isn't listed. Days are those of `zone`. Where it wants no contact, that is all
 * there is to say.
 */
export function consentFacts(lead: Lead, zone: string): readonly (readonly [label: string, words: string])[] {
  const { consent } = lead;
  const on = (at: Instant) => dateInWords(at, zone);
  if (consent.noContactAt !== undefined)
    return [["Contact", `none, by mail, telephone or post: it asked for that on ${on(consent.noContactAt)}`]];
  const apart = CHANNELS.flatMap(([channel, label]) => {
    const own = consent[channel];
    if (own === undefined) return [];
    const words =
      own.withdrawnAt === undefined
        ? `agreed to on ${on(own.givenAt)}`
        : `none, since ${on(own.withdrawnAt)}`;
    return [[label, words] as const];
  });
  const { untrackedAt } = consent;
  return [
    ["Mail", mail(lead, on)],
    ...apart,
    ...(untrackedAt === undefined ? [] : [["Tracking", untrackedInWords(on(untrackedAt))] as const]),
  ];
}

/** `since`: a day in words. */
export function untrackedInWords(since: string): string {
  return `off since ${since}, as it wished: nothing new is learned from what it opens and clicks`;
}

function mail(
  { consent: { givenAt, withdrawnAt }, suppressedAt }: Lead,
  on: (at: Instant) => string,
): string {
  if (withdrawnAt !== undefined) return `it unsubscribed on ${on(withdrawnAt)}`;
  if (suppressedAt !== undefined)
    return `never again, since ${on(suppressedAt)}: its address is dead, or it complained`;
  return givenAt === undefined ? "it has not agreed to mail" : `it agreed on ${on(givenAt)}`;
}

/** In one line, for a notice: `given`, `withdrawn, do not mail; calls agreed to apart from that`. */
export function consentInALine({ consent, suppressedAt }: Lead): string {
  if (consent.noContactAt !== undefined) return "withdrawn: no contact of any kind";
  const apart = CHANNELS.flatMap(([channel, label]) => {
    const own = consent[channel];
    if (own === undefined) return [];
    return [
      own.withdrawnAt === undefined
        ? `${label.toLowerCase()} agreed to apart from that`
        : `no ${label.toLowerCase()}`,
    ];
  });
  return [mailInALine({ consent, suppressedAt }), ...apart].join("; ");
}

function mailInALine({
  consent: { withdrawnAt, givenAt },
  suppressedAt,
}: Pick<Lead, "consent" | "suppressedAt">) {
  if (withdrawnAt !== undefined) return "withdrawn, do not mail";
  if (suppressedAt !== undefined) return "the address bounced or complained, do not mail";
  return givenAt === undefined ? "not given, do not mail" : "given";
}

const WAYS: Readonly<Record<ConsentChannel, string>> = {
  mail: "mail",
  call: "calls",
  letter: "letters by post",
};

function wordingInWords({ text, stated, from }: NonNullable<Proof["wording"]>): string {
  if (from === "campaign") return `the form sent no words, the campaign states “${text}”`;
  return `beside “${text}”${stated ? ", as the campaign states it" : ""}`;
}

/** `single opt-in; mail, calls; topics: letters; from 203.0.113.7; on https://…; beside “I agree …”, as the campaign states it`. */
export function proofInWords({ how, channels, topics, form, version, ip, page, wording }: Proof): string {
  const parts = [
    how,
    channels.map((channel) => WAYS[channel]).join(", "),
    topics && topics.length > 0 ? `topics: ${topics.join(", ")}` : "",
    form && `form ${form}`,
    version && `as of ${version}`,
    ip && `from ${ip}`,
    page && `on ${page}`,
    wording && wordingInWords(wording),
  ];
  return parts.filter(Boolean).join("; ");
}
