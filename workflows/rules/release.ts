/** A ripe lead goes to sales: by its raised hand at once, by its points after whatever the campaign puts before. */
import type { Decision } from "./decision.ts";
import { handoffLine } from "./handoff-line.ts";
import type { Known } from "./life.ts";
import { type Playbook, type Run, runs } from "./playbook.ts";
import { type Ripe, ripe } from "./ripe.ts";
import type { Instant } from "./time.ts";
import { validation } from "./validation.ts";

/** What releasing asks for now, or undefined where no campaign finds the lead ripe. */
export function release(life: Known, playbook: Playbook, now: Instant): Decision | undefined {
  const found = runs(life, playbook).flatMap((run) => {
    const reason = ripe(life, run.campaign, playbook, now);
    return reason ? [{ run, reason }] : [];
  });
  const byHand = found.filter(({ reason }) => reason.byHand);
  const decisions = [...byHand, ...found].map(({ run, reason }) => {
    const before = reason.byHand ? undefined : validation(life, run, playbook, now);
    return before ?? (reason.proven ? released(life, run, reason, now) : undefined);
  });
  return decisions.find((decision) => decision !== undefined);
}

function released(life: Known, { campaign }: Run, { because, score, byHand }: Ripe, now: Instant): Decision {
  const n = life.handoffs.length + 1;
  const { name, version } = campaign;
  return {
    do: "record",
    because: `ripe: ${because}`,
    change: {
      set: { lifecycle: "mql", because },
      handoffs: [
        {
          n,
          campaign: name,
          version,
          status: "released",
          releasedAt: now,
          because,
          score,
          ...(byHand ? { byHand } : { threshold: campaign.release.score }),
        },
      ],
      ledger: [handoffLine({ n }, "released", now, `ripe, released to sales: ${because}`)],
    },
  };
}
