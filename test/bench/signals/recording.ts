/** What it costs to record a signal, counted at the World: the queries and the writes. */
import { FITTING, type Story, story } from "../../stories/line.ts";

export interface Recording {
  readonly signal: string;
  readonly queries: number;
  readonly writes: number;
}

/** A click, an activity, and the four-hundredth fetch of one picture. `lines`: what that one picture's fetches are in the ledger. */
export async function recording(): Promise<{ readonly costs: readonly Recording[]; readonly lines: number }> {
  const count = { queries: 0, writes: 0 };
  const told = story({
    around: (world) => ({
      ...world,
      leads: {
        ...world.leads,
        read: (leadId) => {
          count.queries++;
          return world.leads.read(leadId);
        },
        write: (life, change) => {
          count.writes++;
          return world.leads.write(life, change);
        },
        overdue: (before) => world.leads.overdue(before),
      },
    }),
  });
  await told.posts(FITTING);
  const costs: Recording[] = [];
  const counted = async (signal: string, tell: () => Promise<unknown>) => {
    Object.assign(count, { queries: 0, writes: 0 });
    await tell();
    costs.push({ signal, ...count });
  };
  await counted("a click", () => fetched(told, "Click"));
  for (let n = 0; n < 399; n++) await passing(told);
  await counted("a picture's 400th fetch", () => passing(told));
  const { ledger } = await told.lead();
  return { costs, lines: ledger.filter(({ kind }) => kind === "open").length };
}

async function passing(told: Story): Promise<void> {
  await told.passes("1 second");
  await fetched(told, "Open");
}

async function fetched(told: Story, eventType: "Open" | "Click"): Promise<void> {
  const event =
    eventType === "Click"
      ? { eventType, link: "https://www.orchard-cold-chain.example/guide" }
      : { eventType };
  await told.line.tellNow(told.mailTo(), event as Parameters<Story["line"]["tell"]>[1]);
}
