import { expect, test } from "vitest";
import { factsOf } from "../../workflows/rules/facts.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { campaign } from "../stories/campaign.ts";
import { MONDAY } from "../stories/line.ts";
import { life, line, PLAYBOOK } from "../stories/lives.ts";

const LATER = MONDAY + 200 * DAY;
const first = { campaign: "small", n: 1, startedAt: MONDAY, endedAt: MONDAY + 10 * DAY };
const again = { campaign: "small", n: 2, startedAt: LATER };

test.each([
  ["what it did before it came in counts in its first run", [first], MONDAY - DAY, true],
  ["what it did in its first run doesn't count in its second", [first, again], MONDAY + 9 * DAY, false],
  ["what it did between the two counts in the second", [first, again], MONDAY + 50 * DAY, true],
])("%s", (_, enrolments, at, did) => {
  const attended = line({ key: "activity#1", kind: "activity", activity: "attended", at });
  const known = life({ enrolments, ledger: [attended] });
  expect(factsOf(known, campaign(), PLAYBOOK, LATER + 2 * DAY).deeds?.activities.has("attended")).toBe(did);
});

test.each([
  ["a reply counts in the run in which it was written", [first], MONDAY + 9 * DAY, true],
  ["a reply that ended the last run doesn't end the next one too", [first, again], MONDAY + 9 * DAY, false],
  ["a reply in the new run counts there", [first, again], LATER + DAY, true],
])("%s", (_, enrolments, at, replied) => {
  const known = life({ enrolments, ledger: [line({ key: "reply#1", kind: "reply", at })] });
  expect(factsOf(known, campaign(), PLAYBOOK, LATER + 2 * DAY).deeds?.replied).toBe(replied);
});
