import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { headersOf } from "../../functions/mail/headers.ts";
import { renderMail } from "../../functions/mail/render.ts";
import type { MailValues } from "../../workflows/rules/mail-values.ts";

const MAIL = {
  subject: 'For {{ lead.company | default: "your firm" }}',
  preheader: "",
  html: '<p>Hello {{ lead.firstName | default: "there" }} at {{ lead.company | default: "work" }}, <a href="{{ links.unsubscribe }}">leave</a></p>',
  text: 'Hello {{ lead.firstName | default: "there" }} at {{ lead.company | default: "work" }} ({{ answers.biggest-worry | default: "?" }}): {{ links.unsubscribe }}',
};

function values(lead: MailValues["lead"] = {}, answers: MailValues["answers"] = {}): MailValues {
  const links = { unsubscribe: "https://api.example/u?a=1&b=2" };
  return { lead, answers, links, sender: { name: "Nora" }, postalAddress: "12 Harbour Road" };
}

describe("a lead's words stay words", () => {
  const rows: readonly (readonly [string, string, string, string])[] = [
    ["an apostrophe", "O'Brien", "O&#39;Brien", "O'Brien"],
    ["Liquid", "{{7*7}}<b>", "{{7*7}}&lt;b&gt;", "{{7*7}}<b>"],
    ["Liquid's logic", "{% raw %}", "{% raw %}", "{% raw %}"],
    ["Markdown", "[x](y) **z**", "[x](y) **z**", "[x](y) **z**"],
    ["an entity", "&lt;", "&amp;lt;", "&lt;"],
    ["lines", "A\r\nBcc: b", "A Bcc: b", "A Bcc: b"],
    ["a turn of direction", "A\u202Egnp exe", "A gnp exe", "A gnp exe"],
  ];
  test.each(rows)("%s", (_, company, html, text) => {
    const mail = renderMail(MAIL, values({ company }));
    expect(mail.html).toContain(` at ${html}, `);
    expect(mail.text).toContain(` at ${text} (`);
    expect(mail.subject).toBe(`For ${text}`);
  });

  it("no value breaks out of its place, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (company) => {
        const mail = renderMail(MAIL, values({ company }));
        expect(mail.html.match(/<[^>]*>/g)).toEqual([
          "<p>",
          '<a href="https://api.example/u?a=1&amp;b=2">',
          "</a>",
          "</p>",
        ]);
        expect(mail.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect([...mail.subject].length).toBeLessThanOrEqual(150);
      }),
    );
  });
});

describe("our mail carries nobody else's links", () => {
  test.each([
    "http://win.example",
    "FREE www.win.example",
    "mail bob@win.example",
    "HTTPS://WIN.EXAMPLE",
    "http：／／win.example",
    "bob＠win.example",
    "win.example/prize",
    "Win.Example?id=1",
  ])("%j leaves the fallback", (company) => {
    const mail = renderMail(MAIL, values({ company }));
    expect(mail.text).toContain("at work (");
    expect(mail.html).toContain("at work,");
    expect(mail.subject).toBe("For your firm");
  });

  it("a firm named like a domain is named, but makes no link", () => {
    const mail = renderMail(MAIL, values({ company: "Booking.com" }));
    expect(mail.text).toContain("at Booking.\u202fcom (");
    expect(mail.html).toContain("at Booking.\u202fcom,");
    expect(mail.subject).toBe("For Booking.com");
  });
});

describe("what mail programs would make a link of, or of something else, is text", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["T.CO", "T.\u202fCO"],
    ["win。example", "win。\u202fexample"],
    ["192.0.2.1", "192.\u202f0.\u202f2.\u202f1"],
    ["tel:+1900", "tel:\u202f+1900"],
    ["//localhost", "/localhost"],
    ["Re:Invent", "Re:\u202fInvent"],
    ["J.R. Smith & Co.", "J.\u202fR. Smith & Co."],
  ];
  test.each(rows)("%s", (company, shown) => {
    expect(renderMail(MAIL, values({ company })).text).toContain(` at ${shown} (`);
  });

  it("a subject that looks encoded is not decoded", () => {
    const mail = renderMail(MAIL, values({ company: "==?utf-8?B?aHR0cDovL3dpbi5leGFtcGxl?=" }));
    expect(mail.subject).toBe("For ?utf-8?B?aHR0cDovL3dpbi5leGFtcGxl?=");
  });
});

describe("what is missing leaves the letter's own words", () => {
  test.each([undefined, "", "  ", "\u200B"])("%j", (firstName) => {
    expect(renderMail(MAIL, values(firstName === undefined ? {} : { firstName })).text).toContain(
      "Hello there at work (?)",
    );
  });

  it("an answer stands in the words of the question", () => {
    expect(renderMail(MAIL, values({}, { "biggest-worry": "Losing goods" })).text).toContain(
      "(Losing goods)",
    );
  });
});

it("links are escaped in HTML and plain in text", () => {
  const mail = renderMail(MAIL, values());
  expect(mail.html).toContain('href="https://api.example/u?a=1&amp;b=2"');
  expect(mail.text).toMatch(/https:\/\/api\.example\/u\?a=1&b=2$/);
});

describe("a mail's headers", () => {
  it("let the mail program unsubscribe with one click", () => {
    expect(headersOf("https://api.example/u/1")).toEqual({
      "List-Unsubscribe": "<https://api.example/u/1>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      Precedence: "bulk",
      "Auto-Submitted": "auto-generated",
    });
  });

  test.each(["", "javascript:1", "https://x.example/\r\nBcc: y", "https://x.example/<"])(
    "%j is no link to leave by",
    (url) => {
      expect(() => headersOf(url)).toThrow(RangeError);
    },
  );
});
