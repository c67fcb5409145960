/** What a mail's links and its pixel tell SES: followed by its reader, or by robots. */
import { describe, expect, test } from "vitest";
import { html, postOffice } from "./post-office.ts";

const { events, mailbox, send, settled, types } = postOffice();

test("a person's click is a Click with the link as written, and leads where the link leads", async () => {
  const messageId = await send("zoe@molkerei.example");
  await settled();
  events.length = 0;
  expect(
    mailbox()
      .links(messageId)
      .map(({ href }) => href),
  ).toEqual(["https://orchard.example/guide", "https://orchard.example/leave"]);
  expect(await mailbox().click(messageId, 0)).toBe("https://orchard.example/guide");
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
  expect(await mailbox().click(messageId, 1)).toBe("https://orchard.example/leave");
  await settled();
  expect(events).toEqual([]);
});

describe("in a mail whose sender asked for no tracking", () => {
  const off = { OpenTrackingEnabled: "DISABLED", ClickTrackingEnabled: "DISABLED" } as const;

  test("no link is rewritten, no pixel stands in it, and neither reader nor robot makes an event", async () => {
    const messageId = await send("zoe@molkerei.example", { ConfigurationOverrides: { Tracking: off } });
    await settled();
    events.length = 0;
    const mail = mailbox().get(messageId);
    expect(mail?.html).toContain('href="https://orchard.example/guide"');
    expect(mail?.html).not.toContain("/ses/");
    expect(mail?.isUntracked).toBe(true);
    await mailbox().open(messageId);
    expect(await mailbox().click(messageId, 0)).toBe("https://orchard.example/guide");
    expect(await mailbox().scan(messageId, "disguised")).toBe(0);
    await settled();
    expect(events).toEqual([]);
  });

  test("nor does somebody who guesses where its pixel and its link would be", async () => {
    const tracked = await send("ben@molkerei.example");
    const messageId = await send("zoe@molkerei.example", { ConfigurationOverrides: { Tracking: off } });
    await settled();
    events.length = 0;
    const html = mailbox().get(tracked)?.html ?? "";
    for (const url of html.match(/http:\/\/127\.0\.0\.1[^"]+/g) ?? [])
      expect((await fetch(url.replace(tracked, messageId), { redirect: "manual" })).status).toBe(404);
    await settled();
    expect(events).toEqual([]);
  });

  test("with one of the two off, the other is told of", async () => {
    const Tracking = { ...off, ClickTrackingEnabled: "ENABLED" } as const;
    const messageId = await send("zoe@molkerei.example", { ConfigurationOverrides: { Tracking } });
    await mailbox().open(messageId);
    await mailbox().click(messageId, 0);
    await settled();
    expect(types()).toEqual(["Send", "Delivery", "Click"]);
  });
});

test("in a browser the tracked link redirects and the pixel shows; a scanner's HEAD counts as a click too, likely a machine's", async () => {
  const messageId = await send("zoe@molkerei.example");
  await settled();
  events.length = 0;
  const delivered = mailbox().get(messageId)?.html ?? "";
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
    expect(
      mailbox()
        .links(messageId)
        .map(({ label }) => label),
    ).toEqual(["The guide", "Leave"]);
    expect(await mailbox().click(messageId, 0)).toBe("https://orchard.example/guide");
    await expect(mailbox().click(messageId, 2)).rejects.toThrow("no link 2");
    expect(mailbox().get(messageId)?.html).toMatch(/<a href="http[^"]+" aria-hidden="true"/);
  });

  test("a person's click and opening bear the browser that they are made in", async () => {
    const messageId = await sent();
    await mailbox().open(messageId, "Mozilla/5.0 (Macintosh)");
    await mailbox().click(messageId, 0, "Mozilla/5.0 (Macintosh)");
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
      expect(await mailbox().scan(messageId, robot)).toBe(count);
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
