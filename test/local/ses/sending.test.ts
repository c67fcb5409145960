/** SES as the functions and the readers see it: what is accepted, what is refused, and the events that follow. */
import type { SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import { expect, test } from "vitest";
import { readLetter } from "../../../local/ses/send-email.ts";
import { monday } from "../aws/small-laptop.ts";
import { postOffice } from "./post-office.ts";

const { events, mailbox, restarts, send, settled, types } = postOffice();

test("an accepted mail is in the mailbox as delivered, and its Send and Delivery follow at once, in SES's shape", async () => {
  const messageId = await send("zoe@molkerei.example");
  await settled();
  const at = new Date(monday).toISOString();
  const mail = mailbox().get(messageId);
  expect(mail).toMatchObject({
    from: "Nora Lindqvist <nora@orchard.example>",
    to: "zoe@molkerei.example",
    subject: "Grüße",
    text: "The guide",
    sentAt: at,
    leadId: "abc",
    touchId: "bananas_1_welcome_1",
    headers: { "List-Unsubscribe": "<https://orchard.example/leave>", "Reply-To": "nora@orchard.example" },
  });
  expect(mail?.events.map(({ type }) => type)).toEqual(["Send", "Delivery"]);
  expect(types()).toEqual(["Send", "Delivery"]);
  expect(events[1]).toMatchObject({
    eventType: "Delivery",
    mail: {
      timestamp: at,
      source: "Nora Lindqvist <nora@orchard.example>",
      messageId,
      destination: ["zoe@molkerei.example"],
      headersTruncated: false,
      commonHeaders: { to: ["zoe@molkerei.example"], subject: "Grüße", messageId },
      tags: {
        leadId: ["abc"],
        touchId: ["bananas_1_welcome_1"],
        "ses:configuration-set": ["small-Set"],
        "ses:from-domain": ["orchard.example"],
      },
    },
    delivery: { timestamp: at, recipients: ["zoe@molkerei.example"] },
  });
});

test.each([
  ["Permanent", "General"],
  ["Transient", "General"],
  ["Undetermined", "Undetermined"],
] as const)("a %s bounce comes with its kind and a feedback id of its own", async (kind, subType) => {
  const to = `${kind.toLowerCase()}@molkerei.example`;
  const messageId = await send(to);
  await mailbox().bounce(messageId, kind);
  await settled();
  expect(types()).toEqual(["Send", "Delivery", "Bounce"]);
  expect(events[2]?.["bounce"]).toMatchObject({
    bounceType: kind,
    bounceSubType: subType,
    feedbackId: expect.stringMatching(/^\w{16}-[\w-]{36}-000000$/),
    bouncedRecipients: [{ emailAddress: to, action: "failed" }],
  });
});

test("whoever complained is on the suppression list: the next mail is accepted and bounces", async () => {
  const messageId = await send("angry@molkerei.example");
  await mailbox().complain(messageId);
  await settled();
  expect(events[2]).toMatchObject({
    eventType: "Complaint",
    complaint: { complainedRecipients: [{ emailAddress: "angry@molkerei.example" }] },
  });
  events.length = 0;
  await send("Angry@molkerei.example");
  await settled();
  expect(events).toMatchObject([
    { eventType: "Send" },
    { eventType: "Bounce", bounce: { bounceSubType: "OnAccountSuppressionList" } },
  ]);
});

test.each<[string, string[]]>([
  ["success@simulator.amazonses.com", ["Send", "Delivery"]],
  ["bounce+lead7@simulator.amazonses.com", ["Send", "Bounce"]],
  ["complaint@simulator.amazonses.com", ["Send", "Delivery", "Complaint"]],
  ["ooto@simulator.amazonses.com", ["Send", "Delivery"]],
  ["suppressionlist@simulator.amazonses.com", ["Send", "Bounce"]],
])("%s behaves as SES's simulator does, every time", async (to, expected) => {
  await send(to);
  await send(to);
  await settled();
  expect(types()).toEqual([...expected, ...expected]);
});

test("a reply is shown with the mail it answers, and is no event of SES's", async () => {
  const messageId = await send("zoe@molkerei.example");
  await settled();
  events.length = 0;
  const mails = mailbox().list().length;
  await mailbox().reply(messageId, "Please call me.");
  await settled();
  expect(mailbox().get(messageId)?.events.at(-1)).toMatchObject({
    type: "Reply",
    detail: "Please call me.",
  });
  expect(mailbox().list()).toHaveLength(mails);
  expect(events).toEqual([]);
});

test.each<[string, Partial<SendEmailCommandInput>, { name: string; message?: RegExp }]>([
  [
    "an unverified sender",
    { FromEmailAddress: "nora@elsewhere.example" },
    { name: "MessageRejected", message: /not verified.*US-EAST-1: nora@elsewhere\.example/ },
  ],
  [
    "a configuration set nobody made",
    { ConfigurationSetName: "nobody" },
    { name: "NotFoundException", message: /<nobody> does not exist/ },
  ],
  [
    "an address without a domain",
    { Destination: { ToAddresses: ["zoe"] } },
    { name: "BadRequestException", message: /Missing final '@domain'/ },
  ],
  ["no recipient", { Destination: {} }, { name: "BadRequestException" }],
  [
    "a tag with other characters",
    { EmailTags: [{ Name: "leadId", Value: "ä b" }] },
    { name: "BadRequestException" },
  ],
  [
    "a word on tracking that SES doesn't have",
    { ConfigurationOverrides: { Tracking: { OpenTrackingEnabled: "OFF" as never } } },
    { name: "BadRequestException", message: /OpenTrackingEnabled/ },
  ],
  [
    "a raw message",
    { Content: { Raw: { Data: new Uint8Array([65]) } } },
    { name: "UnknownOperationException", message: /Content\.Raw/ },
  ],
])("%s is refused as SES would, and nothing is stored", async (_, changes, { name, message = /./ }) => {
  const before = mailbox().list().length;
  const refused = send("zoe@molkerei.example", changes);
  await expect(refused).rejects.toMatchObject({ name });
  await expect(refused).rejects.toThrow(message);
  expect(mailbox().list()).toHaveLength(before);
});

test("another override than that of tracking is refused by its name: the SDK doesn't know one yet", () => {
  const settings = {
    region: "eu-west-1",
    account: "0",
    identities: new Map([["orchard.example", undefined]]),
    configurationSets: new Map(),
  };
  const asked = {
    FromEmailAddress: "nora@orchard.example",
    Destination: { ToAddresses: ["zoe@molkerei.example"] },
    ConfigurationOverrides: { Archiving: {} },
    Content: { Simple: { Subject: { Data: "x" }, Body: {} } },
  };
  expect(() => readLetter(settings, asked, monday)).toThrow(/ConfigurationOverrides\.Archiving/);
});

test("after a restart the mailbox is as it was, and mails and events go on", async () => {
  const before = mailbox().list();
  const last = await send("zoe@molkerei.example");
  await restarts();
  expect(mailbox().list().slice(0, -1)).toEqual(before);
  await mailbox().open(last);
  expect(
    mailbox()
      .get(last)
      ?.events.map(({ type }) => type),
  ).toEqual(["Send", "Delivery", "Open"]);
});
