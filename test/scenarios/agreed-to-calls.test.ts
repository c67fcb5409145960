import { describe, expect, test } from "vitest";
import type { Known } from "../../workflows/rules/life.ts";
import { asked, BRIEF, calling, FIRST_CALL, SECOND, statuses, ZOE } from "../stories/calling.ts";
import { campaign } from "../stories/campaign.ts";
import { choosable, chooses, MAILS, presses } from "../stories/choosing.ts";
import { FITTING, linkIn, type Story, story } from "../stories/line.ts";

const WELCOME = { name: "welcome", after: "0 minutes", mail: "welcome.md", helps: "Know what comes." };
const LATER = { ...FIRST_CALL, after: "3 days" };
const CALLED = { touches: [WELCOME, LATER], briefs: { "first-call": BRIEF }, mails: MAILS };
const RELEASE = { score: 60, validate: "call" as const, validateWithin: "5 days" };

const touchOf = (life: Known, name: string) => life.touches.findLast((touch) => touch.name === name);

describe("who takes calls back is asked for by nobody", () => {
  test("after a call that ended in voicemail: it is not tried again, and the letters go on", async () => {
    const again = { after: "2 days", most: 3 };
    const told = await asked({ ...CALLED, touches: [WELCOME, { ...LATER, again }, SECOND] });
    await told.passes("3 days");
    await told.reports("voicemail", "Ann");
    await chooses(told, { calls: false });
    await told.passes("1 month");
    expect(told.tasks).toHaveLength(1);
    expect(await statuses(told)).toEqual(["welcome sent", "first-call done voicemail", "second sent"]);
  });

  test("after a call that nobody could be told of: it is closed, with its reason", async () => {
    const told = calling({ ...CALLED, touches: [WELCOME, LATER, SECOND] });
    told.line.tasks.subscribers = 0;
    await told.posts(ZOE);
    await told.passes("3 days");
    await chooses(told, { calls: false });
    told.line.tasks.subscribers = 1;
    await told.passes("1 month");
    expect(told.tasks).toEqual([]);
    const life = await told.lead();
    expect(touchOf(life, "first-call")).toMatchObject({
      status: "failed",
      refusal: "consent to calls was withdrawn",
    });
    expect(life.ledger.map(({ what }) => what)).toContain(
      '"first-call" is not asked for any more: consent to calls was withdrawn',
    );
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("after a call before sales that nobody could be told of: a letter asks instead", async () => {
    const mails = { ...MAILS, ask: MAILS["welcome"] };
    const told = story({
      campaigns: () => [choosable({ release: RELEASE, mails: mails as never, briefs: { validate: BRIEF } })],
    });
    told.line.tasks.subscribers = 0;
    await told.posts({ ...FITTING, phone: "+353 21 555 0134" });
    await told.attends();
    await chooses(told, { calls: false });
    told.line.tasks.subscribers = 1;
    await told.passes("2 days");
    expect(told.tasks).toEqual([]);
    expect(told.touches()).toEqual(["welcome", "ask"]);
    expect(touchOf(await told.lead(), "validate")?.status).toBe("failed");
  });
});

describe("a topic that is unticked", () => {
  const events = () =>
    campaign({
      name: "events",
      title: "Events",
      send: { topic: "events" },
      ...CALLED,
      touches: [WELCOME, { ...SECOND, after: "2 days" }, FIRST_CALL],
    });

  test("stops its campaign, calls and all, though calls were agreed to apart; ticked again, nothing of it is lost", async () => {
    const told = story({ campaigns: () => [choosable(), events()] });
    await told.posts({ ...ZOE, consent_call: "yes" });
    const page = linkIn(told.mails[0], "preferences");
    await chooses(told, { "topic-events": false }, page);
    await told.passes("10 days");
    expect(told.tasks).toEqual([]);
    const ofEvents = async () =>
      (await told.lead()).touches
        .filter((touch) => touch.campaign === "events")
        .map(({ name }) => name)
        .sort();
    expect(await ofEvents()).toEqual(["welcome"]);
    await chooses(told, { "topic-events": true }, page);
    expect(await ofEvents()).toEqual(["first-call", "second", "welcome"]);
    expect(told.tasks).toHaveLength(1);
  });
});

describe("calls agreed to on a form, where the campaign asks for a confirmation", () => {
  const CAREFUL = { ...CALLED, consent: { doubleOptIn: true }, touches: [FIRST_CALL, SECOND] };
  const confirms = (told: Story) => told.follows(linkIn(told.mails[0], "confirm"), "POST");
  const confirm = {
    subject: "Is this your address?",
    preheader: "",
    html: '<a href="{{ links.confirm }}">Yes</a> <a href="{{ links.preferences }}">Preferences</a> <a href="{{ links.unsubscribe }}">Unsubscribe</a>',
    text: "{{ links.confirm }}",
  };
  const careful = { ...CAREFUL, mails: { ...MAILS, confirm } };

  test("nobody calls whom anybody may have typed in, and no mail asks for a confirmation that nobody agreed to", async () => {
    const told = await asked(careful, { consent: "", consent_call: "yes" });
    await told.passes("2 months");
    expect(told.tasks).toEqual([]);
    expect(told.mails).toEqual([]);
  });

  test("a hand that is raised goes to sales all the same", async () => {
    const told = await asked(careful, { consent: "", consent_call: "yes", message: "A demo, please" });
    expect(told.notices).toHaveLength(1);
    expect(told.tasks).toEqual([]);
  });

  test("with the mails they wait for the confirmation, and come then", async () => {
    const told = await asked(careful, { consent_call: "yes" });
    await told.passes("2 days");
    expect(told.tasks).toEqual([]);
    await confirms(told);
    expect(told.tasks).toHaveLength(1);
  });

  test("leaving by the letter that asks is no confirmation of the calls", async () => {
    const told = await asked(careful, { consent_call: "yes" });
    await presses(told, "leave");
    await told.passes("1 month");
    expect(told.tasks).toEqual([]);
  });

  test("who ticks them on its own page afterwards is called: that page proves whose they are", async () => {
    const told = await asked(careful);
    await presses(told, "leave");
    await chooses(told, { calls: true });
    expect(told.tasks).toHaveLength(1);
    expect(told.touches()).toEqual(["confirm"]);
  });
});
