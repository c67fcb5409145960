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
      const keys = await ring();
      try {
        const { payload } = await jwtVerify(token, ({ kid }) => keyOf(keys, kid), {
          audience: purpose,
          algorithms: ["HS256"],
          currentDate: new Date(now),
        });
        const { sub, n, of, touch, since } = Payload.parse(payload);
        return {
          purpose,
          leadId: sub,
          ...(n === undefined ? {} : { n }),
          ...(of === undefined ? {} : { releasedAt: of }),
          ...(touch === undefined ? {} : { touchId: touch }),
          ...(since === undefined ? {} : { since }),
        };
      } catch {
        return undefined;
      }
    },
    async deskUrl({ person, expiresAt }) {
      const keys = await ring();
      const token = await new SignJWT()
        .setProtectedHeader({ alg: "HS256", kid: keys.keyId })
        .setAudience(DESK.purpose)
        .setSubject(person)
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(bytes(keys.key));
      return `${apiUrl()}/${DESK.path}/${token}`;
    },
    async openDesk(token) {
      const keys = await ring();
      try {
        const { payload } = await jwtVerify(token, ({ kid }) => keyOf(keys, kid), {
          audience: DESK.purpose,
          algorithms: ["HS256"],
          currentDate: ALWAYS,
        });
        const { sub, exp } = DeskPayload.parse(payload);
        return { person: sub, expiresAt: exp * 1000 };
      } catch {
        return undefined;
      }
    },
  };
}

async function sign(ring: KeyRing, claims: LinkClaims): Promise<string> {
  const payload = { n: claims.n, of: claims.releasedAt, touch: claims.touchId, since: claims.since };
  const token = new SignJWT(JSON.parse(JSON.stringify(payload)))
    .setProtectedHeader({ alg: "HS256", kid: ring.keyId })
    .setAudience(claims.purpose)
    .setSubject(claims.leadId);
  if (claims.expiresAt !== undefined) token.setExpirationTime(Math.floor(claims.expiresAt / 1000));
  return token.sign(bytes(ring.key));
}

function keyOf(ring: KeyRing, keyId: string | undefined): Uint8Array {
  const key = keyId === ring.keyId ? ring.key : keyId === undefined ? undefined : ring.former[keyId];
  if (key === undefined) throw new Error("The link was signed with a key we do not know.");
  return bytes(key);
}

function bytes(key: string): Uint8Array {
  return new TextEncoder().encode(key);
}
