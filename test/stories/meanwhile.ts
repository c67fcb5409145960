/**
 * What happens between two calls of a function that is at work: a story acts right after a read, right before a write or
 * around a send, or lets the call fail as AWS lets it fail.
 */
import type { World } from "../../functions/world/world.ts";

const MOMENTS = [
  "before a read",
  "after a read",
  "before a write",
  "after a write",
  "before a send",
  "after a send",
  "before a publish",
  "after a publish",
] as const;
export type Moment = (typeof MOMENTS)[number];

interface Plan {
  readonly moment: Moment;
  readonly act: () => unknown;
  times: number;
}

export class Meanwhile {
  /** Calls so far, by moment. */
  readonly seen = new Map<Moment, number>();
  private readonly plans: Plan[] = [];

  /** For a line's options. */
  readonly around = (world: World): World => ({
    ...world,
    leads: {
      read: (leadId) => this.during("read", () => world.leads.read(leadId)),
      write: (life, change) => this.during("write", () => world.leads.write(life, change)),
      overdue: (before) => world.leads.overdue(before),
    },
    mail: { send: (mail) => this.during("send", () => world.mail.send(mail)) },
    sales: {
      confirmedSubscribers: () => world.sales.confirmedSubscribers(),
      publish: (notice) => this.during("publish", () => world.sales.publish(notice)),
    },
  });

  /** At the next such moment, once. What `act` throws, the call throws. */
  next(moment: Moment, act: () => unknown): void {
    this.plans.push({ moment, act, times: 1 });
  }

  /** At every such moment until `over` is called. */
  always(moment: Moment, act: () => unknown): { readonly over: () => void } {
    const plan = { moment, act, times: Number.POSITIVE_INFINITY };
    this.plans.push(plan);
    return { over: () => void this.plans.splice(this.plans.indexOf(plan), 1) };
  }

  /** Whether everything that was planned has happened: a story whose moment never came proves nothing. */
  get allHappened(): boolean {
    return this.plans.length === 0;
  }

  private async during<T>(what: "read" | "write" | "send" | "publish", call: () => Promise<T>): Promise<T> {
    await this.reach(`before a ${what}`);
    const answer = await call();
    await this.reach(`after a ${what}`);
    return answer;
  }

  private async reach(moment: Moment): Promise<void> {
    this.seen.set(moment, (this.seen.get(moment) ?? 0) + 1);
    const plan = this.plans.find((each) => each.moment === moment);
    if (plan === undefined) return;
    plan.times -= 1;
    if (plan.times === 0) this.plans.splice(this.plans.indexOf(plan), 1);
    await plan.act();
  }
}

/** An error as Lambda reports it to the workflow, by its name. */
export function awsError(name: string): Error {
  return Object.assign(new Error(name), { name });
}
