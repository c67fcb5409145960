import { describe, expect, test } from "vitest";
import { BRIEF, FIRST_CALL, SECOND, ZOE } from "../stories/calling.ts";
import { choosable, choosing, MAILS } from "../stories/choosing.ts";
import { linkIn, MODEST, type Story } from "../stories/line.ts";

const CONFIRM = {
  subject: "Is this your address?",
  preheader: "",
  html: '<a href="{{ links.confirm }}">Yes</a> <a href="{{ links.unsubscribe }}">Unsubscribe</a>',
  text: "{{ links.confirm }}",
};
const CAREFUL = { consent: { doubleOptIn: true }, mails: { ...MAILS, confirm: CONFIRM } as never };
const EVENTS = { ...CAREFUL, name: "events", title: "Events", send: { topic: "events" } };

const sent = ({ mails }: Story) => mails.map(({ tags }) => tags.touchId);
const confirms = (told: Story) => told.follows(linkIn(told.mails.at(-1), "confirm"), "POST");

describe("a form that enters two campaigns, both of which ask for a confirmation", () => {
  test("asks once and reminds once, whatever the number of campaigns", async () => {
    const told = choosing(choosable(CAREFUL), choosable(EVENTS));
    await told.posts(MODEST);
    await told.passes("2 days");
    expect(sent(told)).toEqual(["small_1_confirm_1"]);
    await told.passes("20 days");
    expect(sent(told)).toEqual(["small_1_confirm_1", "small_1_confirm_2"]);
  });

  test("one confirmation opens both", async () => {
    const told = choosing(choosable(CAREFUL), choosable(EVENTS));
    await told.posts(MODEST);
    await confirms(told);
    await told.passes("2 days");
    expect(sent(told)).toEqual(["small_1_confirm_1", "small_1_welcome_1", "events_1_welcome_1"]);
  });
});

test("who has confirmed is not asked again by a letter that the mail service would not take", async () => {
  const told = choosing(choosable(CAREFUL));
  await told.posts(MODEST);
  const link = linkIn(told.mails[0], "confirm");
  await told.passes("2 days");
  told.line.mail.mood = () => ({ answer: "refused", code: "TooManyRequestsException", address: false });
  await told.passes("1 day");
  expect((await told.lead()).touches.map(({ status }) => status)).toEqual(["sent", "refused"]);
  await told.follows(link, "POST");
  told.line.mail.mood = () => "take";
  await told.passes("1 day");
  expect(sent(told)).toEqual(["small_1_confirm_1", "small_1_welcome_1"]);
});

test("who kept its calls, left the mails and came back by the form is asked anew, and reminded", async () => {
  const touches = [
    { name: "welcome", after: "0 minutes", mail: "welcome.md", helps: "Know what comes." },
    { ...SECOND, after: "3 days" },
    { ...FIRST_CALL, after: "2 months" },
  ];
  const told = choosing(choosable({ ...CAREFUL, touches, briefs: { "first-call": BRIEF } }));
  await told.posts({ ...ZOE, consent_call: "yes" });
  await confirms(told);
  await told.unsubscribes();
  await told.passes("1 day");
  await told.posts({ ...ZOE, city: "Cork" });
  expect(sent(told).slice(-1)).toEqual(["small_1_confirm_2"]);
  await told.passes("4 days");
  expect(sent(told).slice(-1)).toEqual(["small_1_confirm_3"]);
  await confirms(told);
  await told.passes("10 days");
  expect(sent(told).slice(-1)).toEqual(["small_1_second_1"]);
});
