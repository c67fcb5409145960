/** Who sleeps when a release is recorded, and what they live through after it. */
import type { World } from "../../functions/world/world.ts";
import { anyHourDesk } from "../../local/memory/any-hour-desk.ts";
import type { LineOptions } from "../../local/memory/nurture-line.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { Imports, people } from "../stories/importing.ts";
import { FITTING, linkIn, MODEST, type Story } from "../stories/line.ts";
import { saysOf } from "../stories/selling.ts";
import { CALLING, orchard } from "./campaign.ts";
import type { Freezer } from "./freezer.ts";

export interface Sleeper {
  /** Until it is put down; at rest where it wasn't put down before. */
  readonly before: (told: Story, freezer: Freezer) => Promise<unknown>;
  /** What it lives through from then on. */
  readonly after: (told: Story) => Promise<unknown>;
  /** Where it differs: the orchard campaign as it is, unless stated. */
  readonly campaign?: RunningCampaign;
  readonly settings?: Partial<World["settings"]>;
}

/** All that a line needs to know of a sleeper, when it falls asleep and when it wakes. */
export function surroundings({ campaign = orchard(), settings }: Sleeper): Partial<LineOptions> {
  return {
    campaigns: () => [campaign],
    desk: () => DESK,
    around: (world) =>
      settings === undefined ? world : { ...world, settings: { ...world.settings, ...settings } },
  };
}

const DESK = anyHourDesk();
const PHONE = { ...MODEST, phone: "+353 21 555 0134" };
const DEMO = { ...MODEST, message: "A demo, please" };
const LIST = people(3);

/** A lead with sales: ripe at its first webinar. */
const ripe = async (told: Story) => {
  await told.posts(FITTING);
  await told.attends();
};

export const CAST: Readonly<Record<string, Sleeper>> = {
  "asleep until its second letter": {
    before: async (told) => {
      await told.posts(MODEST);
      await told.passes("1 day");
    },
    after: (told) => told.passes("6 weeks"),
  },
  "asleep, and then raises its hand": {
    before: (told) => told.posts(MODEST),
    after: async (told) => {
      await told.passes("1 day");
      await told.posts(DEMO);
      await told.accepts("Tom");
      await told.passes("3 weeks");
    },
  },
  "asleep, and then leaves by the link in an old mail": {
    before: (told) => told.posts(MODEST),
    after: async (told) => {
      await told.passes("2 days");
      await told.unsubscribes(told.mailTo());
      await told.passes("5 weeks");
    },
  },
  "asleep, and told again of all that it knows": {
    before: async (told) => {
      await told.posts(MODEST);
      await told.clicks();
      await told.attends();
      await told.passes("2 hours");
    },
    after: async (told) => {
      await told.posts(MODEST);
      const mail = told.mailTo();
      told.line.tell(mail, { eventType: "Send" }, mail.sentAt);
      told.line.tell(mail, { eventType: "Delivery" }, mail.sentAt);
      told.line.tell(
        mail,
        { eventType: "Click", link: "https://www.orchard-cold-chain.example/guide" },
        mail.sentAt,
      );
      await told.attends();
      await told.passes("1 day");
    },
  },
  "about to fall asleep when somebody writes": {
    before: async (told, freezer) => {
      freezer.freezeAt("sleep", () => told.attendsUnsettled());
      await told.posts(FITTING);
    },
    after: (told) => told.passes("3 days"),
  },
  "in the middle of a step": {
    before: async (told, freezer) => {
      await told.posts(MODEST);
      freezer.freezeAt("read");
      await told.passes("3 days");
    },
    after: (told) => told.passes("5 weeks"),
  },
  "in the middle of sending, its answer lost with the old code": {
    before: async (told, freezer) => {
      await told.posts(MODEST);
      freezer.freezeAt("send");
      await told.passes("3 days");
    },
    after: (told) => told.passes("5 weeks"),
  },
  "trying again": {
    before: async (told, freezer) => {
      await told.posts(MODEST);
      freezer.broken.add("read");
      await told.passesUntil("2026-11-26T09:00:04Z");
    },
    after: (told) => told.passes("5 weeks"),
  },
  "waiting out a trouble": {
    before: async (told, freezer) => {
      await told.posts(MODEST);
      freezer.broken.add("read");
      await told.passes("75 hours");
    },
    after: (told) => told.passes("5 weeks"),
  },
  "resting, since the table is out of reach": {
    before: async (told, freezer) => {
      await told.posts(MODEST);
      freezer.broken.add("read").add("sleep");
      await told.passesUntil("2026-11-26T09:06:00Z");
    },
    after: (told) => told.passes("5 weeks"),
  },
  "with sales, who don't answer": {
    before: ripe,
    after: (told) => told.passes("2 weeks"),
  },
  "being told to sales": {
    before: async (told, freezer) => {
      freezer.freezeAt("tell");
      await ripe(told);
    },
    after: async (told) => {
      await told.passes("1 hour");
      await told.rejects("Tom", "no-budget");
      await told.passes("5 weeks");
    },
  },
  "ripe, with nobody subscribed": {
    before: async (told) => {
      told.line.sales.subscribers = 0;
      await ripe(told);
      await told.passes("3 hours");
    },
    after: async (told) => {
      await told.passes("2 hours");
      await told.snoozes("Tom", "2027-02-01");
      await told.passes("3 months");
    },
  },
  "accepted, and promised a call": {
    before: async (told) => {
      await ripe(told);
      await told.accepts("Tom");
    },
    after: async (told) => {
      await told.passes("26 hours");
      await saysOf(told, FITTING.email, "spoke");
      await told.passes("1 month");
      await saysOf(told, FITTING.email, "won");
      await told.passes("5 weeks");
    },
  },
  "to be called": {
    campaign: orchard(CALLING),
    before: (told) => told.posts(PHONE),
    after: async (told) => {
      await told.passes("1 day");
      await told.reports("voicemail", "Ann");
      await told.passes("1 month");
    },
  },
  "imported, and not begun": {
    before: async (told) => {
      await new Imports(told).run(LIST, { consent: "asked at the stand", over: 6 * 3_600_000 });
    },
    after: async (told) => {
      await told.passes("4 days");
      const again = await new Imports(told).run(LIST);
      if (again.counts.again !== 3) throw new Error("a list that was imported is taken for a new one");
      await told.passes("3 days");
    },
  },
  "asked to confirm, and does": {
    campaign: orchard({ consent: { doubleOptIn: true } }),
    before: (told) => told.posts(MODEST),
    after: async (told) => {
      await told.passes("20 hours");
      await told.follows(linkIn(told.mailTo(), "confirm"), "POST");
      await told.passes("5 weeks");
    },
  },
  "asked to confirm, and doesn't": {
    campaign: orchard({ consent: { doubleOptIn: true } }),
    before: (told) => told.posts(MODEST),
    after: (told) => told.passes("5 weeks"),
  },
  "at rest, to be forgotten": {
    settings: { retention: "6 months" },
    before: async (told) => {
      await told.posts(MODEST);
      await told.unsubscribes();
    },
    after: (told) => told.passes("7 months"),
  },
  "at rest, and comes back": {
    before: async (told) => {
      await told.posts(MODEST);
      await told.unsubscribes();
    },
    after: async (told) => {
      await told.passes("1 month");
      await told.posts({ ...FITTING, message: "A demo, please" });
      await told.passes("3 days");
    },
  },
  "three hundred days old": {
    before: async (told) => {
      await told.posts(MODEST);
      await told.passes("300 days");
    },
    after: (told) => told.passes("6 weeks"),
  },
};
