/** `npm run keys` as a command of its own, against a laptop that runs. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KeyRing } from "../../../functions/world/secret.ts";
import { linkSecret } from "../../../local/keys/link-secret.ts";
import { newKey, rotatedRing } from "../../../local/keys/rotation.ts";
import { type Laptop, startLaptop } from "../../../local/laptop.ts";
import { seeded } from "../../../local/memory/seeded.ts";
import { leaveAddresses } from "../../../local/stack/running-laptop.ts";
import { HOUR } from "../../../workflows/rules/time.ts";
import { clientOf } from "../aws/small-laptop.ts";
import { type Ended, runCommand } from "../command.ts";

const START = Date.parse("2026-11-23T09:00:00Z");

let state: string;
let laptop: Laptop;
let client: SecretsManagerClient;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "ripen-keys-"));
  laptop = await startLaptop({ state, start: START, runs: false });
  leaveAddresses(state, laptop.urls);
  client = new SecretsManagerClient(clientOf(laptop.urls.aws));
});
afterAll(async () => {
  await laptop?.stop();
  rmSync(state, { recursive: true, force: true });
});

const said: Ended[] = [];
async function keys(...words: readonly string[]): Promise<Ended> {
  const ended = await runCommand("keys", words, state);
  said.push(ended);
  return ended;
}
const textOf = async (SecretId: string) =>
  (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? "";
const ring = async () => KeyRing.parse(JSON.parse(await textOf("ripen-laptop-LinkSecret")));
const pass = (span: number) => laptop.sources.time.moveTo(laptop.sources.time.now() + span);

/** The link to leave in the first letter of a lead who posts the form now. */
async function linkToLeave(email: string): Promise<string> {
  const consenting = { email, name: "Zoë Müller", company: "Dairy Süd", consent: true };
  await fetch(`${laptop.urls.api}/leads`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(consenting),
  });
  await laptop.sources.time.settle();
  const mail = laptop.sources.mailbox.list().find(({ to }) => to === email);
  const link = /https?:\/\/[^>\s"]+\/unsubscribe\/[^>\s"]+/.exec(JSON.stringify(mail))?.[0];
  if (link === undefined) throw new Error("no letter with a link to leave went out");
  return link.replace(/\\+$/, "");
}

test("rotate --dry-run tells what would happen and writes nothing", async () => {
  const before = await ring();
  const { code, out } = await keys("rotate", "--dry-run");
  expect(code).toBe(0);
  expect(out).toContain(
    "Links of the laptop would be signed with a new key, and k1 would be the previous one.\n",
  );
  expect(out).toMatch(/ {2}unsubscribe +for ever, as with every former key\n/);
  expect(out).toMatch(/ {2}preferences +until the next rotation, or for 400 days after it was made\n/);
  expect(out).toContain("No link dies: no key was in use before k1, as far as the secret tells.\n");
  expect(out).toMatch(/Nothing was written\. Do it without --dry-run\.\n$/);
  expect(await ring()).toEqual(before);
});

test("a link to leave from before two rotations still opens, in functions that are at work all along", async () => {
  const ids = await textOf("ripen-laptop-IdSecret");
  const born = await ring();
  const link = await linkToLeave("zoe@dairy.example");
  const { code, out } = await keys("rotate");
  const second = await ring();
  expect([code, out]).toEqual([
    0,
    expect.stringContaining(`Links of the laptop are signed with ${second.keyId} from now on. k1`),
  ]);
  expect(second).toEqual({
    keyId: expect.stringMatching(/^k[a-z]{8}$/),
    key: expect.stringMatching(/^[A-Za-z0-9]{64}$/),
    former: { k1: born.key },
    previous: "k1",
  });
  await pass(2 * HOUR);
  expect((await keys("rotate")).out).toContain(
    "Links that were signed with k1, other than to unsubscribe, are dead from then on.",
  );
  expect((await ring()).former).toEqual({ k1: born.key, [second.keyId]: second.key });
  const newer = await linkToLeave("ben@bakery.example");
  for (const each of [link, newer]) expect((await fetch(each)).status).toBe(200);
  expect(await textOf("ripen-laptop-IdSecret")).toBe(ids);
});

