/** Hand-offs of every kind, plausible or not. */
import fc from "fast-check";
import type { Handoff } from "../../workflows/rules/life.ts";
import { anInstant, compact, maybe } from "./any-fields.ts";
import { handoff } from "./lives.ts";

const aPromise = fc
  .record({
    contactBy: anInstant,
    askedAt: maybe(anInstant),
    managerAskedAt: maybe(anInstant),
    answerBy: maybe(anInstant),
    spokeAt: maybe(anInstant),
    actsKnown: fc.constantFrom([], ["reply#1"]),
    putOff: fc.integer({ min: 0, max: 2 }),
    attempts: fc.array(
      fc.record({ at: anInstant, outcome: fc.constant("voicemail"), by: fc.constant("tom") }),
      { maxLength: 3 },
    ),
  })
  .map(compact);

/** Also of people and pools that the desk doesn't know any more. */
export const aHandoff = fc
  .record({
    status: fc.constantFrom("released", "accepted", "rejected", "snoozed", "expired"),
    releasedAt: anInstant,
    byHand: maybe(fc.constant(true)),
    to: maybe(fc.constantFrom("tom", "ines", "left-last-year")),
    pool: maybe(fc.constantFrom("everybody", "dissolved")),
    asked: maybe(fc.subarray(["tom", "ines", "left-last-year"])),
    stage: maybe(fc.constantFrom(1, 2, 3)),
    fullSince: maybe(anInstant),
    triedAt: maybe(anInstant),
    fullToldAt: maybe(anInstant),
    notifiedAt: maybe(anInstant),
    remindAt: maybe(anInstant),
    dueAt: maybe(anInstant),
    remindedAt: maybe(anInstant),
    leftToldAt: maybe(anInstant),
    closedAt: maybe(anInstant),
    toldNobodyAt: maybe(anInstant),
    until: maybe(anInstant),
    promised: maybe(aPromise),
    doneAt: maybe(anInstant),
    outcome: maybe(fc.constantFrom("won", "lost", "no-word")),
  })
  // Only what was accepted has an outcome.
  .map(({ outcome, ...fields }) =>
    compact({ ...fields, ...(fields.status === "accepted" ? { outcome } : {}) }),
  );

export function numbered(handoffs: readonly object[]): readonly Handoff[] {
  const { notifiedAt, dueAt, ...bare } = handoff();
  return handoffs.map((fields, index) => ({ ...bare, ...fields, n: index + 1 }));
}
