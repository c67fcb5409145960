/** The bucket over a bad wire: what is tried again, what is an answer, and what is said of a refusal. */
import https from "node:https";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awsWorld } from "../../functions/world/aws.ts";
import type { KeptMail } from "../../functions/world/sent-mails.ts";
import { type SmallLaptop, smallLaptop, stopAndForget } from "../local/aws/small-laptop.ts";
import { MONDAY } from "../stories/line.ts";
import { freshId } from "./lives.ts";
import { type Accident, unreliableWire, type Wire } from "./unreliable-wire.ts";

const TOUCH = "small_1_welcome_1";
const MAIL: KeptMail = {
  to: "zoe@dairy.example",
  from: "Nora <nora@orchard.example>",
  subject: "Welcome",
  html: "<p>Hello</p>",
  text: "Hello",
  at: MONDAY,
};

let laptop: SmallLaptop;
let wire: Wire;
beforeAll(async () => {
  laptop = await smallLaptop({ Mails: { Type: "AWS::S3::Bucket" } });
  wire = await unreliableWire(laptop.urls.aws);
});
afterAll(async () => {
  await wire.close();
  await stopAndForget(laptop);
});

const world = () =>
  awsWorld({ AWS_ENDPOINT_URL: wire.url, AWS_REGION: "us-east-1", SENT_MAILS_BUCKET: "small-mails" });
const refusal = (status: number): Accident => ({ kind: "answer", status, error: "Refused", message: "no" });

/** What the next call meets, and how often S3 was asked in the end. */
async function meeting<T>(accident: Accident, work: (leadId: ReturnType<typeof freshId>) => Promise<T>) {
  const leadId = freshId();
  const path = `/small-mails/${leadId}/${TOUCH}.json`;
  wire.next(path, accident);
  const result = await work(leadId).catch((error: Error) => error);
  return { result, asked: wire.count(path), leadId };
}

test.each<[string, Accident]>([
  ["the connection drops", { kind: "pass on, then drop the connection" }],
  ["S3 stumbles", refusal(500)],
  ["S3 asks to slow down", refusal(503)],
])("%s: asked once more, and the mail is kept", async (_, accident) => {
  const { asked, leadId } = await meeting(accident, (id) => world().sentMails.keep(id, TOUCH, MAIL));
  expect(asked).toBe(2);
  expect(await world().sentMails.read(leadId, TOUCH)).toEqual(MAIL);
});

test("a refusal is not asked again, and says of whose mail without a word of it", async () => {
  const { result, asked, leadId } = await meeting(refusal(403), (id) =>
    world().sentMails.keep(id, TOUCH, MAIL),
  );
  expect(asked).toBe(1);
  expect(result).toMatchObject({
    name: "Http403",
    message: `S3 answered Http403 for the mail ${TOUCH} of lead ${leadId}.`,
  });
});

test("a bucket that isn't there is refused by S3's own name", async () => {
  const elsewhere = awsWorld({ AWS_ENDPOINT_URL: wire.url, SENT_MAILS_BUCKET: "nobodys" });
  await expect(elsewhere.sentMails.keep(freshId(), TOUCH, MAIL)).rejects.toMatchObject({
    name: "NoSuchBucket",
  });
});

test("403 for what isn't there, as S3 tells whoever may not list: no copy", async () => {
  const { result, asked } = await meeting(refusal(403), (id) => world().sentMails.read(id, TOUCH));
  expect([result, asked]).toEqual([undefined, 1]);
});

test("more copies than S3 lists at once are listed page by page, and all of them cleared", async () => {
  const leadId = freshId();
  const { sentMails } = world();
  const touches = Array.from({ length: 1_003 }, (_, n) => `small_${n}_welcome_1`);
  for (const touchId of touches) await sentMails.keep(leadId, touchId, MAIL);
  const listed: string[] = [];
  for await (const touchId of sentMails.list(leadId)) listed.push(touchId);
  expect(listed).toEqual(touches.toSorted());
  expect(await sentMails.clear(leadId, MONDAY)).toBe(1_003);
  expect(await sentMails.clear(leadId, MONDAY)).toBe(0);
});

test.each<[string, string]>([
  ["list", "?list-type=2&prefix="],
  ["let be read", "/"],
])("copies that S3 doesn't %s stay, told of by their lead; the next try clears them", async (_, call) => {
  const leadId = freshId();
  const { sentMails } = world();
  await sentMails.keep(leadId, TOUCH, MAIL);
  const path = call === "/" ? `/${leadId}/${TOUCH}.json` : `${call}${leadId}/`;
  wire.next(`/small-mails${path}`, refusal(403));
  await expect(sentMails.clear(leadId, MONDAY)).rejects.toMatchObject({
    name: "Http403",
    message: expect.stringContaining(leadId),
  });
  expect(await sentMails.read(leadId, TOUCH)).toEqual(MAIL);
  expect(await sentMails.clear(leadId, MONDAY)).toBe(1);
});

test("on AWS the bucket is a host of its own, and only the environment's credentials are needed", async () => {
  const usual = https.globalAgent;
  const asked: string[] = [];
  const lookup: NonNullable<https.AgentOptions["lookup"]> = (host, _, done) => {
    asked.push(host);
    done(new Error("no network in a test"), []);
  };
  https.globalAgent = new https.Agent({ lookup });
  try {
    const { sentMails } = awsWorld({
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_SESSION_TOKEN: "session",
      SENT_MAILS_BUCKET: "ripen-mails",
    });
    await expect(sentMails.keep(freshId(), TOUCH, MAIL)).rejects.toThrow("no network");
    expect(asked).toEqual(Array(2).fill("ripen-mails.s3.eu-west-1.amazonaws.com"));
  } finally {
    https.globalAgent = usual;
  }
});
