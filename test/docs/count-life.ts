/**
 * Counts what one life asks of AWS, by living it on the line in memory. Nothing is batched here: on a busy day the same
 * lives cost less.
 */
import { Meter } from "../../local/costs/meter.ts";
import type { Counts } from "../../local/costs/prices.ts";
import { NurtureLine } from "../../local/memory/nurture-line.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { MONDAY, Story } from "../stories/line.ts";

/** On the internet, where a form's post counts for its network too. */
const SOMEWHERE = "203.0.113.7";

const campaigns = compileCampaigns(new URL("../../workflows/campaigns", import.meta.url).pathname);

/** `live` tells the life of this lead from the form post to its end. */
export async function countLife(email: string, live: (told: Story) => Promise<void>): Promise<Counts> {
  const { meter, line, deliveries } = meteredLine();
  const told = new CountedStory(line);
  await live(told);
  const { lead } = await told.lead(email);
  if (lead.endedAt === undefined) throw new Error(`${email} lives on: its end belongs to what it costs.`);
  return {
    transitions: meter.transitions,
    requests: told.requests,
    mails: line.mail.sent.length,
    mailEvents: deliveries.queue,
    notices: line.sales.notices.length,
    invocations: told.requests + deliveries.queue + deliveries.stream + callsOf(line, lead.leadId),
    reads: meter.reads,
    writes: meter.writes,
    copies: meter.copies,
  };
}

function meteredLine() {
  const meter = new Meter();
  const { around, stepped } = meter;
  const line = new NurtureLine({ campaigns: () => campaigns, start: MONDAY, around, stepped });
  const deliveries = { stream: 0, queue: 0 };
  line.deliver = (what, hand) => {
    deliveries[what]++;
    hand();
  };
  return { meter, line, deliveries };
}

class CountedStory extends Story {
  requests = 0;

  override sends: Story["sends"] = (door, request) => {
    this.requests++;
    return super.sends(door, { ...request, ip: SOMEWHERE });
  };
}

/** How often the workflow called a function. */
function callsOf(line: NurtureLine, leadId: LeadId): number {
  return line
    .executionsOf(leadId)
    .flatMap((arn) => line.engine.history(arn))
    .filter((event) => /"Take the next step"|"Hand the lead to sales"/.test(JSON.stringify(event)))
    .filter(({ type }) => type.endsWith("StateEntered")).length;
}
