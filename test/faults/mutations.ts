/** Ways to take one guard of the protocol away: out of the world or the workflow file as it runs; the code itself stays whole. */
import type { World } from "../../functions/world/world.ts";
import type { Change } from "../../workflows/rules/change.ts";
import { isKnown, type Known, type Life } from "../../workflows/rules/life.ts";
import type { Mutation } from "./one-life.ts";

type Write = World["leads"]["write"];

/** The same world with another way to write. */
export function writing(how: (write: Write, world: World) => Write): Mutation {
  return {
    world: (world) => ({
      ...world,
      leads: {
        read: (leadId) => world.leads.read(leadId),
        overdue: (before) => world.leads.overdue(before),
        write: how((life, change) => world.leads.write(life, change), world),
      },
    }),
  };
}

/** Writes as if the row had been read as it stands now, as far as `same` says. */
export function unguarded(same: (read: Known, now: Known, change: Change) => Known): Mutation {
  return writing((write, world) => async (life, change) => {
    const now = await world.leads.read(life.leadId);
    return isKnown(life) && isKnown(now) ? write(same(life, now, change), change) : write(life, change);
  });
}

export const seen = (life: Known, ledgerSeq: number, generation: number): Known => ({
  ...life,
  lead: { ...life.lead, ledgerSeq, generation },
});

export const changing = (how: (change: Change, life: Life) => Change) =>
  writing((write) => (life, change) => write(life, how(change, life)));

export const replacing = (what: string, by: string): Mutation => ({
  workflow: (file) => file.replaceAll(what, by),
});

/** The claim is written when the mail has gone out. */
export function claimingAfterwards(): Mutation {
  let held: (() => Promise<unknown>) | undefined;
  return {
    world: (world) => {
      const { world: lateClaim = (same) => same } = writing((write) => async (life, change) => {
        if (!change.touches?.some((touch) => touch.status === "claimed")) return write(life, change);
        held = () => write(life, change);
        return "written";
      });
      return {
        ...lateClaim(world),
        mail: {
          async send(letter) {
            const answer = await world.mail.send(letter);
            await held?.();
            return answer;
          },
        },
      };
    },
  };
}

/** The hand-off says that sales was told, or the touch that somebody was asked, and then they are. */
export function publishingAfterwards(topic: "sales" | "tasks"): Mutation {
  const notes = ({ handoffs, touches }: Change) =>
    topic === "sales" ? handoffs !== undefined : touches?.some(({ status }) => status === "sent");
  let held: (() => Promise<void>) | undefined;
  return {
    world: (world) => {
      const { world: telling = (same) => same } = writing((write) => async (life, change) => {
        const written = await write(life, change);
        if (written === "written" && notes(change)) await held?.();
        held = undefined;
        return written;
      });
      return {
        ...telling(world),
        [topic]: {
          confirmedSubscribers: () => world[topic].confirmedSubscribers(),
          async publish(notice: Parameters<World["tasks"]["publish"]>[0]) {
            held = () => world[topic].publish(notice);
          },
        },
      };
    },
  };
}

/** The mail service's client tries again when no answer came, as the SDK does unless it is told not to. */
export const tryingAgain: Mutation = {
  world: (world) => ({
    ...world,
    mail: {
      async send(letter) {
        const first = await world.mail.send(letter);
        return first.answer === "unknown" ? world.mail.send(letter) : first;
      },
    },
  }),
};

export const neverSweeping: Mutation = {
  world: (world) => ({
    ...world,
    leads: {
      read: (leadId) => world.leads.read(leadId),
      write: (life, change) => world.leads.write(life, change),
      async *overdue() {},
    },
  }),
};

/** A lead that was erased is written to all the same. */
export const recreating: Mutation = writing((write, world) => async (life, change) => {
  const now = await world.leads.read(life.leadId);
  return life.lead && !now.lead ? write(now, { ...change, create: life.lead }) : write(life, change);
});
