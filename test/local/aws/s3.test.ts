/** The template's bucket on the laptop: objects are put, read, listed and deleted as S3 does it, outlive whatever ends the laptop, and all else is refused by name. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LaptopOptions } from "../../../local/laptop.ts";
import { type SmallLaptop, smallLaptop, stopAndForget } from "./small-laptop.ts";

const BUCKETS = {
  SentMails: { Type: "AWS::S3::Bucket" },
  Other: { Type: "AWS::S3::Bucket", Properties: { BucketName: "some.other" } },
};
const MAIL = "/small-sentmails/0e0e/small_1_welcome_1.json";

let laptop: SmallLaptop;
beforeAll(async () => {
  laptop = await smallLaptop(BUCKETS);
});
afterAll(() => stopAndForget(laptop));

async function asks(at: SmallLaptop, path: string, init: RequestInit = {}) {
  const client = new AwsClient({ ...at.client.credentials, region: "us-east-1", service: "s3", retries: 0 });
  const answer = await client.fetch(at.urls.aws + path, init);
  return { status: answer.status, type: answer.headers.get("content-type"), said: await answer.text() };
}

const puts = (body: string, at = laptop, path = MAIL) =>
  asks(at, path, { method: "PUT", body, headers: { "content-type": "application/json" } });

test("an object is read as it was put, with its type, in the bucket that it was put into", async () => {
  const body = JSON.stringify({ html: `<p>Zoë 🍌</p>${"<br>".repeat(20_000)}` });
  expect(await puts(body)).toMatchObject({ status: 200, said: "" });
  expect(await asks(laptop, MAIL)).toEqual({ status: 200, type: "application/json", said: body });
  expect((await asks(laptop, MAIL.replace("small-sentmails", "some.other"))).said).toContain("NoSuchKey");
});

test.each([
  ["/small-sentmails/nothing.json", "NoSuchKey"],
  ["/SentMails/nothing.json", "NoSuchBucket"],
])("%s: refused by S3's own name", async (path, code) => {
  expect(await asks(laptop, path)).toMatchObject({
    status: 404,
    said: expect.stringContaining(`<Code>${code}</Code>`),
  });
});

test.each([
  ["GET", "/", "ListBuckets"],
  ["PUT", "/another", "CreateBucket"],
  ["DELETE", "/small-sentmails", "DeleteBucket"],
  ["POST", "/small-sentmails?delete", "DeleteObjects"],
  ["PUT", "/small-sentmails?lifecycle", "PUT of a bucket lifecycle"],
  ["PUT", `${MAIL}?uploadId=1&partNumber=1`, "PUT of an object partNumber uploadId"],
])("%s %s: S3's %s is not offered", async (method, path, name) => {
  await puts("{}");
  expect(await asks(laptop, path, { method })).toMatchObject({
    status: 501,
    said: `<Error><Code>NotImplemented</Code><Message>S3&#39;s ${name} is not offered by the Ripen laptop.</Message></Error>`,
  });
  expect(await asks(laptop, MAIL)).toMatchObject({ status: 200 });
});

test("objects are listed by the beginning of their keys, a page at a time, and deleted one by one, again and again", async () => {
  const keys = ["a1/x", "a1/y", "a1/z", "a2/x"];
  for (const key of keys) await puts("{}", laptop, `/small-sentmails/${key}.json`);
  const listed = async (more = "") => {
    const { said } = await asks(laptop, `/small-sentmails?list-type=2&prefix=a1/&max-keys=2${more}`);
    const next = /<NextContinuationToken>([^<]+)</.exec(said)?.[1];
    return { keys: [...said.matchAll(/<Key>([^<]+)</g)].map(([, key]) => key), next };
  };
  const first = await listed();
  expect(first.keys).toEqual(["a1/x.json", "a1/y.json"]);
  const rest = await listed(`&continuation-token=${encodeURIComponent(first.next ?? "")}`);
  expect(rest).toEqual({ keys: ["a1/z.json"], next: undefined });
  for (const times of [1, 2])
    expect([times, (await asks(laptop, "/small-sentmails/a1/x.json", { method: "DELETE" })).status]).toEqual([
      times,
      204,
    ]);
  expect((await listed()).keys).toEqual(["a1/y.json", "a1/z.json"]);
  expect(await asks(laptop, "/small-sentmails/a2/x.json")).toMatchObject({ status: 200 });
});

test("a copy is no put", async () => {
  const headers = { "x-amz-copy-source": MAIL };
  expect((await asks(laptop, `${MAIL}2`, { method: "PUT", headers })).said).toContain("CopyObject");
});

test("objects outlive kill -9 and a restart; a fresh start has none", async () => {
  await puts("kept");
  const state = mkdtempSync(join(tmpdir(), "ripen-killed-"));
  // What lies in the folder while the laptop still runs is what kill -9 leaves of it.
  cpSync(laptop.state, state, { recursive: true, filter: (file) => !/lock\.sqlite|laptop\.pid/.test(file) });
  const after = async (options: Partial<LaptopOptions>) => {
    const again = await smallLaptop(BUCKETS, {}, { state, ...options });
    const { status, said } = await asks(again, MAIL);
    await again.stop();
    return [status, said];
  };
  expect(await after({})).toEqual([200, "kept"]);
  expect(await after({})).toEqual([200, "kept"]);
  expect(await after({ fresh: true })).toEqual([404, expect.stringContaining("NoSuchKey")]);
  rmSync(state, { recursive: true });
});
