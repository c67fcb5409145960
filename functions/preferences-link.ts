/** The link to a lead's preferences, which wears out: it lets its holder agree to things in the lead's name. */
import type { LeadId } from "../workflows/rules/lead.ts";
import type { TouchId } from "../workflows/rules/life.ts";
import { DAY } from "../workflows/rules/time.ts";
import type { Links, OpenedLink } from "./world/links.ts";
import type { World } from "./world/world.ts";

/** From the mail that carries it. */
const OPENS_FOR = 400 * DAY;

export function preferencesLink(
  links: Links,
  { leadId, touchId }: { readonly leadId: LeadId; readonly touchId: TouchId },
  sentAt: number,
): Promise<string> {
  return links.url({ purpose: "preferences", leadId, touchId, expiresAt: sentAt + OPENS_FOR });
}

/**
 * The one that the mail behind this link carries itself, so that nobody gets more by the one than by the other; undefined
 * where it has worn out by its age or its key, or the mail isn't known.
 */
export async function preferencesLinkOf(
  world: World,
  { leadId, touchId, isOfOldKey }: OpenedLink,
  now: number,
): Promise<string | undefined> {
  if (touchId === undefined || isOfOldKey) return undefined;
  const { touches } = await world.leads.read(leadId);
  const mail = touches.find((each) => each.touchId === touchId);
  if (mail === undefined || now >= mail.claimedAt + OPENS_FOR) return undefined;
  return preferencesLink(world.links, { leadId, touchId }, mail.claimedAt);
}
