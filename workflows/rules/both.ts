import type { Change } from "./change.ts";

/** Two changes decided on the same reading, as one write. The second's fields win. */
export function both(first: Change, second: Change): Change {
  return {
    ...first,
    ...second,
    set: { ...first.set, ...second.set },
    remove: [...(first.remove ?? []), ...(second.remove ?? [])],
    enrolments: [...(first.enrolments ?? []), ...(second.enrolments ?? [])],
    touches: [...(first.touches ?? []), ...(second.touches ?? [])],
    ledger: [...(first.ledger ?? []), ...(second.ledger ?? [])],
    amended: [...(first.amended ?? []), ...(second.amended ?? [])],
    handoffs: [...(first.handoffs ?? []), ...(second.handoffs ?? [])],
  };
}
