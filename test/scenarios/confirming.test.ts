/** What the page behind the letter that asks says: what holds afterwards, and no more. */
import { describe, expect, test } from "vitest";
import { choosable, choosing, MAILS, presses } from "../stories/choosing.ts";
import { linkIn, MODEST, type Story } from "../stories/line.ts";

const CONFIRM = {
  ...MAILS["welcome"],
  html: '<a href="{{ links.confirm }}">Yes</a> <a href="{{ links.unsubscribe }}">Unsubscribe</a> <a href="{{ links.preferences }}">Preferences</a>',
};
const careful = () =>
  choosing(choosable({ consent: { doubleOptIn: true }, mails: { ...MAILS, confirm: CONFIRM } as never }));
const linkOf = (told: Story) => linkIn(told.mails[0], "confirm");

async function asked(): Promise<Story> {
  const told = careful();
  await told.posts(MODEST);
  return told;
}

describe("the page to confirm", () => {
  test("asks by a button, thanks whoever presses it, and says the same when it is pressed again", async () => {
    const told = await asked();
    expect((await told.follows(linkOf(told))).body).toContain("Confirm your address?");
    for (const _press of [1, 2]) {
      const answer = await told.follows(linkOf(told), "POST");
      expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining("is confirmed") });
    }
    expect((await told.lead()).ledger.filter(({ kind }) => kind === "confirm")).toHaveLength(1);
  });

  test("after a month, when the lead is erased, says so and what to do, instead of thanking", async () => {
    const told = await asked();
    await told.passes("31 days");
    expect((await told.life()).lead).toBeUndefined();
    for (const method of ["GET", "POST"] as const) {
      const { statusCode, body } = await told.follows(linkOf(told), method);
      expect(statusCode).toBe(410);
      expect(body).toContain("fill in the form again");
      expect(body).not.toContain("is confirmed");
    }
    expect((await told.life()).lead).toBeUndefined();
  });

  test.each([
    ["unsubscribed", "leave", "You have unsubscribed"],
    ["wanted no contact", "no-contact", "You asked not to be contacted"],
  ])(
    "of somebody who %s changes nothing, says so, and leads to the preferences",
    async (_what, act, words) => {
      const told = await asked();
      await presses(told, act);
      const before = await told.life();
      for (const method of ["GET", "POST"] as const) {
        const { statusCode, body } = await told.follows(linkOf(told), method);
        expect([statusCode, body]).toEqual([409, expect.stringContaining(words)]);
        expect(body).toContain("/preferences/");
        expect(body).not.toContain("is confirmed");
      }
      expect(await told.life()).toEqual(before);
    },
  );

  test("of an address that mail came back from promises nothing, and offers no choice", async () => {
    const told = await asked();
    await told.bounces();
    const { statusCode, body } = await told.follows(linkOf(told), "POST");
    expect([statusCode, body]).toEqual([409, expect.stringContaining("came back")]);
    expect(body).not.toContain("/preferences/");
    expect((await told.lead()).lead.consent.confirmedAt).toBeUndefined();
  });
});
