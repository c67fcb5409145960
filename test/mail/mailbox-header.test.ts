import fc from "fast-check";
import { expect, it, test } from "vitest";
import { mailboxHeader } from "../../functions/mail/mailbox-header.ts";
import { decodedWords } from "../../local/ses/encoded-words.ts";

const rows: readonly (readonly [string, string])[] = [
  ["nora@acme.example", "nora@acme.example"],
  ["Nora Quinn <nora@acme.example>", "Nora Quinn <nora@acme.example>"],
  ["Quinn, Nora <nora@acme.example>", '"Quinn, Nora" <nora@acme.example>'],
  ['"Quinn, Nora" <nora@acme.example>', '"Quinn, Nora" <nora@acme.example>'],
  ["Dr. Quinn <nora@acme.example>", '"Dr. Quinn" <nora@acme.example>'],
  ["Zoë Quinn <zoe@acme.example>", "=?UTF-8?B?Wm/DqyBRdWlubg==?= <zoe@acme.example>"],
  ["Nora\r\nBcc: x@y.example <nora@acme.example>", '"Nora Bcc: x@y.example" <nora@acme.example>'],
  ["nora@acme.example\nBcc: x@y.example", "nora@acme.example Bcc: x@y.example"],
  [
    "=?utf-8?Q?Ruth?= <nora@acme.example>",
    `=?UTF-8?B?${Buffer.from("=?utf-8?Q?Ruth?=").toString("base64")}?= <nora@acme.example>`,
  ],
];
test.each(rows)("%s goes out as %s", (mailbox, header) => {
  expect(mailboxHeader(mailbox)).toBe(header);
});

it("a name in any script is ASCII on its way, in words of 75 characters at most, and the same on arrival", () => {
  const name = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
    .map((text) => text.replace(/[<>"\\\p{C}]/gu, "").trim())
    .filter((text) => /[^\x20-\x7e]/.test(text));
  fc.assert(
    fc.property(name, (shown) => {
      const header = mailboxHeader(`${shown} <nora@acme.example>`);
      expect(header).toMatch(/^[\x20-\x7e]+$/);
      for (const word of header.split(" ")) expect(word.length).toBeLessThanOrEqual(75);
      // A line separator, a line break of its own in Unicode, becomes a space.
      expect(decodedWords(header)).toBe(`${shown.replace(/[\p{Zl}\p{Zp}]+/gu, " ")} <nora@acme.example>`);
    }),
    { examples: [["#\u2028#é"]] },
  );
});
