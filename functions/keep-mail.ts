/** Keeps a mail as it is being sent. That a copy can't be kept holds no mail up. */
import type { LeadId } from "../workflows/rules/lead.ts";
import type { KeptMail } from "./world/sent-mails.ts";
import type { World } from "./world/world.ts";

export async function keepMail(world: World, leadId: LeadId, touchId: string, mail: KeptMail): Promise<void> {
  try {
    await world.sentMails.keep(leadId, touchId, mail);
  } catch (error) {
    const code = error instanceof Error ? error.name : "Error";
    world.report.warn("no copy of a mail could be kept", { leadId, touchId, code });
    world.report.count("MailNotKept");
  }
}
