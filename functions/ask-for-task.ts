/** One call, postcard or note, or a reply to answer: claimed like a mail, told to the people who do it, and noted as asked for. */
import type { PlannedTouch } from "../workflows/rules/decision.ts";
import type { Known } from "../workflows/rules/life.ts";
import { type Answer, claim } from "../workflows/rules/sending.ts";
import { briefOf } from "../workflows/rules/task.ts";
import { taskNotice } from "../workflows/rules/task-notice.ts";
import { DAY } from "../workflows/rules/time.ts";
import { playbook } from "./commit.ts";
import { filledBrief } from "./filled-brief.ts";
import { OwnWords } from "./own-words.ts";
import { settleTouch } from "./settle-touch.ts";
import type { Topic, World } from "./world/world.ts";

/** An overdue task may still be told of, for this long after it was due. */
const LINK_LIVES = 90 * DAY;

/**
 * Returns once the touch is settled. A claim that loses its race asks nobody. The opposite promise to a mail's: a crash
 * between telling and noting leaves a claim, which is told again; twice at worst, never not at all.
 */
export async function askForTask(world: World, life: Known, touch: PlannedTouch, now: number): Promise<void> {
  const attempt = world.attemptId();
  const { title, ...notice } = await compose(world, life, touch, now);
  const claimed = await world.leads.write(life, claim(life, touch, attempt, { subject: title }, now));
  if (claimed === "moved") return;
  const answer = await tell(world.tasks, notice);
  world.report.count(answer.answer === "sent" ? "TaskAsked" : "NobodyAsked");
  await settleTouch(world, life, touch, attempt, answer, now);
}

async function compose(world: World, life: Known, touch: PlannedTouch, now: number) {
  if (touch.channel !== "reply") mustHaveBrief(world, touch);
  const { leadId, lead } = life;
  const url = await world.links.url({
    purpose: "task",
    leadId,
    touchId: touch.touchId,
    since: lead.createdAt,
    expiresAt: (touch.dueAt ?? now) + LINK_LIVES,
  });
  const brief = await filledBrief(world, life, touch);
  return { title: brief.title, ...taskNotice(life, touch, brief, url, playbook(world), now) };
}

function mustHaveBrief(world: World, { campaign: name, name: touch }: PlannedTouch): void {
  const campaign = world.campaigns().find((each) => each.name === name);
  if (campaign === undefined || briefOf(campaign, touch) === undefined)
    throw new OwnWords(`Campaign ${name} has no brief "${touch}": compile the campaigns again.`);
}

/** Never throws for the topic's sake: what it doesn't take is tried again, and after some tries the lead goes on without it. */
async function tell(
  tasks: Topic,
  notice: { readonly subject: string; readonly text: string },
): Promise<Answer> {
  try {
    if ((await tasks.confirmedSubscribers()) === 0) return refused("NoSubscriber");
    await tasks.publish(notice);
    return { answer: "sent" };
  } catch (error) {
    return refused(error instanceof Error ? error.name : "Error");
  }
}

function refused(code: string): Answer {
  return { answer: "refused", code, address: false };
}
