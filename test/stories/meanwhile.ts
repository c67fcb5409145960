/**
 * What happens between two calls of a function that is at work: a story acts right after a read, right before a write or
 * around a send or a task, or lets the call fail as AWS lets it fail.
 */
import type { World } from "../../functions/world/world.ts";

type Call = "read" | "write" | "send" | "task" | "publish" | "start" | "wake";
export type Moment = `${"before" | "after"} a ${Call}`;

interface Plan {
  readonly moment: Moment | "any";
  readonly act: (moment: Moment) => unknown;
}

export class Meanwhile {
  /** While set, every step of the workflow fails with it; the sweeper and the people at the edges go on. */
  stepsFailWith: Error | undefined;
  /** Every moment so far. */
  readonly passed: Moment[] = [];
  private plans: readonly Plan[] = [];

  /** For a line's options. */
  readonly around = (world: World): World => ({
    ...world,
    campaigns: () => {
      if (this.stepsFailWith) throw this.stepsFailWith;
      return world.campaigns();
    },
    leads: {
      read: (leadId) => this.during("read", () => world.leads.read(leadId)),
      write: (life, change) => this.during("write", () => world.leads.write(life, change)),
      overdue: (before) => world.leads.overdue(before),
    },
    mail: { send: (mail) => this.during("send", () => world.mail.send(mail)) },
    tasks: {
      confirmedSubscribers: () => world.tasks.confirmedSubscribers(),
      publish: (notice) => this.during("task", () => world.tasks.publish(notice)),
    },
    sales: {
      confirmedSubscribers: () => world.sales.confirmedSubscribers(),
      publish: (notice) => this.during("publish", () => world.sales.publish(notice)),
    },
    workflows: {
      start: (leadId, generation) => this.during("start", () => world.workflows.start(leadId, generation)),
      wake: (token) => this.during("wake", () => world.workflows.wake(token)),
    },
  });

  /** At the next such moment, once. What `act` throws, the call throws. `act` must not wait for the line to settle. */
  next(moment: Moment, act: () => unknown): void {
    const plan = { moment, act: () => this.forget(plan, act) };
    this.plans = [...this.plans, plan];
  }

  /** At every moment there is. */
  everyTime(act: (moment: Moment) => unknown): void {
    this.plans = [...this.plans, { moment: "any", act }];
  }

  /** Whether everything that was planned has happened: a story whose moment never came proves nothing. */
  get allHappened(): boolean {
    return this.plans.length === 0;
  }

  private forget(plan: Plan, act: () => unknown): unknown {
    this.plans = this.plans.filter((each) => each !== plan);
    return act();
  }

  private async during<T>(call: Call, make: () => Promise<T>): Promise<T> {
    await this.reach(`before a ${call}`);
    const answer = await make();
    await this.reach(`after a ${call}`);
    return answer;
  }

  private async reach(moment: Moment): Promise<void> {
    this.passed.push(moment);
    await this.plans.find((each) => each.moment === moment || each.moment === "any")?.act(moment);
  }
}

/** An error as Lambda reports it to the workflow, by its name. */
export function awsError(name: string): Error {
  return Object.assign(new Error(name), { name });
}
