import { describe, expect, test } from "vitest";
import * as z from "zod";
import { exportPerson } from "../../functions/export-person.ts";
import { isoTimes } from "../../functions/iso-times.ts";
import { invoking } from "../../local/memory/invoking.ts";
import { eventSchemas } from "../../workflows/compile/event-schemas.ts";
import { announcing, inShort } from "../stories/announcing.ts";
import { isErased } from "../stories/forgetting.ts";
import { httpEvent, JSON_BODY } from "../stories/http-event.ts";
import { type Answer, FITTING, MODEST, type Story } from "../stories/line.ts";

/** Lived once: it can be told again and again. Came, was written to, ripened, was given back, ripened again, was accepted, left and was forgotten. */
const wholeLife = once(async () => {
  const lived = announcing();
  const { told } = lived;
  await told.posts({ ...FITTING, form: "cold-store-guide", message: "Zoë asks: how cold?" });
  await told.clicks();
  await told.attends();
  await told.rejects("Tom", "bad-timing", "2027-01-11");
  await told.passes("4 months");
  await told.attends();
  await told.accepts("Tom");
  await told.unsubscribes();
  await isErased(told);
  return lived;
});

function once<T>(live: () => Promise<T>): () => Promise<T> {
  let lived: Promise<T> | undefined;
  return () => {
    lived ??= live();
    return lived;
  };
}

describe("what other systems hear of a lead", () => {
  test("is its whole life, in order", async () => {
    const { bus, announce } = await wholeLife();
    bus.events.length = 0;
    expect(await announce()).toEqual({ batchItemFailures: [] });
    expect(bus.events.map(inShort)).toEqual([
      "LeadCaptured",
      "TouchSent small_1_welcome_1",
      "LeadEngaged click",
      "LeadEngaged activity",
      "LeadReleased 1",
      "LeadRecycled mql",
      "LeadRejected bad-timing",
      "TouchSent small_1_second_1",
      "TouchSent small_1_third_1",
      "LeadEngaged activity",
      "LeadReleased 2",
      "LeadAccepted tom",
      "LeadLeft unsubscribed",
      "LeadLeft erased",
    ]);
  });

  test("holds to the schemas in docs/events, and says nowhere who the lead is or what anybody wrote", async () => {
    const { bus, announce } = await wholeLife();
    bus.events.length = 0;
    await announce();
    const schemas = eventSchemas();
    for (const { type, detail } of bus.events) {
      const schema = z.fromJSONSchema(schemas[type] as Parameters<typeof z.fromJSONSchema>[0]);
      expect(schema.safeParse(JSON.parse(JSON.stringify(isoTimes(detail)))).error).toBeUndefined();
    }
    expect(JSON.stringify(bus.events)).not.toMatch(/zoe|zoë|müller|dairy|süd|how cold|july|orchard/i);
  });

  test("told twice, it is told under the same ids, each id but once", async () => {
    const { bus, announce } = await wholeLife();
    bus.events.length = 0;
    await announce();
    const once = bus.events.map(({ detail }) => detail.id);
    await announce();
    expect(bus.events.map(({ detail }) => detail.id)).toEqual([...once, ...once]);
    expect(new Set(once).size).toBe(once.length);
    for (const id of once) expect(id).toMatch(/^[\w.-]+$/);
  });

  test("a snooze is no second release, and silence recycles without a rejection", async () => {
    const { told, bus, announce } = announcing();
    await told.posts(FITTING);
    await told.attends();
    await told.snoozes("Tom", "2026-12-01");
    await told.passes("2 months");
    await announce();
    const of = bus.events.map(inShort).filter((each) => !each.startsWith("TouchSent"));
    expect(of).toEqual(["LeadCaptured", "LeadEngaged activity", "LeadReleased 1", "LeadRecycled mql"]);
  });

  test("a machine's clicks and anybody's opens are not told; a click that may be a machine's says so", async () => {
    const { told, bus, announce } = announcing();
    await told.posts(MODEST);
    const [mail] = told.mails;
    if (mail === undefined) throw new Error("no mail went out");
    const scanner = {
      eventType: "Click",
      link: "https://a.example/2",
      userAgent: "SafeLinks-Scanner/1.0",
    } as const;
    told.line.tell(mail, { eventType: "Open" });
    told.line.tell(mail, { eventType: "Click", link: "https://a.example/1", isBotEvent: "Likely" });
    told.line.tell(mail, scanner);
    await told.line.settle();
    await announce();
    const acts = bus.events.flatMap((event) => (event.type === "LeadEngaged" ? [event.detail] : []));
    expect(acts.map(({ act, perhapsMachine }) => [act, perhapsMachine])).toEqual([["click", true]]);
  });

  test("a second post of the form is an act, the first is why it is here", async () => {
    const { told, bus, announce } = announcing();
    await told.posts(FITTING);
    await told.passes("1 day");
    await told.posts({ ...FITTING, message: "A demo, please" });
    await announce();
    const acts = bus.events.flatMap((event) => (event.type === "LeadEngaged" ? [event.detail] : []));
    expect(acts).toMatchObject([{ act: "form" }]);
    expect(bus.events.filter(({ type }) => type === "LeadCaptured")).toHaveLength(1);
  });

  test("a form's name that a stranger made up is left out, since it may be anything", async () => {
    const { told, bus, announce } = announcing();
    await told.posts({ ...FITTING, form: "zoe@dairy.example" });
    await announce();
    expect(bus.events[0]).toMatchObject({ type: "LeadCaptured", detail: { form: undefined } });
  });

  test("whoever is erased and comes back is captured anew, under ids of a new life", async () => {
    const { told, bus, announce } = announcing();
    await told.posts(MODEST);
    await isErased(told);
    await told.passes("1 hour");
    await told.posts(MODEST);
    await announce();
    expect(bus.events.map(inShort)).toEqual([
      "LeadCaptured",
      "TouchSent small_1_welcome_1",
      "LeadLeft erased",
      "LeadCaptured",
      "TouchSent small_1_welcome_1",
    ]);
    expect(new Set(bus.events.map(({ detail }) => detail.id)).size).toBe(5);
  });

  test("an address that never came and is to be kept off is news to nobody", async () => {
    const { told, bus, announce } = announcing();
    await isErased(told, "nobody@dairy.example");
    await announce();
    expect(bus.events).toEqual([]);
  });
});

