/** What every port of signed links must do: links of leads, and the stamps of forms. */
import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { LinkClaims, LinkPurpose } from "../../functions/world/links.ts";
import { MONDAY } from "../stories/line.ts";
import { freshId } from "./lives.ts";
import type { Outside } from "./port.ts";

const tokenIn = (url: string) => url.split("/").at(-1) ?? "";
const PURPOSES: readonly LinkPurpose[] = [
  "unsubscribe",
  "confirm",
  "handoff",
  "task",
  "question",
  "dossier",
  "preferences",
];

export function linksContract(outside: () => Outside): void {
  const links = () => outside().world.links;
  const claims = (purpose: LinkPurpose, more: Partial<LinkClaims> = {}): LinkClaims => ({
    purpose,
    leadId: freshId(),
    ...more,
  });

  describe.each(PURPOSES)("a link to %s", (purpose) => {
    test("opens with all it was made with, on an address of ours that fits in a mail", async () => {
      const made = claims(purpose, { n: 2, releasedAt: MONDAY, touchId: "small_1_welcome_1", since: MONDAY });
      const url = await links().url(made);
      expect(url).toMatch(/^https:\/\/api\.ripen\.example\/[a-z]+\/[A-Za-z0-9._-]+$/);
      expect(url.length).toBeLessThan(500);
      expect(await links().open(purpose, tokenIn(url), MONDAY)).toEqual(made);
    });

    test("opens for nothing else", async () => {
      const token = tokenIn(await links().url(claims(purpose)));
      for (const other of PURPOSES.filter((each) => each !== purpose))
        expect(await links().open(other, token, MONDAY)).toBeUndefined();
    });

    test("never expires unless it says so", async () => {
      const made = claims(purpose);
      const token = tokenIn(await links().url(made));
      expect(await links().open(purpose, token, MONDAY + 50 * 365 * 86_400_000)).toEqual(made);
    });

    test("that expires opens until the last millisecond before, and not at it", async () => {
      const made = claims(purpose);
      const token = tokenIn(await links().url({ ...made, expiresAt: MONDAY }));
      expect(await links().open(purpose, token, MONDAY - 1)).toEqual(made);
      expect(await links().open(purpose, token, MONDAY)).toBeUndefined();
      expect(await links().open(purpose, token, MONDAY + 1)).toBeUndefined();
    });

    test("signed before the key was rotated still opens, and one signed since does too", async () => {
      const made = claims(purpose);
      const before = tokenIn(await links().url(made));
      const since = tokenIn(await outside().rotated.url(made));
      expect(await outside().rotated.open(purpose, before, MONDAY)).toEqual(made);
      expect(await outside().rotated.open(purpose, since, MONDAY)).toEqual(made);
      expect(await links().open(purpose, since, MONDAY)).toBeUndefined();
    });

    const opensForEver = purpose === "unsubscribe";
    test(`signed two rotations ago ${opensForEver ? "still opens" : "does not open"}, signed one ago it opens`, async () => {
      const { rotated, rotatedTwice } = outside();
      const made = claims(purpose);
      const oldest = tokenIn(await links().url(made));
      const older = tokenIn(await rotated.url(made));
      expect(await rotatedTwice.open(purpose, older, MONDAY)).toEqual(made);
      const said = opensForEver ? { ...made, isOfOldKey: true } : undefined;
      expect(await rotatedTwice.open(purpose, oldest, MONDAY)).toEqual(said);
    });

    test("signed by somebody else does not open", async () => {
      const token = tokenIn(await outside().foreign.url(claims(purpose)));
      expect(await links().open(purpose, token, MONDAY)).toBeUndefined();
    });

    test("with any one character changed, cut or added does not open", async () => {
      const token = tokenIn(await links().url(claims(purpose)));
      for (const each of mangled(token)) expect(await links().open(purpose, each, MONDAY)).toBeUndefined();
    });

    test("with another lead's name put in does not open", async () => {
      const [head = "", body = "", seal = ""] = tokenIn(await links().url(claims(purpose))).split(".");
      const payload = JSON.parse(Buffer.from(body, "base64url").toString());
      const forged = Buffer.from(JSON.stringify({ ...payload, sub: freshId() })).toString("base64url");
      expect(await links().open(purpose, `${head}.${forged}.${seal}`, MONDAY)).toBeUndefined();
      const none = Buffer.from(JSON.stringify({ alg: "none", kid: "k1" })).toString("base64url");
      expect(await links().open(purpose, `${none}.${forged}.`, MONDAY)).toBeUndefined();
    });
  });

  test.each(["constructor", "toString", "__proto__", "hasOwnProperty", "k9", ""])(
    "signed with the text of %j, which is no key of ours though every object has it, does not open",
    async (kid) => {
      const said = String((Object.prototype as Readonly<Record<string, unknown>>)[kid]);
      for (const aud of PURPOSES) {
        const token = signedWith(said, { alg: "HS256", kid }, { aud, sub: freshId() });
        expect(await links().open(aud, token, MONDAY)).toBeUndefined();
      }
    },
  );

  test.each(["", ".", "..", "a.b.c", "null", "%00", "{}", "🍌".repeat(40), "x".repeat(5_000)])(
    "what is no token at all does not open: %.20s",
    async (token) => {
      for (const purpose of PURPOSES) expect(await links().open(purpose, token, MONDAY)).toBeUndefined();
    },
  );
}

