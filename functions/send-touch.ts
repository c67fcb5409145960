/** One mail, never twice: claim it under the lead's guard, send it once, note the answer. */
import type { Mail, RunningCampaign } from "../workflows/rules/campaign.ts";
import type { PlannedTouch } from "../workflows/rules/decision.ts";
import type { Lead } from "../workflows/rules/lead.ts";
import type { Known } from "../workflows/rules/life.ts";
import { understood } from "../workflows/rules/playbook.ts";
import { fromOwner, senderOf } from "../workflows/rules/sender.ts";
import { claim, placeFor, putOff } from "../workflows/rules/sending.ts";
import { playbook } from "./commit.ts";
import { keepMail } from "./keep-mail.ts";
import { headersOf } from "./mail/headers.ts";
import { untrackedHtml } from "./mail/untracked.ts";
import { deadLinks, mailLinks } from "./mail-links.ts";
import { OwnWords } from "./own-words.ts";
import { settleTouch } from "./settle-touch.ts";
import { touchValues } from "./touch-values.ts";
import type { KeptMail } from "./world/sent-mails.ts";
import type { OutgoingMail, World } from "./world/world.ts";

/**
 * Returns once the touch is settled, or known to be in doubt. A claim that loses its race sends nothing. A lost answer
 * leaves the claim as it stands: never resent, settled by the mail service's own events.
 */
export async function sendTouch(world: World, life: Known, touch: PlannedTouch, now: number): Promise<void> {
  const attempt = world.attemptId();
  const letter = letterOf(world, touch);
  const { mail, copy } = await compose(world, life, touch, letter, attempt, now);
  const { links } = letter.mail;
  const said = { subject: mail.subject, ...(links === undefined ? {} : { links }) };
  const mailbox = placeFor(life, touch, letter.campaign, now);
  const claiming = { ...claim(life, touch, attempt, said, now), ...(mailbox ? { mailbox } : {}) };
  const claimed = await world.leads.write(life, claiming);
  if (claimed === "limited") await world.leads.write(life, putOff(life, touch, now));
  if (claimed !== "written") return;
  // After the claim, so that nothing is kept of what never goes; before it goes, so that no mail that went lacks its copy.
  await keepMail(world, life.leadId, touch.touchId, { ...copy, at: now });
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
  await settleTouch(world, life, touch, attempt, answer, now);
}

/** The mail's own sender, else the lead's owner where the campaign wants that, else the campaign's, else the stack's. */
function senderFor({ owner }: Lead, send: RunningCampaign["send"], mail: Mail, stack: string) {
  const ofCampaign = { from: senderOf(send.from, stack), replyTo: send.replyTo };
  if (mail.from !== undefined) return { ...ofCampaign, from: senderOf(mail.from, ofCampaign.from) };
  return send.fromOwner && owner ? fromOwner(owner, ofCampaign.from) : ofCampaign;
}

interface Letter {
  readonly campaign: RunningCampaign;
  readonly mail: Mail;
}

function letterOf(world: World, touch: PlannedTouch): Letter {
  const campaign = world.campaigns().find((each) => each.name === touch.campaign);
  const mail = campaign?.mails[touch.name];
  if (campaign !== undefined && mail !== undefined) return { campaign, mail };
  throw new OwnWords(`Campaign ${touch.campaign} has no mail "${touch.name}": compile the campaigns again.`);
}

async function compose(
  world: World,
  life: Known,
  touch: PlannedTouch,
  { campaign, mail: compiled }: Letter,
  attempt: string,
  now: number,
): Promise<{ readonly mail: OutgoingMail; readonly copy: Omit<KeptMail, "at"> }> {
  const { leadId, lead } = life;
  const isTracked = lead.consent.untrackedAt === undefined;
  const mail = isTracked ? compiled : { ...compiled, html: untrackedHtml(compiled.html) };
  const links = await mailLinks(world.links, life, touch, now);
  const { from, replyTo } = senderFor(lead, campaign.send, mail, world.settings.sender);
  const settings = { ...world.settings, sender: from };
  const values = touchValues(lead, understood(lead, playbook(world)), campaign, links, settings);
  const { renderMail } = await import("./mail/render.ts");
  const { subject, html, text } = renderMail(mail, values);
  const inert = renderMail(mail, { ...values, links: deadLinks(links) });
  return {
    mail: {
      to: lead.address,
      subject,
      html,
      text,
      ...(from === world.settings.sender ? {} : { from }),
      ...(replyTo === undefined ? {} : { replyTo }),
      headers: headersOf(links.unsubscribe),
      ...(isTracked ? {} : { untracked: true as const }),
      tags: { leadId, touchId: touch.touchId, attempt },
    },
    copy: { to: lead.address, from, subject, html: inert.html, text: inert.text },
  };
}
