/** What one step of a lead takes of Step Functions. */

/** States that are entered: take the step, route it, and sleep or hand over. Each is a transition, which is paid for and has a quota. */
export const TRANSITIONS_A_STEP = 3;
