/** A form post becomes a lead, or adds to the one there is. */

import { apply, type Change } from "./change.ts";
import { mailable } from "./consent.ts";
import type { Proof } from "./consent-proof.ts";
import { campaignsOf, entering, isOurs, welcomed } from "./entering.ts";
import { type Deeds, type Facts, holds } from "./holds.ts";
import { type Consent, type Lead, Profile } from "./lead.ts";
import { isKnown, type Known, type LedgerLine, type Life } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import type { FormPost } from "./post.ts";
import { present } from "./present.ts";
import { closedToUs, topicsTakenBack } from "./taken-back.ts";
import { DAY, type Instant } from "./time.ts";
import { understand } from "./understand.ts";

const NO_SCORE = { fit: 0, engagement: 0, total: 0 };

/**
 * The change that a post makes, or undefined when it says nothing new. What we say of a lead ourselves, in an import or
 * by hand, brings back nobody who was erased, and is no consent of anybody who left.
 */
export function capture(
  life: Life,
  said: FormPost,
  playbook: Playbook,
  receivedAt: Instant,
  dueShard: string,
): Change | undefined {
  if (isKnown(life) && isRepeat(life, said)) return undefined;
  if (isOurs(said) && life.tombstone?.doNotContact) return undefined;
  const post = isKnown(life) ? asHeld(said, life.lead) : said;
  const takenBack = topicsTakenBack(life.ledger);
  const topics = campaignsOf(post, playbook)
    .map(({ send }) => send.topic)
    .filter((topic) => !takenBack.has(topic));
  const line = formLine(life, post, playbook);
  const stored = (joins: boolean): Change =>
    isKnown(life)
      ? merged(life, post, topics, joins)
      : { create: newLead(life, post, topics, joins, receivedAt, dueShard) };
  const then = apply(life, { ...stored(false), ledger: [line] });
  const { joins, notes } = isKnown(then)
    ? entering(then, life, post, line, playbook)
    : { joins: [], notes: [] };
  const ledger = [...lines(line, post, playbook, topics), ...notes];
  return { ...stored(joins.length > 0), ledger, enrolments: joins };
}

/** Without the consents in it that don't hold: of whoever left we say none, and after "contact me no more" no post does. */
function asHeld(said: FormPost, lead: Lead): FormPost {
  const isVoid = lead.consent.noContactAt !== undefined || (isOurs(said) && closedToUs(lead) !== undefined);
  return isVoid ? { ...said, consent: false, channels: [] } : said;
}

/** The names of an erased lead's executions stay taken: no generation of it reaches past its erase. */
function afterAnyBefore({ tombstone }: Life, receivedAt: Instant): Instant {
  return tombstone === undefined ? receivedAt : Math.max(receivedAt, tombstone.erasedAt + 1);
}

function newLead(
  before: Life,
  post: FormPost,
  topics: readonly string[],
  joins: boolean,
  receivedAt: Instant,
  dueShard: string,
): Lead {
  return {
    leadId: post.leadId,
    address: post.address,
    profile: post.profile,
    answers: { ...post.answers },
    source: { form: post.form, utm: { ...post.utm }, at: post.at },
    consent: { ...(post.consent ? consentOf(post, topics) : {}), ...channelsOf({}, post) },
    lifecycle: post.consent && joins ? "nurturing" : "captured",
    because: post.consent
      ? `${cameBy(post)} and agreed to mail`
      : `${cameBy(post)}, without agreeing to mail`,
    ...(post.owner ? { owner: post.owner } : {}),
    ...(post.mailbox ? { mailbox: post.mailbox } : {}),
    ...(before.tombstone?.doNotContact ? { leftBefore: true } : {}),
    score: { ...NO_SCORE, at: post.at },
    createdAt: post.at,
    ledgerSeq: 1,
    generation: afterAnyBefore(before, receivedAt),
    wakeSeq: 0,
    nextWakeAt: receivedAt,
    dueShard,
  };
}

/** An unsigned post fills what is empty and adds answers, interest and consent; it overwrites nobody's profile. */
function merged(life: Known, post: FormPost, topics: readonly string[], joins: boolean): Change {
  const { lead } = life;
  const profile = Profile.parse({
    ...post.profile,
    ...lead.profile,
    ...(post.profile.message && !isOurs(post) ? { message: post.profile.message } : {}),
  });
  const consent = consentByPost(lead.consent, post, topics);
  const agrees = consent.givenAt !== lead.consent.givenAt;
  return {
    set: {
      profile,
      answers: { ...lead.answers, ...post.answers },
      ...(consent === lead.consent ? {} : { consent }),
      ...(post.owner && !lead.owner ? { owner: post.owner } : {}),
      ...(post.mailbox && !lead.mailbox ? { mailbox: post.mailbox } : {}),
      ...(agrees || (joins && mailable({ ...lead, consent }).may)
        ? welcomed(lead, `${cameBy(post)} and agreed to mail`)
        : {}),
    },
  };
}

function consentByPost(before: Consent, post: FormPost, topics: readonly string[]): Consent {
  const toMail = post.consent ? agreed(before, post, topics) : before;
  const own = channelsOf(toMail, post);
  return own === undefined ? toMail : { ...toMail, ...own };
}

/**
 * Consent given before stands as it was given, with the new topics added. After leaving it begins anew, and the address is
 * to be confirmed anew where that is asked: anybody may have posted this. For the same reason no post takes back
 * "contact me no more": only the lead's own page does.
 */
