/** The way to a lead's dossier, for a notification. */
import type { Known } from "../workflows/rules/life.ts";
import { DAY } from "../workflows/rules/time.ts";
import type { Links } from "./world/world.ts";

/** Opens for 90 days from `now`, and never for a lead that was erased and came back. */
export function dossierLink(links: Links, { leadId, lead }: Known, now: number): Promise<string> {
  return links.url({ purpose: "dossier", leadId, since: lead.createdAt, expiresAt: now + 90 * DAY });
}
