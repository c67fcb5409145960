/** What a campaign's conditions may ask of a lead: what it said, and, in a run of the campaign, what it did. */
import { actsOf, isCounted } from "./acts.ts";
import type { RunningCampaign } from "./campaign.ts";
import type { Deeds, Facts } from "./holds.ts";
import type { Known, LedgerLine, Touch } from "./life.ts";
import { type Playbook, saidBy, segmentOf } from "./playbook.ts";
import { score } from "./score.ts";
import type { Instant } from "./time.ts";
import { allTouches } from "./touches.ts";

/** Worked out as it is asked for: most conditions need little of it. */
export function factsOf(life: Known, campaign: RunningCampaign, playbook: Playbook, now: Instant): Facts {
  let counted: ReturnType<typeof score> | undefined;
  const points = () => {
    counted ??= score(life, campaign, playbook, now);
    return counted;
  };
  const said = saidBy(life.lead, playbook);
  return {
    ...said,
    get segment() {
      return segmentOf(life.lead, campaign, playbook)?.name;
    },
    get fit() {
      return points().fit;
    },
    get score() {
      return points().total;
    },
    get deeds() {
      return deedsOf(life, campaign, now);
    },
  };
}

/** The people's acts in the latest run: a machine's, and a click that hasn't stood long enough, are no deeds yet. */
function deedsOf(life: Known, campaign: RunningCampaign, now: Instant): Deeds {
  const ofCampaign = life.enrolments.filter((each) => each.campaign === campaign.name);
  const run = ofCampaign.at(-1);
  // A first run knows all that was told before; a later one only what came after the run before it.
  const before = ofCampaign.at(-2)?.endedAt ?? 0;
  const touches = new Map(
    life.touches
      .filter((touch) => touch.campaign === campaign.name && touch.enrolment === run?.n)
      .map((touch) => [touch.touchId, touch]),
  );
  const names = namesNow(campaign);
  const called = (touch: Touch | undefined) => (touch ? (names.get(touch.name) ?? touch.name) : "");
  const acts = actsOf(life, campaign)
    .filter((act) => isCounted(act, now))
    .map(({ line }) => line);
  const of = (kind: LedgerLine["kind"]) => acts.filter((line) => line.kind === kind);
  const inMails = (kind: LedgerLine["kind"]) =>
    new Set(of(kind).map((line) => called(touches.get(line.touchId ?? ""))));
  return {
    clicked: inMails("click"),
    opened: inMails("open"),
    forms: new Set(of("form").map((line) => line.form ?? "")),
    activities: new Set(
      of("activity")
        .filter(({ at }) => at > before || before === 0)
        .map((line) => line.activity ?? ""),
    ),
    replied: of("reply").some(({ at }) => at >= (run?.startedAt ?? 0)),
    outcomes: new Map([...touches.values()].map((touch) => [called(touch), touch.outcome ?? ""])),
  };
}

/** Former names, and what the touch is called today. */
function namesNow(campaign: RunningCampaign): ReadonlyMap<string, string> {
  return new Map(allTouches(campaign).flatMap(({ name, formerly }) => formerly.map((old) => [old, name])));
}
