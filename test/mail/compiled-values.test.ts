import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMail } from "../../functions/mail/render.ts";
import type { MailValues } from "../../workflows/rules/mail-values.ts";
import { compiled, longLetter } from "../compile/small-letter.ts";

const COMPANY = '{{ lead.company | default: "your firm" }}';
const PICTURE = `![The doors of ${COMPANY}](https://x.example/doors.png){width=520}`;
const BODY = `Hello **${COMPANY}**,

## For ${COMPANY}

- \`${COMPANY}\`

[The tally of ${COMPANY}](https://x.example/tally)`;
const FRONT = `subject: 'For ${COMPANY}'\npreheader: 'To ${COMPANY}'`;

function values(company: string): MailValues {
  const links = { unsubscribe: "https://api.example/u" };
  return {
    lead: { company },
    answers: {},
    links,
    sender: { name: "Nora" },
    postalAddress: "12 Harbour Road",
  };
}

/** Tags with their attributes' names: what a value must never change. */
function skeleton(html: string): readonly string[] {
  return (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/="[^"]*"/g, ""));
}

describe.each(["letter", "designed"] as const)("in a letter of the style %s", (style) => {
  const mail = compiled(longLetter(style === "designed" ? `${BODY}\n\n${PICTURE}` : BODY, FRONT), { style });
  const plain = renderMail(mail, values("Acme"));

  it("what a lead typed stands in the title, in bold, in code, in the button and in a picture's words", () => {
    expect(plain.html.split("Acme")).toHaveLength(style === "designed" ? 9 : 7);
    expect(plain.subject).toBe("For Acme");
    expect(plain.preheader).toBe("To Acme");
  });

  it("and is text there, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 80 }), (typed) => {
        const { html, preheader } = renderMail(mail, values(`"'><b>${typed}`));
        expect(skeleton(html)).toEqual(skeleton(plain.html));
        expect(preheader).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it("a letter to a lead that told nothing has no gap", () => {
    const { html, text, subject } = renderMail(mail, { ...values(""), lead: {} });
    expect([subject, text, html].every((part) => part.includes("your firm"))).toBe(true);
    expect(html + text).not.toMatch(/\{\{|undefined|null/);
  });
});
