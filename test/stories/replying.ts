/** Stories of replies: what other systems tell of a lead, and the mails among it. */
import { campaign, type Stated } from "./campaign.ts";
import { JSON_BODY } from "./http-event.ts";
import { type Answer, FITTING, MODEST, type Story, story } from "./line.ts";

/** As a vacation responder marks its answer. */
export const AWAY = { "Auto-Submitted": "auto-replied", "X-Autoreply": "yes" };

/** One batch of activities, and all that comes of it at once. */
export async function tells(told: Story, ...activities: readonly object[]): Promise<Answer> {
  const body = JSON.stringify({ activities });
  const answer = await told.sends("activities", { method: "POST", headers: JSON_BODY, body });
  await told.line.settle();
  return answer;
}

/** Whoever reads the mailbox tells of a mail that came in, under a key of its own. */
export async function replies(told: Story, more: object = {}): Promise<void> {
  const key = `mail/${told.line.clock.now()}/${Math.floor(told.line.world.random() * 1e9)}`;
  const { statusCode } = await tells(told, { key, email: FITTING.email, activity: "replied", ...more });
  if (statusCode !== 202) throw new Error(`the reply was refused with ${statusCode}`);
}

/** A lead that got its first mail a moment ago, in the small campaign or in those stated. */
export async function welcomed(fields: object = MODEST, ...stated: readonly Stated[]): Promise<Story> {
  const told = story({
    campaigns: () => (stated.length === 0 ? [{}] : stated).map((each) => campaign(each)),
  });
  await told.posts({ ...fields });
  return told;
}

/** `small replied`, `other open`; by name. */
export async function runs(told: Story): Promise<readonly string[]> {
  const { enrolments } = await told.lead();
  return enrolments.map(({ campaign: name, end = "open" }) => `${name} ${end}`).toSorted();
}

/** How the tasks to answer stand, in the order in which they were asked for. */
export async function answering(told: Story): Promise<readonly string[]> {
  const { touches } = await told.lead();
  return touches.filter(({ channel }) => channel === "reply").map(({ status }) => status);
}
