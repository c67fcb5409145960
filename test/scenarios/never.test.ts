import { describe, expect, test } from "vitest";
import { API_URL } from "../../local/memory/memory-world.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { campaign, SMALL } from "../stories/campaign.ts";
import { FITTING, linkIn, type Story, story, unsubscribeLink } from "../stories/line.ts";

const ANYTHING = [
  "{% for field in ['name','company','jobTitle','city','industry','employees','installedProduct'] %}{% endfor %}",
  "{{ lead.firstName | default: 'there' }}|{{ lead.name }}|{{ lead.company }}|{{ lead.jobTitle }}|{{ lead.city }}",
  "{{ lead.country }}|{{ lead.industry }}|{{ lead.installedProduct }}|{{ answers.timeline }}",
].join(" ");

/** A mail that names all it may, in its subject too; and a confirmation first. */
function telling(doubleOptIn = false): Story {
  const mail = (first: string) => ({
    subject: "{{ lead.name }} {{ lead.company }}",
    preheader: "",
    html: `<p>${ANYTHING}</p><a href="{{ links.${first} }}">on</a> <a href="{{ links.unsubscribe }}">leave</a>`,
    text: ANYTHING,
  });
  const touches = ["welcome", "second", "third"].map((name) => [name, mail("unsubscribe")]);
  const mails = Object.fromEntries([["confirm", mail("confirm")], ...touches]);
  return story({
    campaigns: () => [campaign({ ...SMALL, consent: { doubleOptIn } })].map((each) => ({ ...each, mails })),
  });
}

async function everything(told: Story): Promise<unknown> {
  const { leadId } = await told.life();
  return structuredClone({
    lives: told.line.leads.all(),
    mails: told.mails,
    notices: told.notices,
    executions: told.line.executionsOf(leadId),
    next: told.line.nextEvent(),
  });
}

/** Behind links that open for a while: what a lead wants, all of a lead, and all of a salesperson's leads. */
async function ownPages(told: Story): Promise<readonly string[]> {
  const { links } = told.line.world;
  const { leadId } = await told.life();
  const expiresAt = told.now + DAY;
  const preferences = await links.url({ purpose: "preferences", leadId, expiresAt });
  return [
    preferences,
    `${preferences}?do=no-contact`,
    await told.dossierLink(),
    await links.deskUrl({ person: Object.keys(told.line.world.desk().people)[0] ?? "", expiresAt }),
  ];
}

describe("GET and HEAD", () => {
  test.each(["GET", "HEAD"] as const)(
    "S47 %s changes nothing, on any of our doors, however it is asked",
    async (method) => {
      const told = telling(true);
      await told.posts(FITTING);
      await told.posts({ email: FITTING.email, message: "a demo please" });
      const confirm = linkIn(told.mailTo(), "confirm");
      const links = [
        confirm,
        unsubscribeLink(told.mailTo()),
        ...(await ownPages(told)),
        told.handoffLink,
        `${told.handoffLink}?answer=accept`,
        `${told.handoffLink}?answer=reject&reason=not-our-market&by=scanner`,
        `${told.handoffLink}?answer=snooze&until=2027-01-01`,
        `${API_URL}/unsubscribe/nonsense`,
        `${API_URL}/confirm/${"x".repeat(3000)}`,
        `${API_URL}/handoffs/%00`,
      ];
      const before = await everything(told);
      for (const link of links) {
        const answer = await told.follows(link, method, { answer: "accept", by: "scanner" });
        expect([200, 403], link).toContain(answer.statusCode);
        expect(answer.headers, link).toMatchObject({
          "cache-control": "no-store",
          "referrer-policy": "no-referrer",
        });
      }
      const form = await told.sends("leads", {
        method,
        query: new URLSearchParams({ email: "x@y.example" }).toString(),
      });
      expect(form).toMatchObject({ statusCode: 405, headers: { allow: "POST" } });
      await told.line.settle();
      expect(await everything(told)).toEqual(before);
    },
  );

  test.each(["PUT", "PATCH", "DELETE", "TRACE"])(
    "S47 %s is refused at every door and changes nothing",
    async (method) => {
      const told = story();
      await told.posts(FITTING);
      await told.attends();
      const before = await everything(told);
      for (const link of [unsubscribeLink(told.mailTo()), told.handoffLink]) {
        const [, door = "", token = ""] = new URL(link).pathname.split("/");
        const answer = await told.sends(door, { method, token });
        expect(answer).toMatchObject({ statusCode: 405, headers: { allow: "GET, POST" } });
      }
      expect(await told.sends("leads", { method })).toMatchObject({
        statusCode: 405,
        headers: { allow: "POST" },
      });
      await told.line.settle();
      expect(await everything(told)).toEqual(before);
    },
  );

  test.each([
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, "List-Unsubscribe=One-Click"],
    [
      "multipart, as RFC 8058 prefers",
      { "content-type": "multipart/form-data; boundary=b" },
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--',
    ],
    ["nothing at all", {}, undefined],
  ])("S47 a POST is heard at once and without a redirect, sent as %s", async (_how, headers, body) => {
    const told = story();
    await told.posts(FITTING);
    const token = unsubscribeLink(told.mailTo()).split("/").at(-1) ?? "";
    const answer = await told.sends("unsubscribe", {
      method: "POST",
      token,
      headers: headers as Record<string, string>,
      ...(body ? { body } : {}),
    });
    expect(answer.statusCode).toBe(200);
    expect((await told.lead()).lead.lifecycle).toBe("unsubscribed");
  });
});

