/** The touch that a link speaks of. */
import type { Life, Touch } from "../workflows/rules/life.ts";
import type { LinkClaims } from "./world/links.ts";

/** A link of a lead that was erased doesn't speak for the one that came back, whose touches are called the same. */
export function meantTouch({ lead, touches }: Life, { touchId, since }: LinkClaims): Touch | undefined {
  if (since !== undefined && lead?.createdAt !== since) return undefined;
  return touches.find((touch) => touch.touchId === touchId);
}