describe("who it is", () => {
  test("is asked by the id that events carry, with the right of an admin; of an erased lead nobody can say", async () => {
    const { told } = announcing();
    await told.posts(MODEST);
    const { leadId } = await told.life();
    expect(await asks(told, { leadId })).toMatchObject({ status: 200, address: "zoe@dairy.example" });
    await isErased(told);
    expect(await asks(told, { leadId })).toMatchObject({ status: 404, title: "Nobody is here" });
    expect(await asks(told, { leadId: "zoe" })).toMatchObject({ status: 400, title: "Whom is this about?" });
  });
});

async function asks({ line, now }: Story, body: object) {
  const request = { method: "POST", headers: JSON_BODY, body: JSON.stringify(body) } as const;
  const answer = (await invoking(exportPerson(line.world))(
    httpEvent("admin/export", request, now),
  )) as Answer;
  return { status: answer.statusCode, ...JSON.parse(answer.body ?? "{}") };
}

describe("a bus that fails", () => {
  test("holds up no start, no mail and no hand-off; what it missed comes again from the first on", async () => {
    const { told, bus, announce, records } = announcing();
    bus.down = "InternalException";
    await told.posts(FITTING);
    const [first] = records;
    expect(await announce()).toEqual({
      batchItemFailures: [{ itemIdentifier: first?.dynamodb?.SequenceNumber }],
    });
    await told.attends();
    expect(told.touches()).toEqual(["welcome"]);
    expect(told.notices).toHaveLength(1);
    expect(bus.events).toEqual([]);
    bus.down = undefined;
    expect(await announce()).toEqual({ batchItemFailures: [] });
    expect(bus.events.map(inShort).slice(0, 2)).toEqual(["LeadCaptured", "TouchSent small_1_welcome_1"]);
  });

  test("a record that nobody can read is counted, named in the log and left out: the next are told all the same", async () => {
    const { told, bus, announce, records, warnings } = announcing();
    await told.posts(MODEST);
    const [first, ...others] = records;
    const broken = {
      ...first,
      dynamodb: { ...first?.dynamodb, NewImage: { createdAt: { S: "yesterday" } } },
    };
    expect(await announce([broken as (typeof records)[number], ...others])).toEqual({
      batchItemFailures: [],
    });
    expect(bus.events.map(inShort)).toEqual(["TouchSent small_1_welcome_1"]);
    expect(told.line.counts.get("NotAnnounced")).toBe(1);
    const { leadId } = await told.life();
    expect(warnings).toEqual([
      ["a stream record could not be told", { leadId, kind: "row", code: "$ZodError" }],
    ]);
  });

  test("what stands in the place of a lead's id, and is none, isn't logged", async () => {
    const { told, announce, records, warnings } = announcing();
    await told.posts(MODEST);
    const [first] = records;
    const key = { pk: { S: "LEAD#max@example.com" }, sk: { S: "LEAD" } };
    const broken = { ...first, dynamodb: { ...first?.dynamodb, Keys: key } };
    await announce([broken as (typeof records)[number]]);
    expect(JSON.stringify(warnings)).not.toContain("max@");
    expect(warnings).toHaveLength(1);
  });
});