describe("what a lead typed", () => {
  const EVIL = "https://evil.example/handoffs/x";
  const NASTY: readonly string[] = [
    "{{ 123 | times: 1001 }}",
    "{{ links.unsubscribe }}",
    "{% raw %}",
    "{% include 'x' %}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><h1>gone</h1>",
    `Zoë\r\nBcc: victim@evil.example\r\n\r\n<b>hello</b>`,
    `Zoë\nAccept:  ${EVIL}`,
    `Zoë\u2028Accept: ${EVIL}`,
    EVIL,
    `[win](${EVIL})`,
    "www.evil.example",
    "evil.example",
    "javascript:alert(1)",
    "‮elpmaxe.live",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "$" + "{123*1001} #{123*1001} %{123*1001}",
  ];
  const EVERYWHERE = [
    "name",
    "company",
    "jobTitle",
    "city",
    "country",
    "industry",
    "installedProduct",
    "timeline",
    "utm_source",
    "website",
    "phone",
    "street",
    "form",
  ] as const;

  test.each(NASTY)("S49 %j comes out as text or not at all: mail, subject, notice, pages", async (typed) => {
    const told = telling();
    const fields = Object.fromEntries(EVERYWHERE.map((field) => [field, typed]));
    const posted = {
      ...FITTING,
      ...fields,
      form: "cold-store-guide",
      message: `demo ${typed}`,
      timeline: typed,
    };
    await told.posts(posted);
    const [mail] = told.mails;
    const [notice] = told.notices;
    expect(notice).toBeDefined();
    // A raised hand goes first: the mail waits until sales gives the lead back.
    const shown = await told.follows(told.handoffLink);
    await told.follows(told.handoffLink, "POST", {
      answer: "reject",
      by: "Tom",
      reason: "no-budget",
      note: typed,
    });
    const sent = mail ?? told.mails[0];
    harmlessMail(sent ?? fail("no mail"));
    harmlessNotice(notice ?? fail("no notice"));
    harmlessPage(shown.body ?? "");
  });

  test.each(NASTY)("S49 %j on a form that is refused stands on its page as text", async (typed) => {
    const told = story();
    const answer = await told.submits({
      email: `${typed} at nowhere`,
      name: typed,
      [typed]: "x",
      message: typed,
    });
    expect(answer.statusCode).toBe(400);
    harmlessPage(answer.body ?? "");
    expect(unescaped(/name="message" value="([^"]*)"/.exec(answer.body ?? "")?.[1] ?? "")).toBe(typed);
  });

  test.each(NASTY)("S49 %j as a salesperson's name or reason stands on the page as text", async (typed) => {
    const told = story();
    await told.posts(FITTING);
    await told.attends();
    harmlessPage((await told.rejects(typed, typed)).body ?? "");
    harmlessPage((await told.accepts(typed)).body ?? "");
    harmlessPage((await told.accepts("Ines")).body ?? "");
  });

  test.each(NASTY)("S49 %j as a form's own name is no place for a line of its own", async (typed) => {
    const told = story();
    await told.posts({ ...FITTING, message: "demo", form: "cold-store-guide" });
    const other = { ...FITTING, email: "ben@bakery.example", form: typed };
    await told.posts(other);
    await told.posts({ ...other, form: "cold-store-guide", message: "demo" });
    expect(told.notices).toHaveLength(2);
    harmlessNotice(told.notices[1] ?? fail("no notice"));
  });

  function harmlessMail(mail: {
    readonly subject: string;
    readonly html: string;
    readonly text: string;
  }): void {
    expect(mail.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    expect(mail.html).not.toMatch(/<(script|img|h1|b)\b/i);
    const links = [...mail.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "");
    expect(links.every((href) => href.startsWith(`${API_URL}/`))).toBe(true);
    expect(links).toHaveLength(2);
    for (const part of [mail.subject, mail.html, mail.text]) {
      expect(part).not.toContain("123123");
      expect(part).not.toContain("evil.example/");
      expect(part.split("\n")).toHaveLength(1);
    }
    for (const part of [mail.html, mail.text]) expect(part).not.toMatch(/\bevil\.example/);
  }

  function harmlessNotice(notice: { readonly subject: string; readonly text: string }): void {
    expect(notice.subject.length).toBeLessThan(100);
    expect(notice.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    expect(notice.text).not.toContain("123123");
    const forged = notice.text
      .split(/[\n\r\u2028\u2029]/)
      .filter((each) => /^\s*(Accept|Bcc|Reject):?/.test(each));
    expect(forged.map((each) => each.includes(`${API_URL}/handoffs/`))).toEqual([true, true]);
  }

  function harmlessPage(body: string): void {
    const content = body.slice(body.indexOf("<body"));
    expect(body).toMatch(/^<!doctype html>/);
    expect(content).not.toMatch(/<(script|img|b)\b/i);
    expect(content.match(/<h1/g)).toHaveLength(1);
    expect(content).not.toMatch(/<a [^>]*evil/);
    expect(body.match(/<\/title>/g)).toHaveLength(1);
    expect(body).not.toContain("123123");
  }
});

function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

function fail(what: string): never {
  throw new Error(what);
}
