import { describe, expect, test } from "vitest";
import type { World } from "../../functions/world/world.ts";
import type { MailEvent } from "../../local/memory/mail-events.ts";
import { SECOND } from "../../workflows/rules/time.ts";
import { MODEST, MONDAY, story } from "../stories/line.ts";
import { COMPLAINT, HARD, SOFT } from "../stories/mail-events.ts";

describe("what recording an event asks of the table", () => {
  /** Calls of the world that events make. */
  function counting() {
    const calls: string[] = [];
    const counted = (world: World): World => ({
      ...world,
      leads: {
        ...world.leads,
        read: (leadId) => {
          calls.push("read");
          return world.leads.read(leadId);
        },
        write: (life, change) => {
          calls.push("write");
          return world.leads.write(life, change);
        },
      },
      standings: {
        read: (name) => note("read the standing", () => world.standings.read(name)),
        count: (what) => note(`count ${what.what}`, () => world.standings.count(what)),
        days: (name) => {
          calls.push("read the days");
          return world.standings.days(name);
        },
        pause: (name, at, because) => note("pause", () => world.standings.pause(name, at, because)),
        resume: (name, at) => world.standings.resume(name, at),
      },
    });
    const note = <T>(what: string, make: () => Promise<T>) => {
      calls.push(what);
      return make();
    };
    return { calls, counted };
  }

  test.each<[string, MailEvent, readonly string[]]>([
    ["an open", { eventType: "Open" }, ["read", "write"]],
    ["a click", { eventType: "Click", link: "https://x.example" }, ["read", "write"]],
    ["an earlier delivery", { eventType: "Delivery" }, ["read", "write"]],
    ["what is known already", { eventType: "Send" }, ["read"]],
    ["a soft bounce", SOFT, ["read", "write"]],
    ["a hard bounce", HARD, ["read", "write", "count bounced", "read the standing", "read the days"]],
    ["a complaint", COMPLAINT, ["read", "write", "count complained", "read the standing", "read the days"]],
  ])("%s", async (_what, event, expected) => {
    const { calls, counted } = counting();
    const told = story({ around: counted });
    await told.posts(MODEST);
    const mail = told.mailTo();
    calls.length = 0;
    await told.line.tellNow(mail, event, MONDAY - SECOND);
    expect(calls).toEqual(expected);
    calls.length = 0;
    await told.line.tellNow(mail, event, MONDAY - SECOND);
    expect(calls).toEqual(["read"]);
  });
});
