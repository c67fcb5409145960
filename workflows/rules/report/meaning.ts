/** A reason in the words of those who give it. */
import type { Desk } from "../desk.ts";

/** What a salesperson says with this code; the code of a reason that the desk has no more. */
export function meaningOf(reason: string, { reasons }: Desk): string {
  return Object.hasOwn(reasons, reason) ? (reasons[reason]?.say ?? reason) : reason;
}
