/** The ways to one lead, for people of sales: to answer for it, and to read all of it. */
import type { Handoff, Known } from "../workflows/rules/life.ts";
import { DAY } from "../workflows/rules/time.ts";
import type { Links } from "./world/links.ts";

/** Each opens for this long after it was made. */
const LIVES = 90 * DAY;

/** Never for a lead that was erased and came back: it counts its hand-offs anew. */
export function handoffLink(
  links: Links,
  { leadId }: Known,
  { n, releasedAt }: Handoff,
  now: number,
): Promise<string> {
  return links.url({ purpose: "handoff", leadId, n, releasedAt, expiresAt: now + LIVES });
}

/** Likewise. */
export function dossierLink(links: Links, { leadId, lead }: Known, now: number): Promise<string> {
  return links.url({ purpose: "dossier", leadId, since: lead.createdAt, expiresAt: now + LIVES });
}