test("a second rotation within the hour is refused with its reason, and done with --again", async () => {
  await pass(2 * HOUR);
  await keys("rotate");
  const before = await ring();
  const { code, out, err } = await keys("rotate");
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(new RegExp(`^The key ${before.keyId} is in use since .* only: .* say --again\\.\n$`));
  expect(await ring()).toEqual(before);
  expect((await keys("rotate", "--again")).code).toBe(0);
  expect((await ring()).previous).toBe(before.keyId);
});

test("list names every key and what it opens", async () => {
  const { keyId, previous = "", former } = await ring();
  const { code, out } = await keys("list");
  expect(code).toBe(0);
  const [title, , ...rows] = out.trimEnd().split("\n");
  expect(title).toBe("The keys of links of the laptop, the newest first:");
  expect(rows).toHaveLength(1 + Object.keys(former).length);
  expect(rows[0]).toMatch(
    new RegExp(`^ {2}${keyId} +in use +since 2026-11-23 \\d\\d:\\d\\d UTC; signs every link`),
  );
  expect(rows[1]).toMatch(
    new RegExp(`^ {2}${previous} +previous +opens every link it signed, until the next rotation$`),
  );
  expect(rows.at(-1)).toMatch(
    /^ {2}k1 +former +opens the links to unsubscribe that it signed, and no other$/,
  );
});

test("of two rotations at once one is done and one refused, and no key is lost", async () => {
  const before = await ring();
  const both = await Promise.all([keys("rotate", "--again"), keys("rotate", "--again")]);
  const after = await ring();
  expect(after.former).toMatchObject({ ...before.former, [before.keyId]: before.key });
  // Whichever came to read after the other had written is a rotation after it.
  const done = both.filter(({ code }) => code === 0).length;
  expect(Object.keys(after.former)).toHaveLength(Object.keys(before.former).length + done);
  for (const { code, err } of both)
    if (code !== 0)
      expect(err).toMatch(/^Somebody else rotated this secret at the same time: nothing was written/);
});

test("of two who read the same ring only one writes; the one whose answer was lost may ask again", async () => {
  const secret = linkSecret(client, "ripen-laptop-LinkSecret");
  const random = seeded(7);
  const [held, same] = await Promise.all([secret.read(), secret.read()]);
  const [mine, theirs] = [rotatedRing(held.ring, newKey(random)), rotatedRing(held.ring, newKey(random))];
  await secret.replace(held, theirs);
  await expect(secret.replace(same, mine)).rejects.toThrow(
    "Somebody else rotated this secret at the same time",
  );
  await secret.replace(held, theirs);
  expect(await ring()).toEqual(theirs);
});

test.each([
  [["rotate", "ids"], /^The key of ids is never rotated: .* Nothing was written\.\n$/],
  [["rotate", "leads"], /^There are no keys "leads": it should be "links", or nothing\.\n$/],
])("%j is refused in words, and neither secret is touched", async (words, says) => {
  const before = [await textOf("ripen-laptop-IdSecret"), await textOf("ripen-laptop-LinkSecret")];
  const { code, out, err } = await keys(...words);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(says);
  expect([await textOf("ripen-laptop-IdSecret"), await textOf("ripen-laptop-LinkSecret")]).toEqual(before);
});

test("in all of this no key was printed", async () => {
  const { key, former } = await ring();
  const ids = KeyRing.parse(JSON.parse(await textOf("ripen-laptop-IdSecret")));
  expect(said.length).toBeGreaterThan(10);
  for (const each of [key, ids.key, ...Object.values(former)])
    for (const { out, err } of said) expect(out + err).not.toContain(each);
});
