/** A lead that gives no sign for long is asked once whether it wants to stay, and then left in peace. */
import { verdicts } from "./bots.ts";
import { after } from "./clock.ts";
import { mailable } from "./consent.ts";
import type { Decision } from "./decision.ts";
import { endRun } from "./ending.ts";
import { spoke } from "./human-act.ts";
import type { Known } from "./life.ts";
import type { Look } from "./look.ts";
import { HOUSE, nextRoundAfter, planned, touchIdOf } from "./planned-touch.ts";
import type { Run } from "./playbook.ts";
import type { Instant, Span } from "./time.ts";
import { goesAt } from "./timing.ts";

/** How long a lead has to answer "shall we stay in touch?". */
export const TIME_TO_STAY: Span = "1 month";

/** When the run's silence will have lasted its `sunset`. Opens are no sign: mail programs make them. */
export function silentAt(life: Known, run: Run, zone: string): Instant {
  return after(lastShownInterest(life, run), run.campaign.sunset, zone);
}

/** What silence asks for now, or undefined while the lead isn't silent. */
export function sunset({ life, run, playbook, zone, now }: Look): Decision | undefined {
  const { campaign } = run;
  if (now < silentAt(life, run, zone)) return undefined;
  const asked = questionsToStay(life, run);
  const last = asked.findLast((touch) => touch.claimedAt >= lastShownInterest(life, run));
  const mayAsk = HOUSE.stay in campaign.mails && mailable(life.lead, campaign.send.topic).may;
  if (last === undefined && mayAsk) {
    const at = goesAt({ name: HOUSE.stay }, now, life, run, playbook, now);
    if (now < at)
      return { do: "sleep", until: at, because: "silent: until its hour comes to be asked once more" };
    const touch = planned(run, { name: HOUSE.stay }, nextRoundAfter(asked), now, zone);
    return {
      do: "send",
      touch,
      because: `no sign of the lead for ${campaign.sunset}: it is asked once more`,
    };
  }
  const until = last === undefined ? now : after(last.claimedAt, TIME_TO_STAY, zone);
  if (now < until)
    return { do: "sleep", until, because: "until the lead has had time to say whether it stays" };
  return endRun(life, run, "silent", `no sign of the lead for ${campaign.sunset}: left in peace`, now);
}

function questionsToStay(life: Known, run: Run) {
  const ids = touchIdOf(run, HOUSE.stay, 0).slice(0, -1);
  return life.touches
    .filter((touch) => touch.touchId.startsWith(ids))
    .toSorted((a, b) => a.claimedAt - b.claimedAt);
}

const SHOWS_INTEREST = new Set(["form", "consent", "confirm", "reply", "activity", "answer"]);

function lastShownInterest(life: Known, run: Run): Instant {
  const signs = life.ledger.filter(
    (line) =>
      SHOWS_INTEREST.has(line.kind) || line.handRaised !== undefined || (line.kind === "task" && spoke(line)),
  );
  return Math.max(run.enrolment.startedAt, ...signs.map(({ at }) => at), ...visitsOfPeople(life));
}

/** Each by its end: one line holds all clicks on a link, a scanner's and those of its reader months later. */
function visitsOfPeople(life: Known): readonly Instant[] {
  return verdicts(life)
    .visits.filter(({ machine }) => machine === undefined)
    .map(({ to }) => to);
}
