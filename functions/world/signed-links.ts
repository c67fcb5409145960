/** Links that carry who they are for and what they may do: JWTs, bound to one purpose, verified in constant time by `jose`. */
import { jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import { LeadId } from "../../workflows/rules/lead.ts";
import { TouchId } from "../../workflows/rules/life.ts";
import type { KeyRing } from "./secret.ts";
import type { LinkClaims, LinkPurpose, Links } from "./world.ts";

const PATHS: Record<LinkPurpose, string> = {
  unsubscribe: "unsubscribe",
  confirm: "confirm",
  handoff: "handoffs",
  task: "tasks",
  question: "questions",
  dossier: "dossiers",
};
const Payload = z.object({
  sub: LeadId,
  n: z.int().optional(),
  of: z.int().optional(),
  touch: TouchId.optional(),
  since: z.int().optional(),
});

/** A person's own page: another address, and other words in the token. */
const DESK = { purpose: "desk", path: "desk" };
const DeskPayload = z.object({ sub: z.string().min(1), exp: z.int() });
/** Long before any link of ours was made: what has expired since then opens, and says when. */
const ALWAYS = new Date(0);

/** Former keys keep verifying, so that an unsubscribe link never dies with a rotation. */
export function signedLinks(ring: () => Promise<KeyRing>, apiUrl: () => string): Links {
  return {
    async url(claims) {
      return `${apiUrl()}/${PATHS[claims.purpose]}/${await sign(await ring(), claims)}`;
    },
    async open(purpose, token, now) {
      const payload = await verified(await ring(), token, purpose, new Date(now), Payload);
      return payload && claimsOf(purpose, payload);
    },
    async deskUrl({ person, expiresAt }) {
      const token = new SignJWT().setSubject(person).setExpirationTime(seconds(expiresAt));
      return `${apiUrl()}/${DESK.path}/${await signed(token, await ring(), DESK.purpose)}`;
    },
    async openDesk(token) {
      const payload = await verified(await ring(), token, DESK.purpose, ALWAYS, DeskPayload);
      return payload && { person: payload.sub, expiresAt: payload.exp * 1000 };
    },
  };
}

function claimsOf(purpose: LinkPurpose, { sub, n, of, touch, since }: z.infer<typeof Payload>): LinkClaims {
  return {
    purpose,
    leadId: sub,
    ...(n === undefined ? {} : { n }),
    ...(of === undefined ? {} : { releasedAt: of }),
    ...(touch === undefined ? {} : { touchId: touch }),
    ...(since === undefined ? {} : { since }),
  };
}

/** Undefined for what is forged, too old at `currentDate`, for something else, or no link of ours. */
async function verified<T>(
  keys: KeyRing,
  token: string,
  audience: string,
  currentDate: Date,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => keyOf(keys, kid), {
      audience,
      algorithms: ["HS256"],
      currentDate,
    });
    return schema.parse(payload);
  } catch {
    return undefined;
  }
}

function sign(ring: KeyRing, claims: LinkClaims): Promise<string> {
  const payload = { n: claims.n, of: claims.releasedAt, touch: claims.touchId, since: claims.since };
  const token = new SignJWT(JSON.parse(JSON.stringify(payload))).setSubject(claims.leadId);
  if (claims.expiresAt !== undefined) token.setExpirationTime(seconds(claims.expiresAt));
  return signed(token, ring, claims.purpose);
}

function signed(token: SignJWT, { key, keyId }: KeyRing, audience: string): Promise<string> {
  return token.setProtectedHeader({ alg: "HS256", kid: keyId }).setAudience(audience).sign(bytes(key));
}

const seconds = (at: number) => Math.floor(at / 1000);

function keyOf(ring: KeyRing, keyId: string | undefined): Uint8Array {
  const key = keyId === ring.keyId ? ring.key : keyId === undefined ? undefined : ring.former[keyId];
  if (key === undefined) throw new Error("The link was signed with a key we do not know.");
  return bytes(key);
}

function bytes(key: string): Uint8Array {
  return new TextEncoder().encode(key);
}
