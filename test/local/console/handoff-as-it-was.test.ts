import { describe, expect, test } from "vitest";
import { playbook } from "../../../functions/commit.ts";
import { asItWas } from "../../../local/console/as-it-was.ts";
import type { Handoff } from "../../../workflows/rules/life.ts";
import { FITTING, type Story } from "../../stories/line.ts";
import { office, ripeAt, says } from "../../stories/selling.ts";

/** What is done so many hours after the release. */
type Deeds = Readonly<Record<number, (told: Story) => Promise<unknown>>>;

const STORIES: Readonly<Record<string, Deeds>> = {
  "nobody answers": {},
  "the next person takes it, finds nobody twice, then speaks": {
    69: (told) => told.accepts("Ines"),
    73: (told) => says(told, "voicemail"),
    96: (told) => says(told, "voicemail"),
    100: (told) => says(told, "spoke"),
  },
  "whoever accepted it forgets it": { 1: (told) => told.accepts("Tom") },
  "it is snoozed, and then accepted": {
    1: (told) => told.snoozes("Tom", "2026-11-25"),
    130: (told) => told.accepts("Tom"),
  },
  "it asks for sales while somebody has it": {
    66: (told) => told.posts({ email: FITTING.email, message: "a demo please" }),
  },
  "it asks for sales, is snoozed, and has working time after that": {
    1: (told) => told.posts({ email: FITTING.email, message: "a demo please" }),
    2: (told) => told.snoozes("Tom", "2026-11-25"),
  },
  "it is given back with a date": { 2: (told) => told.rejects("Tom", "bad-timing", "2027-01-11") },
  "the lead leaves while sales has it": { 2: (told) => told.unsubscribes() },
};

describe("a hand-off as it was", () => {
  test.each(Object.entries(STORIES))("is what it was then at every hour: %s", async (_, deeds) => {
    const desk = office();
    const told = await ripeAt("2026-11-20T17:55:00Z", () => desk);
    const known: { readonly at: number; readonly handoffs: readonly Handoff[] }[] = [];
    for (let hour = 0; hour < 14 * 24; hour++) {
      await deeds[hour]?.(told);
      known.push({ at: told.now, handoffs: (await told.lead()).handoffs });
      await told.passes("1 hour");
    }
    const life = await told.lead();
    for (const { at, handoffs } of known)
      expect(asItWas(life, playbook(told.line.world), at).handoffs, new Date(at).toISOString()).toEqual(
        handoffs,
      );
  });
});
