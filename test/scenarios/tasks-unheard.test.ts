import { describe, expect, test } from "vitest";
import { MOST_TRIES } from "../../workflows/rules/sending.ts";
import { BRIEF, CALLING, calling, FIRST_CALL, SECOND, statuses, ZOE } from "../stories/calling.ts";
import { campaign, type Stated } from "../stories/campaign.ts";
import { story, taskLink } from "../stories/line.ts";
import { awsError, Meanwhile } from "../stories/meanwhile.ts";

describe("told at least once", () => {
  function begin() {
    const meanwhile = new Meanwhile();
    const campaigns = () => [campaign(CALLING)];
    return { told: story({ campaigns, around: meanwhile.around }), meanwhile };
  }
  const dies = () => {
    throw awsError("Sandbox.Timedout");
  };

  test("the function dies between telling and noting: told again with the same link and date, noted once", async () => {
    const { told, meanwhile } = begin();
    await told.postsUnsettled(ZOE);
    meanwhile.next("after a task", () => {
      meanwhile.next("before a write", dies);
    });
    await told.line.settle();
    await told.passes("1 minute");
    expect(meanwhile.allHappened).toBe(true);
    expect(told.tasks).toHaveLength(2);
    expect(told.tasks[1]?.text).toBe(told.tasks[0]?.text);
    expect((await told.lead()).touches).toMatchObject([{ status: "sent", tries: 2 }]);
  });

  test("the function dies between claiming and telling: told once", async () => {
    const { told, meanwhile } = begin();
    await told.postsUnsettled(ZOE);
    meanwhile.next("after a write", dies);
    await told.line.settle();
    await told.passes("1 minute");
    expect(told.tasks).toHaveLength(1);
    expect(await statuses(told)).toEqual(["first-call sent"]);
  });

  test("the function dies between claiming and telling, and the campaign drops the call: the lead goes on without it", async () => {
    const meanwhile = new Meanwhile();
    let now: Stated = CALLING;
    const told = story({ campaigns: () => [campaign(now)], around: meanwhile.around });
    await told.postsUnsettled(ZOE);
    meanwhile.next("after a write", () => {
      now = { touches: [SECOND], briefs: {} };
      dies();
    });
    await told.passes("2 days");
    expect(told.tasks).toEqual([]);
    expect(told.touches()).toEqual(["second"]);
    expect((await told.lead()).lead.troubles).toBeUndefined();
  });

  test("reported before it was even noted as asked for: done it stays", async () => {
    const { told, meanwhile } = begin();
    await told.postsUnsettled(ZOE);
    meanwhile.next("after a task", async () => {
      const link = taskLink(told.line.tasks.notices.at(-1)?.text);
      await told.followsUnsettled(link, "POST", { outcome: "spoke", by: "Ann" });
    });
    await told.line.settle();
    expect(await statuses(told)).toEqual(["first-call done spoke"]);
    await told.passes("1 day");
    expect(told.touches()).toEqual(["second"]);
  });

  test("the topic fails: tried again by itself, and told once it works", async () => {
    const { told, meanwhile } = begin();
    await told.postsUnsettled(ZOE);
    meanwhile.next("before a task", () => {
      throw awsError("InternalErrorException");
    });
    await told.line.settle();
    expect((await told.lead()).touches).toMatchObject([
      { status: "refused", refusal: "InternalErrorException" },
    ]);
    await told.passes("2 minutes");
    expect(await statuses(told)).toEqual(["first-call sent"]);
  });
});

describe("nobody has subscribed to hear of tasks", () => {
  test("refused and counted, and asked for as soon as somebody has, with all of its time", async () => {
    const told = calling();
    told.line.tasks.subscribers = 0;
    await told.posts(ZOE);
    expect((await told.lead()).touches).toMatchObject([{ status: "refused", refusal: "NoSubscriber" }]);
    expect(told.line.counts.get("NobodyAsked")).toBe(1);
    await told.passes("3 days");
    expect(told.tasks).toEqual([]);
    told.line.tasks.subscribers = 1;
    await told.passes("8 hours");
    expect(told.tasks).toHaveLength(1);
    const [touch] = (await told.lead()).touches;
    expect(touch?.status).toBe("sent");
    expect((touch?.dueAt ?? 0) - (touch?.claimedAt ?? 0)).toBe(2 * 86_400_000);
  });

  test(`given up after ${MOST_TRIES} tries, about four days: the lead goes on, and nobody waits for ever`, async () => {
    const told = calling();
    told.line.tasks.subscribers = 0;
    await told.posts(ZOE);
    await told.passes("6 days");
    expect(await statuses(told)).toEqual(["first-call failed", "second sent"]);
    expect(told.line.counts.get("NobodyAsked")).toBe(MOST_TRIES);
    expect(told.line.counts.get("TouchFailed")).toBe(1);
    expect((await told.lead()).lead.troubles).toBeUndefined();
  });

  test("meanwhile the campaign drops the call: the lead goes on without it", async () => {
    let now: Stated = CALLING;
    const told = story({ campaigns: () => [campaign(now)] });
    told.line.tasks.subscribers = 0;
    await told.posts(ZOE);
    now = { touches: [SECOND], briefs: {} };
    await told.passes("2 days");
    expect(told.touches()).toEqual(["second"]);
    expect((await told.lead()).lead.troubles).toBeUndefined();
  });

  test("meanwhile the campaign renames the call: it is asked for by its new brief", async () => {
    let now: Stated = CALLING;
    const told = story({ campaigns: () => [campaign(now)] });
    told.line.tasks.subscribers = 0;
    await told.posts(ZOE);
    const renamed = { ...FIRST_CALL, name: "opening-call", formerly: ["first-call"] };
    now = {
      touches: [renamed, SECOND],
      briefs: { "opening-call": { ...BRIEF, title: "Ring {{ lead.firstName }}" } },
    };
    told.line.tasks.subscribers = 1;
    await told.passes("1 hour");
    expect(told.tasks.map(({ text }) => text.split("\n")[0])).toEqual(["Ring Zoë"]);
  });
});
