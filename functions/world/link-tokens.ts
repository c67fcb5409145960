/** The links themselves: what each token says, whoever signs and verifies it. */
import * as z from "zod/mini";
import { LeadId } from "../../workflows/rules/lead.ts";
import { TouchId } from "../../workflows/rules/life.ts";
import type { DeskClaims, LinkClaims, LinkPurpose, Links, OpenedLink } from "./links.ts";

const PATHS: Record<LinkPurpose, string> = {
  unsubscribe: "unsubscribe",
  confirm: "confirm",
  handoff: "handoffs",
  task: "tasks",
  question: "questions",
  dossier: "dossiers",
  preferences: "preferences",
};

/** What a token is for, its `aud`: a lead's link, a person's own page, the moment at which a form was shown. */
export type Audience = LinkPurpose | "desk" | "form";
export type Payload = Readonly<{ aud: Audience }> & Readonly<Record<string, unknown>>;

/** How payloads become tokens and are trusted again. */
export interface Seal {
  sign(payload: Payload): Promise<string>;
  /** What the token says, if it is ours and for `aud`; whether it is too old is not asked here. */
  verified(aud: Audience, token: string): Promise<Verified | undefined>;
}

export interface Verified {
  readonly payload: unknown;
  /** By a key older than the previous one. */
  readonly isOfOldKey: boolean;
}

/** In seconds, as JWTs have it. */
const Expiry = z.int();
const LeadPayload = z.object({
  n: z.optional(z.int()),
  of: z.optional(z.int()),
  touch: z.optional(TouchId),
  since: z.optional(z.int()),
  aud: z.string(),
  sub: LeadId,
  exp: z.optional(Expiry),
});
const DeskPayload = z.object({ aud: z.literal("desk"), sub: z.string().check(z.minLength(1)), exp: Expiry });
const StampPayload = z.object({ aud: z.literal("form"), at: z.int() });

export function linksOver(seal: Seal, apiUrl: () => string): Links {
  const url = async (path: string, payload: Payload) => `${apiUrl()}/${path}/${await seal.sign(payload)}`;
  return {
    url: (claims) => url(PATHS[claims.purpose], leadPayload(claims)),
    open: async (purpose, token, now) => leadClaims(purpose, await seal.verified(purpose, token), now),
    deskUrl: ({ person, expiresAt }) => url("desk", { aud: "desk", sub: person, exp: seconds(expiresAt) }),
    openDesk: async (token) => deskClaims((await seal.verified("desk", token))?.payload),
    formStamp: (at) => seal.sign({ aud: "form", at }),
    openFormStamp: async (token) => {
      const { data } = StampPayload.safeParse((await seal.verified("form", token))?.payload);
      return data && { at: data.at };
    },
  };
}

function leadPayload({ n, releasedAt, touchId, since, purpose, leadId, expiresAt }: LinkClaims): Payload {
  const exp = expiresAt === undefined ? undefined : seconds(expiresAt);
  return { n, of: releasedAt, touch: touchId, since, aud: purpose, sub: leadId, exp };
}

function leadClaims(
  purpose: LinkPurpose,
  verified: Verified | undefined,
  now: number,
): OpenedLink | undefined {
  const { data } = LeadPayload.safeParse(verified?.payload);
  if (data === undefined || data.aud !== purpose) return undefined;
  const { sub, n, of, touch, since, exp = Number.POSITIVE_INFINITY } = data;
  if (exp <= seconds(now)) return undefined;
  return {
    purpose,
    leadId: sub,
    ...(n === undefined ? {} : { n }),
    ...(of === undefined ? {} : { releasedAt: of }),
    ...(touch === undefined ? {} : { touchId: touch }),
    ...(since === undefined ? {} : { since }),
    ...(verified?.isOfOldKey ? { isOfOldKey: true } : {}),
  };
}

function deskClaims(payload: unknown): DeskClaims | undefined {
  const { data } = DeskPayload.safeParse(payload);
  return data && { person: data.sub, expiresAt: data.exp * 1000 };
}

const seconds = (at: number) => Math.floor(at / 1000);
