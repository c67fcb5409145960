/**
 * The same links as on AWS, byte for byte, signed without leaving this turn: `jose` asks a pool of threads, whose order
 * no seed decides, and a simulation of thousands of leads waits for it most of its time.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import type { KeyRing } from "../../functions/world/secret.ts";
import type { DeskClaims, LinkClaims, LinkPurpose, Links } from "../../functions/world/world.ts";
import { LeadId } from "../../workflows/rules/lead.ts";
import { TouchId } from "../../workflows/rules/life.ts";

const PATHS: Record<LinkPurpose, string> = {
  unsubscribe: "unsubscribe",
  confirm: "confirm",
  handoff: "handoffs",
  task: "tasks",
  question: "questions",
  dossier: "dossiers",
};
const Header = z.object({ alg: z.literal("HS256"), kid: z.string() });
const Payload = z.object({
  n: z.int().optional(),
  of: z.int().optional(),
  touch: TouchId.optional(),
  since: z.int().optional(),
  aud: z.string(),
  sub: LeadId,
  exp: z.number().optional(),
});

const DeskPayload = z.object({ aud: z.literal("desk"), sub: z.string().min(1), exp: z.int() });

export function memoryLinks(ring: () => KeyRing, apiUrl: string): Links {
  return {
    url: async (claims) => `${apiUrl}/${PATHS[claims.purpose]}/${sign(ring(), claims)}`,
    open: async (purpose, token, now) => open(ring(), purpose, token, now),
    deskUrl: async (claims) => `${apiUrl}/desk/${signDesk(ring(), claims)}`,
    openDesk: async (token) => openDesk(ring(), token),
  };
}

function sign(
  { keyId, key }: KeyRing,
  { n, releasedAt, touchId, since, purpose, leadId, expiresAt }: LinkClaims,
): string {
  const exp = expiresAt === undefined ? undefined : Math.floor(expiresAt / 1000);
  return sealed({ n, of: releasedAt, touch: touchId, since, aud: purpose, sub: leadId, exp }, keyId, key);
}

function signDesk({ keyId, key }: KeyRing, { person, expiresAt }: DeskClaims): string {
  return sealed({ aud: "desk", sub: person, exp: Math.floor(expiresAt / 1000) }, keyId, key);
}

function sealed(payload: object, keyId: string, key: string): string {
  const body = `${encoded({ alg: "HS256", kid: keyId })}.${encoded(payload)}`;
  return `${body}.${seal(body, key).toString("base64url")}`;
}

function openDesk(ring: KeyRing, token: string): DeskClaims | undefined {
  const body = DeskPayload.safeParse(authentic(ring, token));
  return body.success ? { person: body.data.sub, expiresAt: body.data.exp * 1000 } : undefined;
}

/** What the token says, if it is ours. */
function authentic(ring: KeyRing, token: string): unknown {
  const [header = "", payload = "", signature = "", ...more] = token.split(".");
  const head = Header.safeParse(decoded(header));
  if (!head.success || more.length > 0) return undefined;
  const key = head.data.kid === ring.keyId ? ring.key : ring.former[head.data.kid];
  if (key === undefined || !matches(seal(`${header}.${payload}`, key), signature)) return undefined;
  return decoded(payload);
}

function open(ring: KeyRing, purpose: LinkPurpose, token: string, now: number): LinkClaims | undefined {
  const body = Payload.safeParse(authentic(ring, token));
  if (!body.success) return undefined;
  const { aud, sub, n, of, touch, since, exp = Number.POSITIVE_INFINITY } = body.data;
  if (aud !== purpose || exp <= Math.floor(now / 1000)) return undefined;
  return {
    purpose,
    leadId: sub,
    ...(n === undefined ? {} : { n }),
    ...(of === undefined ? {} : { releasedAt: of }),
    ...(touch === undefined ? {} : { touchId: touch }),
    ...(since === undefined ? {} : { since }),
  };
}

function seal(body: string, key: string): Buffer {
  return createHmac("sha256", key).update(body).digest();
}

function matches(right: Buffer, given: string): boolean {
  const bytes = Buffer.from(given, "base64url");
  return bytes.length === right.length && timingSafeEqual(bytes, right);
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return undefined;
  }
}
