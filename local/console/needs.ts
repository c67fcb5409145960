/** What a lead needs next, in one sentence: the very rule that the workflow asks, put into words. */
import { html } from "hono/html";
import { decide } from "../../workflows/rules/decide.ts";
import type { Decision } from "../../workflows/rules/decision.ts";
import type { Known } from "../../workflows/rules/life.ts";
import { type Playbook, runs } from "../../workflows/rules/playbook.ts";
import { type Score, score } from "../../workflows/rules/score.ts";
import type { Html } from "./layout.ts";
import { moment } from "./moment.ts";
import type { LaptopSources } from "./sources.ts";

export interface Standing {
  readonly decision: Decision;
  /** Under the campaign the lead runs in, or ran in last; none if no campaign ever took it. */
  readonly score: Score | undefined;
  /** At which total that campaign releases. */
  readonly releaseAt: number | undefined;
}

export function playbookOf(sources: LaptopSources): Playbook {
  return { campaigns: sources.campaigns(), defaultTimeZone: sources.defaultTimeZone };
}

export function standing(life: Known, playbook: Playbook, now: number): Standing {
  const all = runs(life, playbook);
  const campaign = (all.find((run) => run.enrolment.endedAt === undefined) ?? all.at(-1))?.campaign;
  return {
    decision: decide(life, playbook, now),
    score: campaign && score(life, campaign, playbook, now),
    releaseAt: campaign?.release.score,
  };
}

export function inOneSentence({ decision, score, releaseAt }: Standing, zone: string): Html {
  const points = score === undefined ? "No campaign runs for it" : `${score.total} of ${releaseAt} points`;
  return html`${points}; ${need(decision, zone)}.`;
}

function need(decision: Decision, zone: string): Html {
  switch (decision.do) {
    case "sleep":
      return html`asleep until <strong>${moment(decision.until, zone)}</strong> (${decision.because})`;
    case "send":
      return html`now due: the mail <strong>${decision.touch.name}</strong> (${decision.because})`;
    case "tell sales":
      return html`now due: <strong>sales is ${decision.what === "release" ? "told" : "reminded"}</strong> (${decision.because})`;
    case "record":
      return html`now due: ${decision.because}`;
    case "end":
      return html`nothing more happens by itself (${decision.because})`;
    default:
      return decision satisfies never;
  }
}