function agreed(before: Consent, post: FormPost, topics: readonly string[]): Consent {
  const { givenAt, withdrawnAt, call, letter, untrackedAt } = before;
  if (givenAt === undefined || withdrawnAt !== undefined)
    return { ...present({ call, letter, untrackedAt }), ...consentOf(post, topics) };
  const news = topics.filter((topic) => before.topics !== undefined && !before.topics.includes(topic));
  return news.length === 0 ? before : { ...before, topics: [...(before.topics ?? []), ...new Set(news)] };
}

function consentOf(post: FormPost, topics: readonly string[]): Consent {
  const how = post.consentHow;
  return { givenAt: post.at, form: post.form, topics: [...new Set(topics)], ...(how ? { how } : {}) };
}

/** What it agreed to apart from mail; undefined where that changes nothing. What was taken back stays so. */
function channelsOf(before: Consent, { channels = [], at }: FormPost): Partial<Consent> | undefined {
  const news = channels.filter((channel) => before[channel] === undefined);
  return news.length === 0
    ? undefined
    : Object.fromEntries(news.map((channel) => [channel, { givenAt: at }]));
}

function cameBy({ by = "form", form }: FormPost): string {
  return { form: `filled in ${form}`, import: `came with ${form}`, hand: `was added by hand (${form})` }[by];
}

/** The same content on the same day is one post, unless the lead left in between; an import's row is one for ever. */
function isRepeat({ lead, ledger }: Known, post: FormPost): boolean {
  const same = meaning(post);
  const leftAt = lead.consent.withdrawnAt;
  if (isOurs(post)) return ledger.some(({ key }) => key.startsWith(same));
  return ledger.some(({ kind, key }) =>
    leftAt === undefined ? kind === "form" && key.startsWith(same) : key === `${same}#${leftAt}`,
  );
}

/** The key of the line that an import's row, or a lead added by hand, leaves in the ledger: once for ever. */
export function importKey({ form, fingerprint }: Pick<FormPost, "form" | "fingerprint">): string {
  return `import#${form}#${fingerprint}`;
}

function meaning(post: FormPost): string {
  if (isOurs(post)) return importKey(post);
  return `form#${post.form}#${Math.floor(post.at / DAY)}#${post.fingerprint}`;
}

/** Posted again after leaving it is a line of its own, and says so in its key. */
function formLine(life: Life, post: FormPost, playbook: Playbook): LedgerLine {
  const isAsked = !isOurs(post) && life.lead?.consent.noContactAt === undefined;
  const raised = isAsked ? handRaised(post, playbook) : undefined;
  const leftAt = isOurs(post) ? undefined : life.lead?.consent.withdrawnAt;
  return {
    key: leftAt === undefined ? meaning(post) : `${meaning(post)}#${leftAt}`,
    at: post.at,
    kind: isOurs(post) ? "import" : "form",
    what: cameBy(post),
    form: post.form,
    ...(Object.keys(post.utm).length === 0 ? {} : { utm: { ...post.utm } }),
    ...(post.referrer === undefined ? {} : { referrer: post.referrer }),
    ...(raised ? { handRaised: raised } : {}),
  };
}

function lines(
  form: LedgerLine,
  post: FormPost,
  playbook: Playbook,
  topics: readonly string[],
): readonly LedgerLine[] {
  const { consent, channels = [], at, consentHow } = post;
  if (!consent && channels.length === 0) return [form];
  const agreedTo = [...(consent ? ["mail"] : []), ...channels.map((channel) => WAYS[channel])].join(", ");
  const what = `agreed to ${agreedTo}${consentHow ? `: ${consentHow}` : ` on ${post.form}`}`;
  const proof = proofOf(post, playbook, topics);
  return [form, { key: `${form.key}#consent`, at, kind: "consent", what, form: post.form, proof }];
}

const WAYS = { call: "calls", letter: "letters by post" } as const;

function proofOf(post: FormPost, playbook: Playbook, topics: readonly string[]): Proof {
  const { by = "form", form, consent, channels = [] } = post;
  const versions = campaignsOf(post, playbook).map(({ name, version }) => `${name} ${version}`);
  return {
    how: ({ form: "single opt-in", import: "import", hand: "by hand" } as const)[by],
    channels: [...(consent ? (["mail"] as const) : []), ...channels],
    ...(consent ? { topics: [...new Set(topics)] } : {}),
    form,
    ...(versions.length === 0 ? {} : { version: versions.join(", ") }),
    ...post.proof,
  };
}

/** Judged on this post alone: a hand raised last year is not raised today. */
function handRaised(post: FormPost, playbook: Playbook): string | undefined {
  const said: Facts = {
    profile: post.profile,
    answers: post.answers,
    address: post.address,
    source: { form: post.form, utm: { ...post.utm }, at: post.at },
    understood: understand(post.address, post.profile, playbook.defaultTimeZone),
    deeds: { ...NO_DEEDS, forms: new Set([post.form]) },
  };
  const raises = campaignsOf(post, playbook).some(({ release }) =>
    release.handRaised.some((condition) => holds(condition, said)),
  );
  if (!raises) return undefined;
  return post.profile.message
    ? `asked for sales: “${post.profile.message.slice(0, 200)}”`
    : "asked for sales";
}

const NO_DEEDS: Deeds = {
  clicked: new Set(),
  opened: new Set(),
  forms: new Set(),
  activities: new Set(),
  replied: false,
  outcomes: new Map(),
};
