/** What sales said since the back-up, put on the row of the back-up: each line of a hand-off tells which word it was. */
import type { Change } from "../../../workflows/rules/change.ts";
import { gone, lifecycleAfterSales } from "../../../workflows/rules/consent.ts";
import { nameOf } from "../../../workflows/rules/desk-people.ts";
import { givenBack } from "../../../workflows/rules/give-back.ts";
import type { Handoff, Known, LedgerLine } from "../../../workflows/rules/life.ts";
import type { Playbook } from "../../../workflows/rules/playbook.ts";

/** The lead's stage from then on, and who has it; undefined for a line that leaves both as they are. The hand-off itself stands as it became. */
export function saidBySales(life: Known, line: LedgerLine, playbook: Playbook): Change | undefined {
  const [, n, word = ""] = /^handoff#(\d+)#([a-z-]+)/.exec(line.key) ?? [];
  const handoff = life.handoffs.find((each) => each.n === Number(n));
  const stage = WORDS[word];
  if (handoff === undefined || stage === undefined) return undefined;
  return { set: { because: line.what, ...stage({ life, handoff, line, playbook }) } };
}

interface Said {
  readonly life: Known;
  readonly handoff: Handoff;
  readonly line: LedgerLine;
  readonly playbook: Playbook;
}

const WORDS: Readonly<Record<string, (said: Said) => Change["set"]>> = {
  released: ({ handoff: { because } }) => ({ lifecycle: "mql", because }),
  accepted: ({ handoff: { to = "" }, playbook: { desk } }) => {
    const address = desk.people[to]?.email;
    return { lifecycle: "sal", ...(address ? { owner: { name: nameOf(to, desk), address } } : {}) };
  },
  qualified: () => ({ lifecycle: "sql" }),
  won: () => ({ lifecycle: "customer" }),
  lost: ({ life: { lead } }) => ({ lifecycle: gone(lead) ? lifecycleAfterSales(lead) : "dormant" }),
  expired: ({ life: { lead } }) => ({ lifecycle: lifecycleAfterSales(lead) }),
  rejected: ({ life, handoff, line: { at }, playbook }) => {
    const { to: by = "", reason = "", note = "", until } = handoff;
    const { lifecycle } = givenBack(life, handoff, { by, reason, note, until }, playbook, at).set ?? {};
    return lifecycle === undefined ? {} : { lifecycle };
  },
};
