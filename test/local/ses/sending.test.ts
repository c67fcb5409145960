/** SES as the functions and the readers see it: what is accepted, what is refused, and the events that follow. */
import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  arnOf,
  lambda,
  monday,
  ref,
  type SmallLaptop,
  smallLaptop,
  stopAndForget,
} from "../aws/small-laptop.ts";

interface SesEvent {
  readonly eventType: string;
  readonly mail: Readonly<Record<string, unknown>>;
  readonly [part: string]: unknown;
}

const events: SesEvent[] = [];
let laptop: SmallLaptop;

const resources = {
  Sender: { Type: "AWS::SES::EmailIdentity", Properties: { EmailIdentity: "orchard.example" } },
  Set: {
    Type: "AWS::SES::ConfigurationSet",
    Properties: { SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] } },
  },
  Told: {
    Type: "AWS::SES::ConfigurationSetEventDestination",
    Properties: {
      ConfigurationSetName: ref("Set"),
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ["send", "delivery", "open", "click", "bounce", "complaint"],
        SnsDestination: { TopicARN: ref("Topic") },
      },
    },
  },
  Topic: { Type: "AWS::SNS::Topic" },
  Queue: { Type: "AWS::SQS::Queue" },
  Hears: {
    Type: "AWS::SNS::Subscription",
    Properties: {
      Protocol: "sqs",
      Endpoint: arnOf("Queue"),
      TopicArn: ref("Topic"),
      RawMessageDelivery: true,
    },
  },
  Record: lambda("record"),
  Takes: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: { EventSourceArn: arnOf("Queue"), FunctionName: ref("Record") },
  },
};

beforeAll(async () => {
  const record = (event: { readonly Records: readonly { readonly body: string }[] }) => {
    for (const { body } of event.Records) events.push(JSON.parse(body));
  };
  laptop = await smallLaptop(resources, { record });
});
afterAll(() => stopAndForget(laptop));
beforeEach(async () => {
  await laptop.sources.time.settle();
  events.length = 0;
});

const html =
  '<body><a href="https://orchard.example/guide">The guide</a> <a ses:no-track href="https://orchard.example/leave">Leave</a></body>';

async function send(to: string, changes: Partial<SendEmailCommandInput> = {}): Promise<string> {
  const { MessageId = "" } = await new SESv2Client({ ...laptop.client, maxAttempts: 1 }).send(
    new SendEmailCommand({
      FromEmailAddress: "Nora Lindqvist <nora@orchard.example>",
      ReplyToAddresses: ["nora@orchard.example"],
      Destination: { ToAddresses: [to] },
      ConfigurationSetName: "small-Set",
      EmailTags: [
        { Name: "leadId", Value: "abc" },
        { Name: "touchId", Value: "bananas_1_welcome_1" },
      ],
      Content: {
        Simple: {
          Subject: { Data: "Grüße" },
          Body: { Html: { Data: html }, Text: { Data: "The guide" } },
          Headers: [{ Name: "List-Unsubscribe", Value: "<https://orchard.example/leave>" }],
        },
      },
      ...changes,
    }),
  );
  return MessageId;
}

const types = () => events.map(({ eventType }) => eventType);
const settled = () => laptop.sources.time.settle();

