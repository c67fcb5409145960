import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { asBrowser, asProgram, postForm, postJson, text } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { lifeOf, ZOE } from "./sample-life.ts";
import { mailOf, noticeOf } from "./sample-mail.ts";

const BADGE = /<span class="news">(\d+) new<\/span>/g;

describe("what is new", () => {
  const laptop = () =>
    fakeLaptop({ mails: [mailOf(), mailOf({ messageId: "mail-2" })], notices: [noticeOf()] });
  const badges = async (cookie: string, path = "/leads") => {
    const page = await consoleApp(laptop()).request(path, { headers: { Cookie: cookie } });
    return [...(await page.text()).matchAll(BADGE)].map(([, count]) => Number(count));
  };

  it.each([
    { cookie: "", shows: [2, 1] },
    { cookie: "ripen-4001-mails-seen=1", shows: [1, 1] },
    { cookie: "ripen-4001-mails-seen=2; ripen-4001-notices-seen=1", shows: [] },
    { cookie: "ripen-4001-mails-seen=9", shows: [2, 1] },
    { cookie: "ripen-4001-mails-seen=many", shows: [2, 1] },
    { cookie: "ripen-9999-mails-seen=2", shows: [2, 1] },
  ])("to a browser with the cookie “$cookie” shows $shows", async ({ cookie, shows }) => {
    expect(await badges(cookie)).toEqual(shows);
  });

  it.each([
    { path: "/mailbox", cookie: "ripen-4001-mails-seen=2", left: [1] },
    { path: "/mailbox/mail-1", cookie: "ripen-4001-mails-seen=2", left: [1] },
    { path: "/sales-inbox", cookie: "ripen-4001-notices-seen=1", left: [2] },
  ])("is seen once $path was looked at", async ({ path, cookie, left }) => {
    const page = await consoleApp(laptop()).request(path);
    expect(page.headers.get("set-cookie")).toContain(`${cookie};`);
    expect([...(await page.text()).matchAll(BADGE)].map(([, count]) => Number(count))).toEqual(left);
  });

  it("stays new to a browser when a program looks", async () => {
    const headers = { Accept: "application/json" };
    const response = await consoleApp(laptop()).request("/mailbox", { headers });
    expect(response.headers.get("set-cookie")).toBeNull();
  });
});

describe("an open page", () => {
  it("hears of every change, and of the end", async () => {
    const laptop = fakeLaptop();
    const app = consoleApp(laptop);
    const response = await app.request("/events");
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const lines = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const { mark } = laptop.changes;
    expect((await lines?.read())?.value).toContain(`event: listening\ndata: ${mark}`);
    expect(await asBrowser(app, "/leads")).toContain(`<body data-seen="${mark}">`);
    await postJson(app, "/clock", { advance: "P1D" });
    expect((await lines?.read())?.value).toContain(`event: change\ndata: ${laptop.changes.mark}`);
    laptop.changes.end();
    expect((await lines?.read())?.done).toBe(true);
  });

  it("names the parts of it that follow, each with an id", async () => {
    const app = consoleApp(fakeLaptop({ lives: [lifeOf()], mails: [mailOf()] }));
    for (const path of ["/", "/leads", `/leads/${ZOE}`, "/mailbox", "/mailbox/mail-1", "/clock"]) {
      const tags = (await asBrowser(app, path)).match(/<[^>]* data-live[^>]*>/g) ?? [];
      expect(tags.length).toBeGreaterThan(1);
      for (const tag of tags) expect(tag).toContain(' id="');
    }
  });
});

describe("starting over", () => {
  it("asks first, and says what would be forgotten", async () => {
    const laptop = fakeLaptop({ lives: [lifeOf()], mails: [mailOf()] });
    const page = await asBrowser(consoleApp(laptop), "/start-over");
    expect(page).toContain("This forgets 1 lead, 1 mail, 0 notifications to sales");
    expect(page).toContain(' method="post" action="/start-over">');
    expect(laptop.acts).toEqual([]);
  });

  it("acts on the answer, and leads to the empty form", async () => {
    const laptop = fakeLaptop();
    const response = await postForm(consoleApp(laptop), "/start-over", {});
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/");
    expect(laptop.acts).toEqual(["start over"]);
  });

  it("says how by hand where it is not ours to do", async () => {
    const app = consoleApp(fakeLaptop({ startsOver: false }));
    expect(await asBrowser(app, "/start-over")).toContain("npm start -- --fresh");
    const response = await postForm(app, "/start-over", {});
    expect(response.status).toBe(409);
    expect(await response.text()).toContain("npm start -- --fresh");
  });
});

describe("the AWS calls made for a lead", () => {
  const calls = [
    { service: "DynamoDB", action: "Query", count: 3, by: { "advance-lead": 2, "capture-lead": 1 } },
    { service: "SES", action: "SendEmail", count: 1, by: { "advance-lead": 1 } },
  ];

  it("are a table, with who made them and their sum", async () => {
    const page = text(await asBrowser(consoleApp(fakeLaptop({ calls })), `/calls?leadId=${ZOE}`));
    expect(page).toContain("4 calls so far");
    expect(page).toMatch(/DynamoDB Query advance-lead 2 ?, capture-lead 1 3 SES SendEmail advance-lead 1 1/);
  });

  it("are JSON to a program", async () => {
    expect(await asProgram(consoleApp(fakeLaptop({ calls })), `/calls?leadId=${ZOE}`)).toEqual(calls);
  });

  it.each(["/calls", "/calls?leadId=zoe"])("are nobody's at %s", async (path) => {
    const response = await consoleApp(fakeLaptop({ calls })).request(path);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("32 hex digits");
  });
});
