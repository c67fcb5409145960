/** Who is to hear of what: each topic of the stack, and every address that should be subscribed to it. */
import { inboxes } from "../../infra/settings.ts";
import { addressees } from "../../workflows/rules/addressees.ts";
import type { Level } from "./finding.ts";
import type { Patient } from "./patient.ts";

export interface Audience {
  /** The output that names the topic. */
  readonly output: "SalesTopicArn" | "TasksTopicArn" | "AlarmTopicArn";
  /** Follows "nobody hears of". */
  readonly of: string;
  /** When nobody at all hears of it. */
  readonly silence: Level;
  readonly listeners: readonly Listener[];
}

export interface Listener {
  readonly address: string;
  /** Hears only what its filter lets through; the inboxes hear all. */
  readonly filterPolicy?: { readonly to: readonly string[] };
}

/** As `infra/ripen.ts` subscribes them. */
export function audiences({ settings, desk }: Patient): readonly Audience[] {
  const inbox = inboxes(settings);
  const people = Object.entries(desk.people).map(([key, { email }]) => ({
    address: email,
    filterPolicy: { to: addressees(desk, key) },
  }));
  const others = people.filter(({ address }) => address.toLowerCase() !== inbox.sales.toLowerCase());
  return [
    {
      output: "SalesTopicArn",
      of: "ripe leads, and no clock of theirs starts",
      silence: "stops",
      listeners: [{ address: inbox.sales }, ...others],
    },
    {
      output: "TasksTopicArn",
      of: "calls and letters to make, and their leads wait for four days",
      silence: "stops",
      listeners: [{ address: inbox.tasks }],
    },
    { output: "AlarmTopicArn", of: "alarms", silence: "warns", listeners: [{ address: inbox.operators }] },
  ];
}
