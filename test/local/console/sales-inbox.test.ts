import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { asBrowser, asProgram } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { noticeOf } from "./sample-mail.ts";

describe("the sales inbox", () => {
  it("says how a lead gets there when it is empty", async () => {
    expect(await asBrowser(consoleApp(fakeLaptop()), "/sales-inbox")).toContain(
      "Sales has not been told of anybody yet",
    );
  });

  it("shows what sales was told, with links to follow and everything else as text", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop({ notices: [noticeOf()] })), "/sales-inbox");
    expect(page).toContain('<a href="http://127.0.0.1:4000/handoff/abc?x=1&amp;y=2" rel="noreferrer">');
    expect(page).toContain("&lt;b&gt;twice&lt;/b&gt;");
    expect(page).toContain('tom@orchard.example <span class="quiet">by email</span>');
    expect(page).toContain("<dd>AWS Notifications &lt;no-reply@sns.amazonaws.com&gt;</dd>");
  });

  it("has a button for each page behind the message's links", async () => {
    const page = await asBrowser(consoleApp(fakeLaptop({ notices: [noticeOf()] })), "/sales-inbox");
    expect(page).toContain(
      'href="http://127.0.0.1:4000/handoff/abc?x=1&amp;y=2" rel="noreferrer">Accept page',
    );
    expect(page).toContain('href="http://127.0.0.1:4000/handoff/def" rel="noreferrer">Reject page');
  });

  it("makes no button of a website that a lead typed", async () => {
    const message = "Website: https://evil.example\nMy leads: http://127.0.0.1:4000/desk/abc";
    const page = await asBrowser(
      consoleApp(fakeLaptop({ notices: [noticeOf({ message })] })),
      "/sales-inbox",
    );
    expect(page).not.toContain("Website page");
    expect(page).toContain("My leads page");
  });

  it("shows what a program that subscribed gets", async () => {
    const queue = { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:000000000000:crm" };
    const page = await asBrowser(
      consoleApp(fakeLaptop({ notices: [noticeOf({ deliveredTo: [queue] })] })),
      "/sales-inbox",
    );
    expect(page).toContain(`As ${queue.endpoint} gets it`);
    expect(page).toContain("&quot;Type&quot;: &quot;Notification&quot;");
  });

  it("shows what it can be filtered by, and folds away what programs get", async () => {
    const notice = noticeOf({
      forPrograms: '{"says":"<b>ripe</b>"}',
      attributes: { kind: "release", to: "tom" },
      deliveredTo: [{ protocol: "lambda", endpoint: "arn:crm" }],
    });
    const page = await asBrowser(consoleApp(fakeLaptop({ notices: [notice] })), "/sales-inbox");
    expect(page).toContain("<dt>To filter by</dt><dd>kind: release, to: tom</dd>");
    expect(page).toMatch(/<details>\s*<summary>The same for programs<\/summary>/);
    expect(page).toContain("&quot;says&quot;: &quot;&lt;b&gt;ripe&lt;/b&gt;&quot;");
    expect(page).toContain("&quot;Message&quot;: &quot;{\\&quot;says\\&quot;");
  });

  it("says so when nobody got it", async () => {
    const page = await asBrowser(
      consoleApp(fakeLaptop({ notices: [noticeOf({ deliveredTo: [] })] })),
      "/sales-inbox",
    );
    expect(page).toContain("Nobody got it");
  });

  it("answers a program with every notification, the newest first", async () => {
    const later = noticeOf({ messageId: "sns-2", sentAt: "2026-12-01T00:00:00.000Z" });
    const notices = await asProgram<unknown[]>(
      consoleApp(fakeLaptop({ notices: [noticeOf(), later] })),
      "/sales-inbox",
    );
    expect(notices).toEqual([later, noticeOf()]);
  });
});
