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
    expect(page).toContain("tom@orchard.example (email)");
  });

  it("says so when nobody got it", async () => {
    const page = await asBrowser(
      consoleApp(fakeLaptop({ notices: [noticeOf({ deliveredTo: [] })] })),
      "/sales-inbox",
    );
    expect(page).toContain("nobody got it");
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