test("an accepted mail is in the mailbox as delivered, and its Send and Delivery follow at once, in SES's shape", async () => {
  const messageId = await send("zoe@molkerei.example");
  await settled();
  const at = new Date(monday).toISOString();
  const mail = laptop.sources.mailbox.get(messageId);
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

test("a person's click is a Click with the link as written, and leads where the link leads", async () => {
  const messageId = await send("zoe@molkerei.example");
  await settled();
  events.length = 0;
  expect(laptop.sources.mailbox.links(messageId).map(({ href }) => href)).toEqual([
    "https://orchard.example/guide",
    "https://orchard.example/leave",
  ]);
  expect(await laptop.sources.mailbox.click(messageId, 0)).toBe("https://orchard.example/guide");
  await settled();
  expect(events).toMatchObject([
    {
      eventType: "Click",
      mail: { messageId },
      click: {
        link: "https://orchard.example/guide",
        isBotEvent: "Unlikely",
        userAgent: expect.stringContaining("Mozilla"),
      },
    },
  ]);
});

test("a link that isn't tracked is followed without an event", async () => {
  const messageId = await send("zoe@molkerei.example");
  await settled();
  events.length = 0;
  expect(await laptop.sources.mailbox.click(messageId, 1)).toBe("https://orchard.example/leave");
  await settled();
  expect(events).toEqual([]);
});

test("in a browser the tracked link redirects and the pixel shows; a scanner's HEAD counts as a click too, likely a machine's", async () => {
  const messageId = await send("zoe@molkerei.example");
  await settled();
  events.length = 0;
  const delivered = laptop.sources.mailbox.get(messageId)?.html ?? "";
  const [link = "", pixel = ""] = delivered.match(/http:\/\/127\.0\.0\.1[^"]+/g) ?? [];
  const browser = { headers: { "user-agent": "Mozilla/5.0 (Macintosh)" }, redirect: "manual" } as const;
  const followed = await fetch(link, browser);
  expect([followed.status, followed.headers.get("location")]).toEqual([302, "https://orchard.example/guide"]);
  expect((await fetch(pixel, browser)).headers.get("content-type")).toBe("image/gif");
  await fetch(link, { ...browser, method: "HEAD" });
  await settled();
  expect(events.map((event) => [event.eventType, event["click"] ?? event["open"]])).toMatchObject([
    ["Click", { isBotEvent: "Unlikely", userAgent: "Mozilla/5.0 (Macintosh)" }],
    ["Open", { isBotEvent: "Unlikely" }],
    ["Click", { isBotEvent: "Likely" }],
  ]);
});

describe("in a mail that has a link which people don't see", () => {
  const hidden =
    '<a ses:tags="link:unseen;" href="https://orchard.example/" aria-hidden="true" tabindex="-1" style="display:none"></a>';
  const body = html.replace("<body>", `<body>${hidden}`);
  const Body = { Html: { Data: body }, Text: { Data: "The guide" } };

  async function sent(): Promise<string> {
    const messageId = await send("zoe@molkerei.example", {
      Content: { Simple: { Subject: { Data: "Guide" }, Body } },
    });
    await settled();
    events.length = 0;
    return messageId;
  }
  const told = () => events.map((event) => [event.eventType, event["click"] ?? event["open"]]);

  test("its reader has the other links only, the first of them first", async () => {
    const messageId = await sent();
    expect(laptop.sources.mailbox.links(messageId).map(({ label }) => label)).toEqual(["The guide", "Leave"]);
    expect(await laptop.sources.mailbox.click(messageId, 0)).toBe("https://orchard.example/guide");
    await expect(laptop.sources.mailbox.click(messageId, 2)).rejects.toThrow("no link 2");
    expect(laptop.sources.mailbox.get(messageId)?.html).toMatch(/<a href="http[^"]+" aria-hidden="true"/);
  });

  test("a person's click and opening bear the browser that they are made in", async () => {
    const messageId = await sent();
    await laptop.sources.mailbox.open(messageId, "Mozilla/5.0 (Macintosh)");
    await laptop.sources.mailbox.click(messageId, 0, "Mozilla/5.0 (Macintosh)");
    await settled();
    expect(told()).toMatchObject([
      ["Open", { userAgent: "Mozilla/5.0 (Macintosh)", ipAddress: "127.0.0.1" }],
      ["Click", { userAgent: "Mozilla/5.0 (Macintosh)", isBotEvent: "Unlikely" }],
    ]);
  });

  test.each([
    ["known", 3, ["guide", "unseen"], { isBotEvent: "Likely", userAgent: /MailScanner/ }],
    ["disguised", 3, ["guide", "unseen"], { isBotEvent: "Unlikely", userAgent: /Chrome/ }],
    ["sparing", 1, ["guide"], { isBotEvent: "Unlikely", userAgent: /^Barracuda/ }],
  ] as const)(
    "a %s robot fetches %i of them through the links themselves",
    async (robot, count, links, from) => {
      const messageId = await sent();
      expect(await laptop.sources.mailbox.scan(messageId, robot)).toBe(count);
      await settled();
      const clicks = events.filter(({ eventType }) => eventType === "Click");
      const followed = clicks.map(
        ({ click }) => (click as { linkTags: { link: string[] } | null }).linkTags?.link[0] ?? "guide",
      );
      expect(followed.sort()).toEqual(links);
      for (const { click } of clicks)
        expect(click).toMatchObject({ ...from, userAgent: expect.stringMatching(from.userAgent) });
    },
  );
});

test.each([
  ["Permanent", "General"],
  ["Transient", "General"],
  ["Undetermined", "Undetermined"],
] as const)("a %s bounce comes with its kind and a feedback id of its own", async (kind, subType) => {
  const to = `${kind.toLowerCase()}@molkerei.example`;
  const messageId = await send(to);
  await laptop.sources.mailbox.bounce(messageId, kind);
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
  await laptop.sources.mailbox.complain(messageId);
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
  const mails = laptop.sources.mailbox.list().length;
  await laptop.sources.mailbox.reply(messageId, "Please call me.");
  await settled();
  expect(laptop.sources.mailbox.get(messageId)?.events.at(-1)).toMatchObject({
    type: "Reply",
    detail: "Please call me.",
  });
  expect(laptop.sources.mailbox.list()).toHaveLength(mails);
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
    "a raw message",
    { Content: { Raw: { Data: new Uint8Array([65]) } } },
    { name: "UnknownOperationException", message: /Content\.Raw/ },
  ],
])("%s is refused as SES would, and nothing is stored", async (_, changes, { name, message = /./ }) => {
  const before = laptop.sources.mailbox.list().length;
  const refused = send("zoe@molkerei.example", changes);
  await expect(refused).rejects.toMatchObject({ name });
  await expect(refused).rejects.toThrow(message);
  expect(laptop.sources.mailbox.list()).toHaveLength(before);
});

test("after a restart the mailbox is as it was, and mails and events go on", async () => {
  const before = laptop.sources.mailbox.list();
  const last = await send("zoe@molkerei.example");
  await laptop.stop();
  laptop = await smallLaptop(resources, { record: () => {} }, { state: laptop.state });
  expect(laptop.sources.mailbox.list().slice(0, -1)).toEqual(before);
  await laptop.sources.mailbox.open(last);
  expect(laptop.sources.mailbox.get(last)?.events.map(({ type }) => type)).toEqual([
    "Send",
    "Delivery",
    "Open",
  ]);
});
