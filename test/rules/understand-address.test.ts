import { domainToASCII } from "node:url";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { foldAddress, mailboxOf, usableAddress } from "../../workflows/rules/address.ts";
import { addressKind, typoHint } from "../../workflows/rules/address-kind.ts";

describe("spellings of one mailbox", () => {
  const same: readonly (readonly [string, string])[] = [
    [" Zoe.Mueller@Molkerei-Sued.example ", "zoe.mueller@molkerei-sued.example"],
    ["siobhan+ripen@dairy.example", "siobhan+ripen@dairy.example"],
    ["j.smith@acme.example", "j.smith@acme.example"],
    ["\u200Bbob@x.example\uFEFF", "bob@x.example"],
    ["anna@MÜLLER.example", "anna@xn--mller-kva.example"],
  ];
  test.each(same)("%j is %s", (typed, folded) => {
    expect(foldAddress(typed, domainToASCII)).toBe(folded);
  });

  it("fold to the same, however often", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (typed) => {
        expect(foldAddress(foldAddress(typed))).toBe(foldAddress(typed));
      }),
    );
  });
});

describe("the mailbox behind a spelling", () => {
  const reached: readonly (readonly [string, string])[] = [
    ["J.Smith+ripen@Acme.example", "j.smith@acme.example"],
    ["j.smith@acme.example", "j.smith@acme.example"],
    ["Jo.Smith+a+b@gmail.com", "josmith@gmail.com"],
    ["josmith@GoogleMail.com", "josmith@gmail.com"],
    ["anna+x@MÜLLER.example", "anna@xn--mller-kva.example"],
  ];
  test.each(reached)("%j reaches %s", (typed, mailbox) => {
    expect(mailboxOf(typed, domainToASCII)).toBe(mailbox);
  });
});

describe("an address we can write to", () => {
  test.each([
    "a@b.example",
    "O'Brien@x.example",
    "x+y.z@sub.domain.example",
    "LUKASZ@CHLODNIA.EXAMPLE",
    "1@2.example",
    "anna@müller.example",
    "a@xn--mller-kva.xn--p1ai",
  ])("%j is taken as typed", (typed) => {
    expect(usableAddress(typed, domainToASCII)).toMatchObject({ address: typed });
  });

  it("is trimmed, and its wide letters made narrow", () => {
    expect(usableAddress("  ｈａｎａｋｏ＠ｒｅｉｔｏ．ｅｘａｍｐｌｅ ")).toEqual({
      address: "hanako@reito.example",
      folded: "hanako@reito.example",
    });
  });

  const refused: readonly (readonly [string | undefined, RegExp])[] = [
    [undefined, /is needed/],
    ["   ", /is needed/],
    ["bob", /lacks its @/],
    ["bob@@x.example", /more than one @/],
    ["a@b@c.example", /more than one @/],
    ["@x.example", /before the @ is missing/],
    ["bob@", /not a mail domain/],
    ["bob@localhost", /not a mail domain/],
    ["bob@x..example", /not a mail domain/],
    ["bob@-x.example", /not a mail domain/],
    ["bob@x.example.", /not a mail domain/],
    ["bob@127.0.0.1", /not a mail domain/],
    ["bob@[127.0.0.1]", /not a mail domain/],
    ["bob smith@x.example", /no spaces/],
    ["bob@x.example,ann@x.example", /one e-mail address only/],
    ["Bob <bob@x.example>", /alone, without a name/],
    ['"bob"@x.example', /alone, without a name/],
    ["bob..smith@x.example", /single dots/],
    [".bob@x.example", /single dots/],
    ["zoë@x.example", /letters from a to z/],
    ["bob\u0000@x.example", /invisible character/],
    ["bo\u200Bb@x.example", /invisible character/],
    ["bob@x.example\r\nBcc: all@x.example", /invisible character/],
    [`${"a".repeat(65)}@x.example`, /at most 64/],
    [
      `a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(20)}.example`,
      /at most 254/,
    ],
  ];
  test.each(refused)("%j is refused with what would be right", (typed, problem) => {
    expect(usableAddress(typed, domainToASCII)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it("never fails, and never takes what has a line break in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (typed) => {
        const found = usableAddress(`${typed}@x.example`, domainToASCII);
        if ("address" in found) expect(found.address).not.toMatch(/[\s\p{C}<>"]/u);
      }),
    );
  });
});

describe("the kind of mailbox", () => {
  const kinds: readonly (readonly [string, string])[] = [
    ["zoe@dairy.example", "company"],
    ["info@dairy.example", "role"],
    ["INFO+web@dairy.example", "role"],
    ["sales-eu@dairy.example", "role"],
    ["info.smith@dairy.example", "company"],
    ["bob@gmail.com", "free"],
    ["bob@yahoo.co.uk", "free"],
    ["info@gmx.at", "free"],
    ["bob@gmial.com", "free"],
    ["bob@live.example", "company"],
    ["x@mailinator.com", "disposable"],
    ["x@any.mailinator.com", "disposable"],
    ["nonsense", "company"],
  ];
  test.each(kinds)("%s is %s", (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });

  const hints: readonly (readonly [string, string | undefined])[] = [
    ["bob@gmial.com", "gmail.com"],
    ["bob@gmail.con", "gmail.com"],
    ["bob@gmai.com", "gmail.com"],
    ["bob@gmaill.com", "gmail.com"],
    ["bob@hotnail.com", "hotmail.com"],
    ["bob@outlok.com", "outlook.com"],
    ["bob@gmail.com", undefined],
    ["bob@ymail.com", undefined],
    ["bob@mail.com", undefined],
    ["bob@dairy.example", undefined],
  ];
  test.each(hints)("%s probably meant %s", (address, meant) => {
    expect(typoHint(address)).toBe(meant);
  });
});
