/** Each way in which a lead is erased leaves its mark outside the table, so that a restore brings nobody back. */
import { expect, test } from "vitest";
import { forgetPerson } from "../../functions/forget-person.ts";
import type { ErasedMark } from "../../functions/world/sent-mails.ts";
import { campaign } from "../stories/campaign.ts";
import { isErased } from "../stories/forgetting.ts";
import { MODEST, type Story, story } from "../stories/line.ts";

async function marksIn({ line }: Story): Promise<readonly ErasedMark[]> {
  const found: ErasedMark[] = [];
  for await (const mark of line.world.sentMails.erased()) found.push(mark);
  return found;
}

const kept = (retention: string) => ({
  around: (world: Story["line"]["world"]) =>
    Object.assign(world, { settings: { ...world.settings, retention } }),
});
const strict = campaign({ consent: { doubleOptIn: true } });

test.each<[string, Parameters<typeof story>[0], (told: Story) => Promise<unknown>]>([
  ["an admin's program orders it", {}, (told) => isErased(told, MODEST.email)],
  [
    "somebody orders it at a terminal",
    {},
    (told) => forgetPerson(told.line.world, MODEST.email, told.line.world.receivedAt()),
  ],
  ["it gave no sign for as long as it is kept", kept("8 months"), (told) => told.passes("9 months")],
  ["it never confirmed its address", { campaigns: () => [strict] }, (told) => told.passes("32 days")],
])(
  "%s: the mark says of which lead and when, as its tombstone does, and nothing else",
  async (_, options, erases) => {
    const told = story(options);
    await told.posts(MODEST);
    await told.passes("1 hour");
    expect(await marksIn(told)).toEqual([]);
    await erases(told);
    await told.passes("1 hour");
    const { tombstone } = await told.life(MODEST.email);
    expect(tombstone).toBeDefined();
    expect(await marksIn(told)).toEqual([tombstone]);
  },
);

test("an address that never came has one too: no list brings it in after a restore either", async () => {
  const told = story();
  await isErased(told, "nobody@dairy.example");
  expect(await marksIn(told)).toMatchObject([{ doNotContact: true }]);
});

test("who comes anew and is erased again has a mark of each time; who comes anew alone is later than its own", async () => {
  const told = story();
  await told.posts(MODEST);
  await isErased(told, MODEST.email);
  await told.passes("1 day");
  await told.posts(MODEST);
  const [first] = await marksIn(told);
  const { generation } = (await told.lead(MODEST.email)).lead;
  expect(first?.erasedAt).toBeLessThan(generation);
  await isErased(told, MODEST.email);
  expect((await marksIn(told)).map(({ erasedAt }) => erasedAt >= generation)).toEqual([false, true]);
});
