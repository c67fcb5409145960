/** What the copies of mails tell a restore: who was erased meanwhile, and what must not go again. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { s3SentMails } from "../../../functions/world/s3-sent-mails.ts";
import type { SentMails } from "../../../functions/world/sent-mails.ts";
import type { World } from "../../../functions/world/world.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import { type RestoreLaptop, restoreLaptop } from "./restore-laptop.ts";

let laptop: RestoreLaptop;

/** After the back-up Gil is erased and comes anew, and Una gets her next letter; then all is lost. No erase of this stack has left a mark yet. */
beforeAll(async () => {
  laptop = await restoreLaptop();
  for (const name of ["gil", "una"]) await laptop.posts(name);
  await laptop.pass(HOUR / 4);
  await laptop.backUp();
  await laptop.pass(DAY);
  await laptop.erase("gil");
  await laptop.pass(DAY);
  await laptop.posts("gil");
  await laptop.pass(DAY + HOUR);
  await laptop.losesEverything();
});
afterAll(() => laptop?.stop());

/** S3, as it answers whoever has `s3:ListBucket` and not `s3:GetObject`; without `mayListMarks`, whoever may list leads' own mails alone. */
async function unreadable(
  own: SentMails,
  { mayListMarks = true } = {},
): Promise<{ readonly server: Server; readonly mails: SentMails }> {
  const server = createServer(async ({ url = "" }, answer) => {
    const leadId = /list-type=2&prefix=([0-9a-f]{32})/.exec(url)?.[1];
    if (mayListMarks && /prefix=(erased|left)\//.test(url)) return answer.end("<ListBucketResult/>");
    if (leadId === undefined) return answer.writeHead(403).end("<Error><Code>AccessDenied</Code></Error>");
    const keys: string[] = [];
    for await (const touchId of own.list(leadId as never))
      keys.push(`<Contents><Key>${leadId}/${touchId}.json</Key></Contents>`);
    return answer.end(`<ListBucketResult>${keys.join("")}</ListBucketResult>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const bucketUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  return { server, mails: s3SentMails({ bucketUrl, region: "us-east-1", credentials }) };
}

test.each([
  [
    "a copy that is listed and can't be read stops the restore, which names the right: its letter would go again",
    /^Stopped at lead [0-9a-f]{32}: the copy of its mail .* can't be read\. .*s3:GetObject/,
    true,
  ],
  [
    "marks that can't be listed stop it before anything is written, which names the right: whoever was erased would come back, and whoever left be written to",
    /^The marks of who was erased and of who left can't be read: S3 answered AccessDenied .*s3:ListBucket/,
    false,
  ],
])("%s", async (_, refusal, mayListMarks) => {
  const { server, mails } = await unreadable(laptop.world.sentMails, { mayListMarks });
  const world: World = Object.create(laptop.world, { sentMails: { value: mails } });
  try {
    await expect(laptop.restores({ world })).rejects.toThrow(refusal);
  } finally {
    server.close();
  }
  expect((await laptop.rows()).filter(({ sk }) => sk === "LEAD")).toEqual([]);
});

/** As an older version of Ripen left the bucket. */
function withoutMarks(): World {
  const mails = Object.create(laptop.world.sentMails, { erased: { value: async function* () {} } });
  return Object.create(laptop.world, { sentMails: { value: mails } });
}

test("who was erased after the back-up and came anew is held back and listed: one mail of the new life doesn't bring the old one back", async () => {
  const { leads, toSee } = await laptop.restores({ world: withoutMarks() });
  expect(leads).toMatchObject({ back: 1, heldBack: 1 });
  expect(toSee.heldBack).toEqual([await laptop.idOf("gil")]);
  const gil = `LEAD#${await laptop.idOf("gil")}`;
  expect((await laptop.rows()).filter(({ pk }) => pk === gil)).toEqual([]);
});

test("by its mark such a one is known to be erased, whatever mails of the new life tell, and --without-copies brings it no more", async () => {
  const { leads, toSee } = await laptop.restores({ go: false, withoutCopies: true });
  expect(leads).toMatchObject({ back: 0, stands: 1, erased: 1, heldBack: 0 });
  expect(toSee.heldBack).toEqual([]);
});

test("--without-copies brings such a one all the same, and what went since doesn't go again", async () => {
  expect((await laptop.restores({ withoutCopies: true, world: withoutMarks() })).leads).toMatchObject({
    back: 1,
    heldBack: 0,
  });
  const before = laptop.subjectsTo("una");
  const welcomes = laptop.subjectsTo("gil");
  await laptop.settle();
  await laptop.pass(DAY);
  expect(laptop.subjectsTo("una")).toEqual(before);
  expect(laptop.subjectsTo("gil").filter((subject) => welcomes.includes(subject))).toEqual(welcomes);
});
