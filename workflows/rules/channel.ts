/** Whether a touch's channel reaches a lead. */
import { type Facts, holds } from "./holds.ts";
import type { Known } from "./life.ts";
import type { Channel } from "./touches.ts";

/** Why it doesn't, in words; undefined where it does. Mail is a matter of consent, which `mailable` looks at first. */
export function unreachable(channel: Channel, life: Known, facts: Facts): string | undefined {
  switch (channel) {
    case "mail":
      return undefined;
    case "call":
      if (!holds({ has: ["phone"] }, facts)) return "no telephone number is known";
      return numberIsWrong(life) ? "the telephone number is wrong" : undefined;
    case "postcard":
    case "note":
      return hasStreet(life) ? undefined : "no postal address is known";
    default:
      return channel satisfies never;
  }
}

function numberIsWrong(life: Known): boolean {
  return life.touches.some((touch) => touch.outcome === "wrong-number");
}

function hasStreet({ lead: { profile } }: Known): boolean {
  return Boolean(profile.street?.trim() && profile.city?.trim());
}
