import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { asBrowser, asProgram, postForm, postJson, text } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { LINKS, mailOf } from "./sample-mail.ts";

function laptopWithMail() {
  return fakeLaptop({ mails: [mailOf()], links: LINKS });
}

describe("the mailbox", () => {
  it("says what to do when it is empty", async () => {
    expect(await asBrowser(consoleApp(fakeLaptop()), "/mailbox")).toContain("No mail yet");
  });

  it("lists every mail, the newest first", async () => {
    const later = mailOf({ messageId: "mail-2", sentAt: "2026-11-27T08:00:00.000Z" });
    const sameInstant = mailOf({ messageId: "mail-3", leadId: undefined });
    const app = consoleApp(fakeLaptop({ mails: [mailOf(), sameInstant, later] }));
    const mails = await asProgram<{ messageId: string; leadId: string | null }[]>(app, "/mailbox");
    expect(mails.map((mail) => mail.messageId)).toEqual(["mail-2", "mail-3", "mail-1"]);
    expect(mails[1]?.leadId).toBeNull();
    expect(Object.keys(mails[0] ?? {})).toEqual(
      expect.arrayContaining("messageId to subject headers html text sentAt leadId touchId".split(" ")),
    );
  });

  it("shows a mail in a frame where no script runs, and no picture loads: showing is not opening", async () => {
    const laptop = laptopWithMail();
    const response = await consoleApp(laptop).request("/mailbox/mail-1");
    const page = await response.text();
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page).toContain("&lt;h1&gt;Hello Zoë&lt;/h1&gt;");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("content-security-policy")).toContain("img-src data:;");
    expect(laptop.acts).toEqual([]);
  });

  it.each([
    { look: "?as=html", shows: 'class="" title="The mail"' },
    { look: "?width=phone", shows: 'class="phone" title="The mail"' },
    { look: "?as=html&width=desktop", shows: 'class="desktop" title="The mail"' },
    { look: "?as=text", shows: '<a href="https://orchard.example/checklist" rel="noreferrer">' },
    { look: "?as=source", shows: "List-Unsubscribe-Post: List-Unsubscribe=One-Click" },
    { look: "?as=source", shows: "&lt;h1&gt;Hello Zoë&lt;/h1&gt;" },
  ])("shows a mail as asked: $look", async ({ look, shows }) => {
    expect(await asBrowser(consoleApp(laptopWithMail()), `/mailbox/mail-1${look}`)).toContain(shows);
  });

  it.each([
    { look: "?as=pdf", says: "html, text, source" },
    { look: "?width=375", says: "phone or desktop" },
    { look: "?as=toString", says: "html, text, source" },
  ])("says how it can be looked at: $look", async ({ look, says }) => {
    const response = await consoleApp(laptopWithMail()).request(`/mailbox/mail-1${look}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(says);
  });

  it("has the list beside the open mail, which is marked, and the newest open beside the list", async () => {
    const later = mailOf({ messageId: "mail-2", subject: "Later", sentAt: "2026-11-27T08:00:00.000Z" });
    const app = consoleApp(fakeLaptop({ mails: [mailOf(), later] }));
    const open = await asBrowser(app, "/mailbox/mail-1");
    expect(open).toContain('href="/mailbox/mail-1" aria-current="true"');
    expect(open).toContain('href="/mailbox/mail-2" ');
    expect(await asBrowser(app, "/mailbox")).toContain('<h2 id="subject">Later</h2>');
  });

  it("does not know a mail that is not there", async () => {
    const response = await consoleApp(fakeLaptop()).request("/mailbox/none");
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("There is no mail with this id");
  });
});

describe("a reader", () => {
  it.each([
    { act: "open", asked: {}, does: "open mail-1", answers: { did: "open" } },
    {
      act: "click",
      asked: { link: "1" },
      does: "click mail-1 1",
      answers: { did: "click", link: 1, url: LINKS[1]?.href },
    },
    { act: "click", asked: { link: 0 }, does: "click mail-1 0", answers: { did: "click", link: 0 } },
    { act: "bounce", asked: {}, does: "bounce mail-1 Permanent", answers: { kind: "Permanent" } },
    {
      act: "bounce",
      asked: { kind: "transient" },
      does: "bounce mail-1 Transient",
      answers: { kind: "Transient" },
    },
    { act: "complain", asked: {}, does: "complain mail-1", answers: { did: "complain" } },
    {
      act: "scan",
      asked: {},
      does: "scan mail-1 known",
      answers: { did: "scan", robot: "known", fetched: 4 },
    },
    { act: "scan", asked: { robot: "disguised" }, does: "scan mail-1 disguised", answers: { fetched: 4 } },
    { act: "scan", asked: { robot: "sparing" }, does: "scan mail-1 sparing", answers: { did: "scan" } },
    {
      act: "auto-reply",
      asked: { text: "I left the company" },
      does: "auto-reply mail-1 I left the company",
      answers: { did: "auto-reply" },
    },
    {
      act: "auto-reply",
      asked: {},
      does: "auto-reply mail-1 I am out of the office for two weeks and will read your mail when I am back.",
      answers: { did: "auto-reply" },
    },
    { act: "reply", asked: { text: "Call me" }, does: "reply mail-1 Call me", answers: { did: "reply" } },
  ])(
    "can $act with $asked, and all that follows at once has happened",
    async ({ act, asked, does, answers }) => {
      const laptop = laptopWithMail();
      const response = await postJson(consoleApp(laptop), `/mailbox/mail-1/${act}`, asked);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ ok: true, ...answers });
      expect(laptop.acts).toEqual([does, "settle"]);
    },
  );

  it.each([
    { act: "click", asked: {}, says: "from 0 for the first to 2 for the last" },
    { act: "click", asked: { link: "3" }, says: "from 0 for the first to 2 for the last" },
    { act: "click", asked: { link: "-1" }, says: "from 0" },
    { act: "click", asked: { link: "first" }, says: "from 0" },
    { act: "scan", asked: { robot: "polite" }, says: "known, disguised, sparing" },
    { act: "bounce", asked: { kind: "hard" }, says: "Permanent, Transient, Undetermined" },
    { act: "auto-reply", asked: { text: 3 }, says: "the answer's text" },
    { act: "reply", asked: {}, says: "needs something" },
    { act: "reply", asked: { text: "  " }, says: "needs something" },
  ])("is told what is right when trying to $act with $asked", async ({ act, asked, says }) => {
    const laptop = laptopWithMail();
    const response = await postJson(consoleApp(laptop), `/mailbox/mail-1/${act}`, asked);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(says) });
    expect(laptop.acts).toEqual([]);
  });

  it("who clicks in a browser is brought back to the mail, and told which link it was", async () => {
    const app = consoleApp(laptopWithMail());
    const response = await postForm(app, "/mailbox/mail-1/click", { link: "1" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/mailbox/mail-1?did=click&link=1");
    expect(await asBrowser(app, "/mailbox/mail-1?did=click&link=1")).toContain(
      "You followed “what Nora saw in Lübeck”",
    );
  });

  it("says of a link to confirm that the button on the page behind it still has to be pressed", async () => {
    const links = [
      { label: "Confirm my address", href: "http://127.0.0.1:4000/confirm/abc.def" },
      ...LINKS.slice(0, 1),
    ];
    const app = consoleApp(fakeLaptop({ mails: [mailOf()], links }));
    const says = (page: string, words: string) => text(page).split(words).length - 1;
    const HINT = "leads to a page with a button, which still has to be pressed";
    expect(says(await asBrowser(app, "/mailbox/mail-1"), HINT)).toBe(1);
    const clicked = await asBrowser(app, "/mailbox/mail-1?did=click&link=0");
    expect(text(clicked)).toMatch(
      /Open the page behind it *and press its button: the click alone changes nothing/,
    );
    expect(text(await asBrowser(app, "/mailbox/mail-1?did=click&link=1"))).toContain("See where it leads");
  });

  it("cannot do anything with a mail that is not there", async () => {
    const laptop = laptopWithMail();
    const response = await postJson(consoleApp(laptop), "/mailbox/none/open", {});
    expect(response.status).toBe(404);
    expect(laptop.acts).toEqual([]);
  });
});
