/** One lead: what it needs next, why it scores what it does, and everything that happened, in order of time. */

import { isoTimes } from "../../functions/iso-times.ts";
import { judgements } from "../../workflows/rules/judgements.ts";
import { LeadId } from "../../workflows/rules/lead.ts";
import { isKnown, type Known } from "../../workflows/rules/life.ts";
import { latestRun, understood } from "../../workflows/rules/playbook.ts";
import { timeline } from "../../workflows/rules/timeline.ts";
import { answer } from "./answer.ts";
import { withDecisions } from "./decisions.ts";
import { leadView, type Told } from "./lead-view.ts";
import { inWords } from "./moment.ts";
import { Refusal } from "./refusal.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";
import { playbookOf, standing } from "./standing.ts";

export function leadPage(sources: LaptopSources): Handler {
  return async (c) => {
    const life = await find(sources, c.req.param("leadId") ?? "");
    const playbook = playbookOf(sources);
    const now = sources.time.now();
    const who = understood(life.lead, playbook);
    const judged = judgements(life, latestRun(life, playbook)?.campaign, {
      now,
      say: (at) => inWords(at, who.zone),
    });
    const told: Told = {
      life,
      timeline: withDecisions(timeline(life, judged), life, playbook),
      standing: standing(life, playbook, now),
      understood: who,
      executions: sources.leads.executions(life.leadId),
      paused: await sources.paused(),
      notices: sources.salesInbox.list(),
      playbook,
      now,
    };
    return answer(c, sources, {
      json: () => json(told),
      title: life.lead.profile.name ?? life.lead.address,
      main: () => leadView(told),
    });
  };
}

async function find(sources: LaptopSources, id: string): Promise<Known> {
  const leadId = LeadId.safeParse(id);
  if (!leadId.success)
    throw new Refusal(404, "That is no lead's id: it has 32 hex digits. The leads are listed under /leads.");
  const life = await sources.leads.read(leadId.data);
  if (isKnown(life)) return life;
  const erasedAt = life.tombstone?.erasedAt;
  throw new Refusal(
    404,
    erasedAt
      ? `This lead was erased on ${inWords(erasedAt)}.`
      : "There is no lead with this id; those there are stand under /leads.",
  );
}

function json({ life, timeline, standing, understood, executions }: Told): unknown {
  const { lead, enrolments, touches, ledger, handoffs } = life;
  const { decision, score } = standing;
  return isoTimes({
    lead,
    enrolments,
    touches,
    ledger,
    handoffs,
    timeline: timeline.map(({ stands, ...each }) => (stands ? { ...each, needs: stands.decision } : each)),
    executions,
    needs: decision,
    score,
    understood,
  });
}