export function formStampContract(outside: () => Outside): void {
  const links = () => outside().world.links;

  test("opens with its instant to the millisecond, however long ago, and says nothing else", async () => {
    for (const at of [MONDAY + 7, 1_000_000_000_001]) {
      const stamp = await links().formStamp(at);
      expect(stamp).toMatch(/^[A-Za-z0-9._-]{1,300}$/);
      expect(await links().openFormStamp(stamp)).toEqual({ at });
      const [, payload = ""] = stamp.split(".");
      expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toEqual({ aud: "form", at });
    }
  });

  test("opens no door, and no link opens as a stamp", async () => {
    const stamp = await links().formStamp(MONDAY);
    expect(await links().openDesk(stamp)).toBeUndefined();
    const desk = await links().deskUrl({ person: "tom", expiresAt: MONDAY });
    expect(await links().openFormStamp(tokenIn(desk))).toBeUndefined();
    for (const purpose of PURPOSES) {
      expect(await links().open(purpose, stamp, MONDAY)).toBeUndefined();
      const url = await links().url({ purpose, leadId: freshId(), since: MONDAY });
      expect(await links().openFormStamp(tokenIn(url))).toBeUndefined();
    }
  });

  test("made before the key was rotated still opens; two rotations ago, by somebody else, or mangled, it doesn't", async () => {
    const { rotated, rotatedTwice, foreign } = outside();
    const stamp = await links().formStamp(MONDAY);
    expect(await rotated.openFormStamp(stamp)).toEqual({ at: MONDAY });
    expect(await rotatedTwice.openFormStamp(stamp)).toBeUndefined();
    expect(await links().openFormStamp(await foreign.formStamp(MONDAY))).toBeUndefined();
    for (const each of ["", "a.b.c", ...mangled(stamp)])
      expect(await links().openFormStamp(each)).toBeUndefined();
  });

  test("with another instant put in does not open", async () => {
    const [head = "", , seal = ""] = (await links().formStamp(MONDAY)).split(".");
    const forged = Buffer.from(JSON.stringify({ aud: "form", at: MONDAY - 1 })).toString("base64url");
    expect(await links().openFormStamp(`${head}.${forged}.${seal}`)).toBeUndefined();
  });
}

function signedWith(key: string, ...said: readonly object[]): string {
  const body = said.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${body}.${createHmac("sha256", key).update(body).digest("base64url")}`;
}

/** Every third character and the last one changed, the rest cut away, or something added that decoders overlook. */
function* mangled(token: string): Generator<string> {
  for (let at = 0; at < token.length - 1; at += 3) {
    const changed = token[at] === "A" ? "B" : "A";
    yield token.slice(0, at) + changed + token.slice(at + 1);
    yield token.slice(0, at);
    yield `${token.slice(0, at)}.`;
  }
  for (const last of "AEIMQUYcgkosw048BCD-_") if (!token.endsWith(last)) yield token.slice(0, -1) + last;
  for (const more of [".", `.${token}`, "=", "A", " ", "%20", "\n", "!"]) yield token + more;
}
