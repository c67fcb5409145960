/**
 * What the demo would have cost on AWS, counted while it runs and priced with the list in `local/costs/prices.ts`.
 *
 * Counted: every invocation of a function, whoever called it; every request to the HTTP API; every state transition;
 * the units of every read and write of the table, those of the index and of refused writes included; every mail and its copy, every
 * event that SES tells of one, every event on the bus, and every notification to sales and of a task.
 * Not counted: what a stage costs when nobody comes (alarms, secrets, polling, storage: docs/costs.md), the sweeper's
 * looks at the index, and tax. No free tier is taken off. An invocation counts 200 ms, a log line of it 1 KB, and a task
 * token 2,048 characters, as in docs/costs.md, since a laptop can't tell.
 */
import { Meter } from "../costs/meter.ts";
import type { Counts } from "../costs/prices.ts";
import type { Laptop } from "../laptop.ts";
import type { Program } from "../program.ts";
import { ripenProgram } from "../ripen-program.ts";

export class DemoCosts {
  private readonly meter = new Meter();
  private invocations = 0;
  private requests = 0;
  private mailEvents = 0;
  readonly stepped = this.meter.stepped;

  /** Ripen, its functions under the eyes of the meter. */
  async program(complain: (problem: string) => void): Promise<Program> {
    const program = await ripenProgram(complain, this.meter.around);
    return {
      ...program,
      handler: async (settings, surroundings) => {
        const handler = await program.handler(settings, surroundings);
        return (event, context) => {
          this.invoked(event as Invocation);
          return handler(event, context);
        };
      },
    };
  }

  counts({ sources: { mailbox, salesInbox, tasksInbox, bus } }: Laptop): Counts {
    const { transitions, reads, writes, copies } = this.meter;
    const { invocations, requests, mailEvents } = this;
    const [mails, busEvents] = [mailbox.count(), bus.log().length];
    const notices = salesInbox.list().length + tasksInbox.list().length;
    return {
      transitions,
      reads,
      writes,
      copies,
      invocations,
      requests,
      mailEvents,
      mails,
      notices,
      busEvents,
    };
  }

  private invoked({ requestContext, Records = [] }: Invocation): void {
    this.invocations++;
    if (requestContext?.http) this.requests++;
    this.mailEvents += Records.filter(({ eventSource }) => eventSource === "aws:sqs").length;
  }
}

/** What tells the HTTP API's requests and the queue's messages from all else. */
interface Invocation {
  readonly requestContext?: { readonly http?: unknown };
  readonly Records?: readonly { readonly eventSource?: string }[];
}
