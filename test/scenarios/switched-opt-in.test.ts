import { describe, expect, test } from "vitest";
import { campaign, letter, mails, type Stated } from "../stories/campaign.ts";
import { linkIn, MODEST, type Story, story } from "../stories/line.ts";

const CONFIRM = {
  subject: "Is this your address?",
  preheader: "",
  html: `<a href="{{ links.confirm }}">Yes</a>`,
  text: "Yes: {{ links.confirm }}",
};
const NAMES = ["one", "two", "three", "four"];

/** A campaign whose author comes to ask for a confirmation while leads are in it. */
function switched(): { readonly told: Story; readonly asksToConfirm: () => void } {
  let doubleOptIn = false;
  const stated = (): Stated => ({
    consent: { doubleOptIn },
    touches: NAMES.map((name, at) => letter(name, at === 0 ? "0 minutes" : "3 days")),
    mails: { ...mails(...NAMES), confirm: CONFIRM },
    version: doubleOptIn ? "2" : "1",
  });
  const asksToConfirm = () => {
    doubleOptIn = true;
  };
  return { told: story({ campaigns: () => [campaign(stated())] }), asksToConfirm };
}

async function afterThree() {
  const begun = switched();
  await begun.told.posts(MODEST);
  await begun.told.passes("7 days");
  expect(begun.told.touches()).toEqual(["one", "two", "three"]);
  begun.asksToConfirm();
  return begun;
}

describe("a campaign comes to ask for a confirmation while leads are in it", () => {
  test("one that had three letters on the form's consent is asked once and reminded once, waits for no place, and is kept", async () => {
    const { told } = await afterThree();
    await told.passes("4 months");
    expect(told.touches()).toEqual(["one", "two", "three", "confirm", "confirm"]);
    const { touches, lead, ledger } = await told.lead();
    expect(
      touches.map(({ name, status }) => `${name} ${status}`).filter((each) => /^confirm/.test(each)),
    ).toEqual(["confirm sent", "confirm sent"]);
    expect(ledger.filter(({ key }) => key.endsWith("#limited"))).toEqual([]);
    expect(lead.consent.confirmedAt).toBeUndefined();
  });

  test("it confirms, and goes on where it stood", async () => {
    const { told } = await afterThree();
    await told.passes("4 days");
    expect(told.touches().at(-1)).toBe("confirm");
    await told.follows(linkIn(told.mails.at(-1), "confirm"), "POST");
    await told.passes("1 month");
    expect(told.touches()).toEqual(["one", "two", "three", "confirm", "four"]);
  });

  test("another spelling of its mailbox, which comes then, gets none of its places", async () => {
    const { told } = await afterThree();
    await told.posts({ ...MODEST, email: MODEST.email.replace("@", "+news@") });
    await told.passes("1 month");
    expect(told.touches(MODEST.email.replace("@", "+news@"))).toEqual([]);
    expect(told.touches()).toEqual(["one", "two", "three", "confirm", "confirm"]);
  });
});
