/** Holds what was asked for against what is granted. */
import type { RightAsked } from "../../../local/aws/iam.ts";
import { isAllowed } from "../../../local/aws/iam-policy.ts";
import { type Grant, inShort } from "./granted.ts";
import { fits, type Reason } from "./reasons.ts";

export interface Verdict {
  /** One line each, empty when all is well. */
  readonly problems: readonly string[];
  readonly used: number;
  readonly excused: number;
}

export function verdict(
  asked: readonly RightAsked[],
  grants: readonly Grant[],
  reasons: readonly Reason[],
): Verdict {
  const excused = grants.filter((grant) => reasons.some((reason) => fits(reason, grant)));
  const others = grants.filter((grant) => !excused.includes(grant));
  const used = others.filter((grant) => isNeeded(grant, others, asked));
  return {
    problems: [
      ...missing(asked, grants),
      ...others.filter((grant) => !used.includes(grant)).map(idle),
      ...excused.filter((grant) => isNeeded(grant, grants, asked)).map(excusedAndUsed),
      ...reasons.filter((reason) => !grants.some((grant) => fits(reason, grant))).map(forNothing),
      ...grants.filter(({ action }) => action.includes("*")).map(tooMuch),
    ],
    used: used.length,
    excused: excused.length,
  };
}

const covers = ({ role, statement }: Grant, asked: RightAsked) =>
  role === asked.role && isAllowed([statement], asked);

/** Whether something that was asked for would be refused without it. */
const isNeeded = (grant: Grant, all: readonly Grant[], asked: readonly RightAsked[]) =>
  asked.some((one) => covers(grant, one) && all.every((other) => other === grant || !covers(other, one)));

function missing(asked: readonly RightAsked[], grants: readonly Grant[]): readonly string[] {
  const lines = asked
    .filter((one) => !grants.some((grant) => covers(grant, one)))
    .map(({ role, action, resource }) => {
      const who = grants.find((grant) => grant.role === role)?.who ?? `${role} (no role of the template)`;
      return `${who} asked for ${action} on ${inShort(resource)} and may not: grant it in infra/.`;
    });
  return [...new Set(lines)];
}

const told = ({ who, action, resource }: Grant) => `${who} may ${action} on ${inShort(resource)}`;

const idle = (grant: Grant) =>
  `${told(grant)} and no test needs it: take it away, write the test, or give the reason in test/infra/grants/reasons.ts.`;

const excusedAndUsed = (grant: Grant) =>
  `${told(grant)} and needs it: take the reason out of test/infra/grants/reasons.ts.`;

const forNothing = ({ who, actions, on }: Reason) =>
  `Nobody is granted what is excused: ${who} may ${actions.join(", ")} on ${on.source}. Take it out of test/infra/grants/reasons.ts.`;

const tooMuch = (grant: Grant) => `${told(grant)}: name each action, since a * takes what comes later, too.`;
