/** One mail, never twice: claim it under the lead's guard, send it once, note the answer. */

import { withAttention } from "../workflows/rules/attention.ts";
import type { PlannedTouch } from "../workflows/rules/decision.ts";
import type { Known } from "../workflows/rules/life.ts";
import { understood } from "../workflows/rules/playbook.ts";
import { senderOf } from "../workflows/rules/sender.ts";
import { type Answer, claim, noteAnswer } from "../workflows/rules/sending.ts";
import { playbook, writeInTurn } from "./commit.ts";
import { headersOf } from "./mail/headers.ts";
import { renderMail } from "./mail/render.ts";
import { touchValues } from "./touch-values.ts";
import type { OutgoingMail, World } from "./world/world.ts";

/**
 * Returns once the touch is settled, or known to be in doubt. A claim that loses its race sends nothing. A lost answer
 * leaves the claim as it stands: never resent, settled by the mail service's own events.
 */
export async function sendTouch(world: World, life: Known, touch: PlannedTouch, now: number): Promise<void> {
  const attempt = world.attemptId();
  const mail = await compose(world, life, touch, attempt);
  const claimed = await world.leads.write(life, claim(life, touch, attempt, mail.subject, now));
  if (claimed === "moved") return;
  const answer = await world.mail.send(mail);
  if (answer.answer === "unknown") {
    world.report.warn("no answer from the mail service", {
      leadId: life.leadId,
      touchId: touch.touchId,
      code: answer.code,
    });
    return;
  }
  world.report.count(answer.answer === "sent" ? "TouchSent" : "TouchRefused");
  await note(world, life, touch, attempt, answer, now);
}

async function compose(
  world: World,
  life: Known,
  touch: PlannedTouch,
  attempt: string,
): Promise<OutgoingMail> {
  const { leadId, lead } = life;
  const campaign = world.campaigns().find((each) => each.name === touch.campaign);
  const mail = campaign?.mails[touch.name];
  if (campaign === undefined || mail === undefined)
    throw new Error(`Campaign ${touch.campaign} has no mail "${touch.name}": compile the campaigns again.`);
  const links = {
    unsubscribe: await world.links.url({ purpose: "unsubscribe", leadId, touchId: touch.touchId }),
    confirm: await world.links.url({ purpose: "confirm", leadId, touchId: touch.touchId }),
  };
  const from = senderOf(mail.from, senderOf(campaign.send.from, world.settings.sender));
  const settings = { ...world.settings, sender: from };
  const values = touchValues(lead, understood(lead, playbook(world)), campaign, links, settings);
  const { subject, html, text } = renderMail(mail, values);
  return {
    to: lead.address,
    subject,
    html,
    text,
    ...(from === world.settings.sender ? {} : { from }),
    ...(campaign.send.replyTo === undefined ? {} : { replyTo: campaign.send.replyTo }),
    headers: headersOf(links.unsubscribe),
    tags: { leadId, touchId: touch.touchId, attempt },
  };
}

/**
 * Notes the answer. Our own workflow needs no wake; but when another execution has taken over meanwhile, what we learned
 * is news to it.
 */
async function note(
  world: World,
  claimed: Known,
  touch: PlannedTouch,
  attempt: string,
  answer: Answer,
  now: number,
): Promise<void> {
  const chance = world.random();
  let givenUp = false;
  await writeInTurn(world, claimed.leadId, (life) => {
    const change = noteAnswer(life, touch.touchId, attempt, answer, now, chance);
    givenUp = change?.touches?.some((each) => each.status === "failed") ?? false;
    if (change === undefined || life.lead?.generation === claimed.lead.generation) return change;
    return withAttention(life, change, playbook(world), now, world.receivedAt());
  });
  if (givenUp) world.report.count("TouchFailed");
}
