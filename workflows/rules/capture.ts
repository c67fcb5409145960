/** A form post becomes a lead, or adds to the one there is. */
import type { Campaign } from "./campaign.ts";
import { holds } from "./condition.ts";
import { mailable } from "./consent.ts";
import { type Consent, type Lead, type LeadId, Profile } from "./lead.ts";
import { type Change, type Enrolment, isKnown, type Known, type LedgerLine, type Life } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { DAY, type Instant } from "./time.ts";
import { understand } from "./understand.ts";

/** A form post, parsed: what was typed, nothing that the form could not know. */
export interface FormPost {
  readonly leadId: LeadId;
  readonly address: string;
  readonly form: string;
  readonly profile: Profile;
  readonly answers: Readonly<Record<string, string>>;
  readonly utm: Readonly<Record<string, string>>;
  readonly consent: boolean;
  readonly at: Instant;
  /** A hash of what was posted: the same content on the same day is the same post. */
  readonly fingerprint: string;
}

const NO_SCORE = { fit: 0, engagement: 0, total: 0 };

/** The change that a post makes, or undefined when it says nothing new. */
export function capture(
  life: Life,
  post: FormPost,
  playbook: Playbook,
  receivedAt: Instant,
  dueShard: string,
): Change | undefined {
  const line = formLine(life, post, playbook);
  if (!isKnown(life))
    return {
      create: newLead(post, receivedAt, afterAnyBefore(life, receivedAt), dueShard),
      ledger: lines(line, post),
      enrolments: enrolments(life, post, playbook),
    };
  if (isRepeat(life, post)) return undefined;
  const joins = enrolments(life, post, playbook);
  return { ...merged(life, post, joins.length > 0), ledger: lines(line, post), enrolments: joins };
}

/** The names of an erased lead's executions stay taken: no generation of it reaches past its erase. */
function afterAnyBefore({ tombstone }: Life, receivedAt: Instant): Instant {
  return tombstone === undefined ? receivedAt : Math.max(receivedAt, tombstone.erasedAt + 1);
}

function newLead(post: FormPost, receivedAt: Instant, generation: Instant, dueShard: string): Lead {
  return {
    leadId: post.leadId,
    address: post.address,
    profile: post.profile,
    answers: { ...post.answers },
    source: { form: post.form, utm: { ...post.utm }, at: post.at },
    consent: post.consent ? consentOf(post) : {},
    lifecycle: post.consent ? "nurturing" : "captured",
    because: post.consent
      ? `filled in ${post.form} and agreed to mail`
      : `filled in ${post.form}, without agreeing to mail`,
    score: { ...NO_SCORE, at: post.at },
    createdAt: post.at,
    ledgerSeq: 1,
    generation,
    wakeSeq: 0,
    nextWakeAt: receivedAt,
    dueShard,
  };
}

/** An unsigned post fills what is empty and adds answers, interest and consent; it overwrites nobody's profile. */
function merged(life: Known, post: FormPost, joins: boolean): Change {
  const { lead } = life;
  const profile = Profile.parse({
    ...post.profile,
    ...lead.profile,
    ...(post.profile.message ? { message: post.profile.message } : {}),
  });
  const agrees =
    post.consent && (lead.consent.givenAt === undefined || lead.consent.withdrawnAt !== undefined);
  return {
    set: {
      profile,
      answers: { ...lead.answers, ...post.answers },
      ...(agrees ? { consent: consentOf(post) } : {}),
      ...(agrees || (joins && mailable(lead).may) ? welcomeBack(lead, post) : {}),
    },
  };
}

/** Nurtured from now on, if it was not and nothing stands against it. */
function welcomeBack(lead: Lead, post: FormPost): Partial<Lead> {
  const stays =
    lead.suppressedAt !== undefined || !["captured", "unsubscribed", "dormant"].includes(lead.lifecycle);
  return stays ? {} : { lifecycle: "nurturing", because: `filled in ${post.form} and agreed to mail` };
}

function consentOf(post: FormPost): Consent {
  return { givenAt: post.at, form: post.form };
}

/** Every campaign that this form enters, once; again only for somebody who left and now agrees to mail anew. */
function enrolments(life: Life, post: FormPost, playbook: Playbook): readonly Enrolment[] {
  return playbook.campaigns
    .filter((campaign) => campaign.enter.forms.includes(post.form))
    .flatMap((campaign) => {
      const last = life.enrolments.findLast((each) => each.campaign === campaign.name);
      const leftBefore = life.lead?.consent.withdrawnAt !== undefined && post.consent;
      if (last && !(leftBefore && last.endedAt !== undefined)) return [];
      return [{ campaign: campaign.name, n: (last?.n ?? 0) + 1, startedAt: post.at }];
    });
}

/** The same content on the same day is one post, unless the lead left in between. */
function isRepeat({ lead, ledger }: Known, post: FormPost): boolean {
  const same = meaning(post);
  const leftAt = lead.consent.withdrawnAt;
  return ledger.some(({ kind, key }) =>
    leftAt === undefined ? kind === "form" && key.startsWith(same) : key === `${same}#${leftAt}`,
  );
}

function meaning(post: FormPost): string {
  return `form#${post.form}#${Math.floor(post.at / DAY)}#${post.fingerprint}`;
}

/** Posted again after leaving it is a line of its own, and says so in its key. */
function formLine(life: Life, post: FormPost, playbook: Playbook): LedgerLine {
  const raised = handRaised(post, playbook);
  const leftAt = life.lead?.consent.withdrawnAt;
  return {
    key: leftAt === undefined ? meaning(post) : `${meaning(post)}#${leftAt}`,
    at: post.at,
    kind: "form",
    what: `filled in ${post.form}`,
    form: post.form,
    ...(raised ? { handRaised: raised } : {}),
  };
}

function lines(form: LedgerLine, post: FormPost): readonly LedgerLine[] {
  if (!post.consent) return [form];
  return [
    form,
    {
      key: `${form.key}#consent`,
      at: post.at,
      kind: "consent",
      what: `agreed to mail on ${post.form}`,
      form: post.form,
    },
  ];
}

/** Judged on this post alone: a hand raised last year is not raised today. */
function handRaised(post: FormPost, playbook: Playbook): string | undefined {
  const known = {
    profile: post.profile,
    answers: post.answers,
    understood: understand(post.address, post.profile, playbook.defaultTimeZone),
  };
  const raises = (campaign: Campaign) =>
    campaign.release.handRaised.some((condition) => holds(condition, known));
  if (!playbook.campaigns.some((campaign) => campaign.enter.forms.includes(post.form) && raises(campaign)))
    return undefined;
  return post.profile.message
    ? `asked for sales: “${post.profile.message.slice(0, 200)}”`
    : "asked for sales";
}
