/**
 * Counts what one life asks of AWS, by living it on the line in memory. Nothing is batched here: on a busy day the same
 * lives cost less.
 */
import type { DynamoDBRecord } from "aws-lambda";
import { announceLeads } from "../../functions/announce-leads.ts";
import { bytesStored, Meter } from "../../local/costs/meter.ts";
import type { Counts } from "../../local/costs/prices.ts";
import { invoking } from "../../local/memory/invoking.ts";
import { MemoryBus } from "../../local/memory/memory-bus.ts";
import { NurtureLine } from "../../local/memory/nurture-line.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import type { Life } from "../../workflows/rules/life.ts";
import { toldRecords } from "../stories/announcing.ts";
import { MONDAY, Story } from "../stories/line.ts";

/** On the internet, where a form's post counts for its network too. */
const SOMEWHERE = "203.0.113.7";

const campaigns = compileCampaigns(new URL("../../workflows/campaigns", import.meta.url).pathname);

export interface Counted extends Counts {
  /** Bytes in the table, when all is over. */
  readonly stored: number;
}

/** `live` tells the life of this lead from the form post to its end. */
export async function countLife(email: string, live: (told: Story) => Promise<void>): Promise<Counted> {
  const { meter, line, deliveries, told: heard } = meteredLine();
  const told = new CountedStory(line);
  await live(told);
  const life = await told.lead(email);
  const { lead } = life;
  if (lead.endedAt === undefined) throw new Error(`${email} lives on: its end belongs to what it costs.`);
  const bus = new MemoryBus();
  await invoking(announceLeads({ ...line.world, bus }))({ Records: heard.flat() });
  const { queue, stream } = deliveries;
  return {
    transitions: meter.transitions,
    requests: told.requests,
    mails: line.mail.sent.length,
    mailEvents: queue,
    notices: line.sales.notices.length,
    busEvents: bus.events.length,
    invocations: told.requests + queue + stream + heard.length + callsOf(line, lead.leadId),
    reads: meter.reads,
    writes: meter.writes,
    copies: meter.copies,
    stored: bytesStored(life),
  };
}

function meteredLine() {
  const meter = new Meter();
  const { around, stepped } = meter;
  const told: (readonly DynamoDBRecord[])[] = [];
  const wrote = (before: Life, after: Life) => {
    const records = toldRecords(before, after, told.length, MONDAY);
    if (records.length > 0) told.push(records);
  };
  const line = new NurtureLine({ campaigns: () => campaigns, start: MONDAY, around, stepped, wrote });
  const deliveries = { stream: 0, queue: 0 };
  line.deliver = (what, hand) => {
    deliveries[what]++;
    hand();
  };
  return { meter, line, deliveries, told };
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
