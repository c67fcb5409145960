/** Notes on a claimed touch how its one try ended. */
import { withAttention } from "../workflows/rules/attention.ts";
import type { Change } from "../workflows/rules/change.ts";
import type { PlannedTouch } from "../workflows/rules/decision.ts";
import type { Known, Life } from "../workflows/rules/life.ts";
import { type Answer, noteAnswer } from "../workflows/rules/sending.ts";
import { playbook, writeInTurn } from "./commit.ts";
import { countMails } from "./count-mails.ts";
import type { World } from "./world/world.ts";

/**
 * Our own workflow needs no wake; but when another execution has taken over meanwhile, what we learned is news to it.
 * Counts a touch that is given up, which rings, and a mail that went out. A refused address is its lead's matter.
 */
export async function settleTouch(
  world: World,
  claimed: Known,
  touch: PlannedTouch,
  attempt: string,
  answer: Answer,
  now: number,
): Promise<void> {
  const chance = world.random();
  let news: readonly [Life, Change] | undefined;
  await writeInTurn(world, claimed.leadId, (life) => {
    const change = noteAnswer(life, touch.touchId, attempt, answer, now, chance);
    news = change && [life, change];
    if (change === undefined || life.lead?.generation === claimed.lead.generation) return change;
    return withAttention(life, change, playbook(world), now, world.receivedAt());
  });
  if (news === undefined) return;
  const [life, change] = news;
  const isForGood = answer.answer === "refused" && answer.address === true;
  if (!isForGood && change.touches?.some((each) => each.status === "failed"))
    world.report.count("TouchFailed");
  await countMails(world, life, change);
}
