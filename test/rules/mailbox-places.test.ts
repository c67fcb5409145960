/** Which mails have to find a place in their mailbox, and which need none. */
import { expect, test } from "vitest";
import { placeFor, putOff } from "../../workflows/rules/sending.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { campaign } from "../stories/campaign.ts";
import { FITTING, story } from "../stories/line.ts";

const DOUBLE = campaign({ consent: { doubleOptIn: true } });
const PLAN = {
  touchId: "small_1_second_1",
  campaign: "small",
  enrolment: 1,
  name: "second",
  channel: "mail",
  round: 1,
  version: "1",
} as const;

async function posted() {
  const told = story();
  await told.posts(FITTING);
  return { life: await told.lead(), now: told.now };
}

test("an unconfirmed lead's mails take a place; by its consent alone it is held to it only where others are", async () => {
  const { life, now } = await posted();
  const { mailbox } = life.lead;
  const place = { mailbox, leadId: life.leadId, at: now };
  expect(placeFor(life, PLAN, campaign(), now)).toEqual({ ...place, alone: true });
  expect(placeFor({ ...life, touches: [] }, PLAN, DOUBLE, now)).toEqual({ ...place, alone: false });
});

test("a confirmed one's need none", async () => {
  const { life, now } = await posted();
  const confirmed = { ...life.lead, consent: { ...life.lead.consent, confirmedAt: now } };
  expect(placeFor({ ...life, lead: confirmed }, PLAN, DOUBLE, now)).toBeUndefined();
});

/** As many letters of a campaign as there are places, on the first three days of a lead that came by the form. */
async function withLetters() {
  const { life, now } = await posted();
  const [welcome] = life.touches;
  if (welcome === undefined) throw new Error("The story begins with a welcome.");
  const touches = [0, 1, 2].map((days) => ({
    ...welcome,
    touchId: `small_1_letter-${days}_1`,
    name: `letter-${days}`,
    claimedAt: now + days * DAY,
  }));
  return { life: { ...life, touches }, now };
}

test("a lead alone in its mailbox, and with all the places there are, needs none: nobody else can come in", async () => {
  const { life, now } = await withLetters();
  expect(placeFor(life, PLAN, campaign(), now + 3 * DAY)).toBeUndefined();
  expect(placeFor(life, PLAN, campaign(), now + 44 * DAY)).toBeUndefined();
  expect(
    placeFor({ ...life, touches: life.touches.slice(1) }, PLAN, campaign(), now + 3 * DAY),
  ).toBeDefined();
});

test("long before its places are forgotten it takes them anew, or other spellings could come in one by one", async () => {
  const { life, now } = await withLetters();
  expect(placeFor(life, PLAN, campaign(), now + 45 * DAY)).toMatchObject({ alone: true });
});

test("whoever had letters on a consent that was enough then isn't held to the three when it is asked to confirm at last", async () => {
  const { life, now } = await withLetters();
  expect(placeFor(life, PLAN, DOUBLE, now + 50 * DAY)).toMatchObject({ alone: true });
  const touches = life.touches.map((each) => ({ ...each, name: "confirm" }));
  expect(placeFor({ ...life, touches }, PLAN, DOUBLE, now + 50 * DAY)).toMatchObject({ alone: false });
});

test("letters of before it left and came back say nothing of the consent that stands now", async () => {
  const { life, now } = await withLetters();
  const consent = { ...life.lead.consent, givenAt: now + 40 * DAY };
  const back = { ...life, lead: { ...life.lead, consent } };
  expect(placeFor(back, PLAN, DOUBLE, now + 50 * DAY)).toMatchObject({ alone: false });
});

test("a touch that was only refused by the mail service has its place; one that had to wait for one doesn't", async () => {
  const { life, now } = await posted();
  const [welcome] = life.touches;
  const refused = {
    ...life,
    touches: welcome ? [{ ...welcome, status: "refused" as const, refusal: "Throttling" }] : [],
  };
  expect(placeFor(refused, { ...PLAN, touchId: "small_1_welcome_1" }, DOUBLE, now)).toBeUndefined();
  const waiting = { ...life, touches: putOff(life, PLAN, now).touches ?? [] };
  expect(placeFor(waiting, PLAN, DOUBLE, now)).toBeDefined();
});

test("a touch that finds no place waits a day, says why once, and is given up on the fourth", async () => {
  const { life, now } = await posted();
  let read = life;
  const changes = [0, 1, 2, 3].map((day) => {
    const change = putOff(read, PLAN, now + day * 86_400_000);
    read = { ...read, touches: change.touches ?? [] };
    return change;
  });
  expect(changes.map(({ touches }) => touches?.[0]?.status)).toEqual([
    "refused",
    "refused",
    "refused",
    "failed",
  ]);
  expect(changes.flatMap(({ ledger = [] }) => ledger.map(({ key }) => key))).toEqual([
    "touch#small_1_second_1#limited",
    "touch#small_1_second_1#failed",
  ]);
  expect(changes[0]?.touches?.[0]?.retryAt).toBe(now + 86_400_000);
});
