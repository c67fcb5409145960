/**
 * Counts what one life asks of AWS, by living it on the line in memory. Nothing is batched here: on a busy day the same
 * lives cost less.
 */
import { NurtureLine } from "../../local/memory/nurture-line.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { MONDAY, Story } from "../stories/line.ts";
import { Meter } from "./meter.ts";

export interface Counts {
  /** States entered, and one for the end. */
  readonly transitions: number;
  /** Requests to the HTTP API: posts, pages, answers. */
  readonly requests: number;
  readonly mails: number;
  /** What SES tells of the mails: sent, delivered, opened, clicked. */
  readonly mailEvents: number;
  /** Notifications to sales. */
  readonly notices: number;
  /** Of all Lambda functions. */
  readonly invocations: number;
  /** Units of 4 KB. */
  readonly reads: number;
  /** Units of 1 KB, those of the index included. */
  readonly writes: number;
}

const campaigns = compileCampaigns(new URL("../../workflows/campaigns", import.meta.url).pathname);

/** `live` tells the life of this lead from the form post to its end. */
export async function countLife(email: string, live: (told: Story) => Promise<void>): Promise<Counts> {
  const meter = new Meter();
  const { around, wrote } = meter;
  const line = new NurtureLine({ campaigns: () => campaigns, start: MONDAY, around, wrote });
  const deliveries = { stream: 0, queue: 0 };
  line.deliver = (what, hand) => {
    deliveries[what]++;
    hand();
  };
  const told = new CountedStory(line);
  await live(told);
  const { lead } = await told.lead(email);
  if (lead.endedAt === undefined) throw new Error(`${email} lives on: its end belongs to what it costs.`);
  const entered = statesOf(line, line.executionsOf(lead.leadId));
  return {
    transitions: entered.length + line.executionsOf(lead.leadId).length,
    requests: told.requests,
    mails: line.mail.sent.length,
    mailEvents: deliveries.queue,
    notices: line.sales.notices.length,
    invocations: told.requests + deliveries.queue + deliveries.stream + entered.filter(invokes).length,
    reads: meter.reads,
    writes: meter.writes + meter.indexWrites,
  };
}

class CountedStory extends Story {
  requests = 0;

  override sends: Story["sends"] = (door, request) => {
    this.requests++;
    return super.sends(door, request);
  };
}

function statesOf(line: NurtureLine, executions: readonly string[]): readonly string[] {
  return executions
    .flatMap((arn) => line.engine.history(arn))
    .filter(({ type }) => type.endsWith("StateEntered"))
    .map((event) => JSON.stringify(event));
}

/** The workflow's two states that call a function. */
const invokes = (event: string) => /"Take the next step"|"Hand the lead to sales"/.test(event);
