/** A campaign's touches: by which channel each goes, which there are, and which was meant by a name. */
import * as z from "zod/mini";
import type { Campaign } from "./campaign.ts";
import type { Step, Touch } from "./journey.ts";

/** How a touch reaches somebody: by mail itself, or as a task for the people who call and write. */
export const Channel = z.enum(["mail", "call", "postcard", "note"]);
export type Channel = z.infer<typeof Channel>;

/** And the house's own: a task to answer what a lead wrote back, which no campaign lists. */
export const TouchChannel = z.enum([...Channel.options, "reply"]);
export type TouchChannel = z.infer<typeof TouchChannel>;
export type TaskChannel = Exclude<TouchChannel, "mail">;

export function channelOf(touch: Touch): Channel {
  return Channel.options.find((channel) => touch[channel] !== undefined) ?? "mail";
}

/** The Markdown file of the touch's channel. */
export function fileOf(touch: Touch): string {
  return touch[channelOf(touch)] ?? "";
}

/** Every touch of some steps, in the order of the file: those of both ways, and each one's `else`. */
export function touchesOf(steps: readonly Step[]): readonly Touch[] {
  return steps.flatMap((step) => {
    if ("name" in step) return step.else === undefined ? [step] : [step, ...touchesOf([step.else])];
    return [...touchesOf(step.do), ...touchesOf(step.else)];
  });
}

/** Every touch a campaign may send, the evergreen lane's last. */
export function allTouches({ touches, evergreen }: Campaign): readonly Touch[] {
  return [...touchesOf(touches), ...touchesOf(evergreen?.touches ?? [])];
}

/** The touch of this name today, or of this name once. */
export function touchNamed(name: string, campaign: Campaign): Touch | undefined {
  return allTouches(campaign).find((touch) => touch.name === name || touch.formerly.includes(name));
}
