/** What a scenario expects against what happened: each difference at its place, with both sides. */
import { playbook } from "../../../functions/commit.ts";
import type { Enrolment, Known } from "../../../workflows/rules/life.ts";
import { segmentOf } from "../../../workflows/rules/playbook.ts";
import { score } from "../../../workflows/rules/score.ts";
import type { Instant } from "../../../workflows/rules/time.ts";
import { NO_SEGMENT } from "./check-scenario.ts";
import { compareEvents, type Happened } from "./compare-events.ts";
import { compareLists } from "./compare-lists.ts";
import { both, type Difference } from "./difference.ts";
import { overTime } from "./over-time.ts";
import type { Scenario } from "./scenario.ts";
import { lifeAt, type Stage, tellings, wentOut } from "./stage.ts";
import { isAt, local } from "./times.ts";

type Then = Scenario["then"];

export function judge(stage: Stage, { then }: Scenario): readonly Difference[] {
  return [
    ...touches(stage, then),
    ...never(stage, then),
    ...tasks(stage, then),
    ...overTime(stage, "score", then.score, (life, at) => scoreAt(stage, life, at)),
    ...overTime(stage, "segment", then.segment, (life) => segmentIn(stage, life)),
    ...overTime(stage, "lifecycle", then.lifecycle, ({ lead }) => lead.lifecycle),
    ...compareEvents(stage, "salesTold", then.salesTold, salesTold(stage)),
    ...compareEvents(stage, "ended", then.ended, ends(stage)),
  ];
}

function touches(stage: Stage, { touches: expected }: Then): readonly Difference[] {
  if (expected === undefined) return [];
  const { zone } = stage;
  const entries = expected.map(({ name, value: when }) => {
    return { name, says: when === null ? name : `${name}: ${when.text}`, when };
  });
  const happened = wentOut(stage).map(({ called, claimedAt }) => ({
    name: called,
    says: `${called}: ${local(claimedAt, zone)}`,
    at: claimedAt,
  }));
  return compareLists(
    ["then", "touches"],
    entries,
    happened,
    ({ when }, { at }) => when === null || isAt(at, when, zone),
  );
}

function never(stage: Stage, { never: names = [] }: Then): readonly Difference[] {
  return names.flatMap((name, index) => {
    const times = wentOut(stage).filter(({ called }) => called === name);
    if (times.length === 0) return [];
    const said = times.map(({ claimedAt }) => local(claimedAt, stage.zone)).join(", ");
    return [both(["then", "never", index], `${name}: never`, `${name}: ${said}`)];
  });
}

function tasks(stage: Stage, { tasks: expected }: Then): readonly Difference[] {
  if (expected === undefined) return [];
  const entries = expected.map(({ name, value: how }) => {
    return { name, says: how === null ? name : `${name}: ${how}`, how };
  });
  const happened = wentOut(stage)
    .filter(({ channel = "mail" }) => channel !== "mail")
    .map(({ called, status, outcome }) => {
      const how = outcome ?? (status === "overdue" ? "overdue" : "open");
      return { name: called, says: `${called}: ${how}`, how };
    });
  return compareLists(
    ["then", "tasks"],
    entries,
    happened,
    (entry, { how }) => entry.how === null || entry.how === how,
  );
}

function scoreAt({ cast, line }: Stage, life: Known, at: Instant): number {
  return score(life, cast[0], playbook(line.world), at).total;
}

function segmentIn({ cast, line }: Stage, { lead }: Known): string {
  return segmentOf(lead, cast[0], playbook(line.world))?.name ?? NO_SEGMENT;
}

function salesTold(stage: Stage): readonly Happened[] {
  return tellings(stage).map(({ at, handoff }) => ({ at, because: handoff?.because ?? "" }));
}

/** The ends of its runs of the campaign, in order. */
function ends(stage: Stage): readonly Happened[] {
  const isOwn = ({ campaign }: Enrolment) => campaign === stage.cast[0].name;
  return (lifeAt(stage)?.enrolments ?? [])
    .filter(isOwn)
    .flatMap(({ endedAt, because = "" }) => (endedAt === undefined ? [] : [{ at: endedAt, because }]));
}
