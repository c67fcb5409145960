/** What the link to a person's own page must do, and the claims by which each is told once. */
import { describe, expect, test } from "vitest";
import type { LinkPurpose } from "../../functions/world/links.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { freshId } from "./lives.ts";
import type { Outside } from "./port.ts";

/** Every purpose of a link that speaks of a lead: one that is missing here doesn't compile. */
const OF_LEADS = Object.keys({
  unsubscribe: 0,
  confirm: 0,
  handoff: 0,
  task: 0,
  question: 0,
  dossier: 0,
  preferences: 0,
} satisfies Record<LinkPurpose, 0>) as LinkPurpose[];

const tokenIn = (url: string) => url.split("/").at(-1) ?? "";

function deskLinksContract(outside: () => Outside): void {
  const links = () => outside().world.links;
  const made = { person: "tom", expiresAt: MONDAY + 30 * DAY };

  test("opens with the person and the end it was made with, on an address of ours that fits in a mail", async () => {
    const url = await links().deskUrl(made);
    expect(url).toMatch(/^https:\/\/api\.ripen\.example\/desk\/[A-Za-z0-9._-]+$/);
    expect(url.length).toBeLessThan(300);
    expect(await links().openDesk(tokenIn(url))).toEqual(made);
  });

  test("one that is too old opens too, and says since when", async () => {
    const old = { person: "tom", expiresAt: 1_000_000_000_000 };
    expect(await links().openDesk(tokenIn(await links().deskUrl(old)))).toEqual(old);
  });

  test("opens no door of a lead, and no lead's link opens a person's page", async () => {
    const desk = tokenIn(await links().deskUrl({ ...made, person: freshId() }));
    for (const purpose of OF_LEADS) {
      expect(await links().open(purpose, desk, MONDAY)).toBeUndefined();
      const url = await links().url({ purpose, leadId: freshId(), n: 1, expiresAt: MONDAY + DAY });
      expect(await links().openDesk(tokenIn(url))).toBeUndefined();
    }
  });

  test("signed before the key was rotated still opens; signed by somebody else it doesn't", async () => {
    const { rotated, foreign } = outside();
    expect(await rotated.openDesk(tokenIn(await links().deskUrl(made)))).toEqual(made);
    expect(await links().openDesk(tokenIn(await rotated.deskUrl(made)))).toBeUndefined();
    expect(await links().openDesk(tokenIn(await foreign.deskUrl(made)))).toBeUndefined();
  });

  test("signed two rotations ago does not open", async () => {
    const { rotated, rotatedTwice } = outside();
    expect(await rotatedTwice.openDesk(tokenIn(await rotated.deskUrl(made)))).toEqual(made);
    expect(await rotatedTwice.openDesk(tokenIn(await links().deskUrl(made)))).toBeUndefined();
  });

  test("with another person's name or another end put in does not open", async () => {
    const [head = "", body = "", seal = ""] = tokenIn(await links().deskUrl(made)).split(".");
    const payload = JSON.parse(Buffer.from(body, "base64url").toString());
    for (const change of [{ sub: "ruth" }, { exp: payload.exp + 1 }, { exp: undefined }]) {
      const forged = Buffer.from(JSON.stringify({ ...payload, ...change })).toString("base64url");
      expect(await links().openDesk(`${head}.${forged}.${seal}`)).toBeUndefined();
    }
  });

  test.each(["", ".", "a.b.c", "{}", "x".repeat(5_000)])(
    "what is no token does not open: %.9s",
    async (token) => {
      expect(await links().openDesk(token)).toBeUndefined();
    },
  );
}

function claimsContract(outside: () => Outside): void {
  const rota = () => outside().world.rota;

  test("a day's digest is claimed once, however many claim it at the same time", async () => {
    const person = freshId();
    const claims = await Promise.all([1, 2, 3, 4].map(() => rota().claim(person, "digest", "2026-11-23")));
    expect(claims.filter((won) => won)).toHaveLength(1);
    expect(await rota().claim(person, "digest", "2026-11-23")).toBe(false);
  });

  test("the next day is claimed anew, and no day before it", async () => {
    const person = freshId();
    expect(await rota().claim(person, "digest", "2026-11-30")).toBe(true);
    expect(await rota().claim(person, "digest", "2026-12-01")).toBe(true);
    expect(await rota().claim(person, "digest", "2026-11-30")).toBe(false);
  });

  test("each person and each kind has its own", async () => {
    const [person, other] = [freshId(), freshId()];
    expect(await rota().claim(person, "digest", "2026-11-23")).toBe(true);
    expect(await rota().claim(other, "digest", "2026-11-23")).toBe(true);
    expect(await rota().claim(person, "link", "2026-11-23")).toBe(true);
  });

  test("a claim is nobody's lead and nobody's turn", async () => {
    const person = freshId();
    const before = await rota().read();
    await rota().claim(person, "digest", "2026-11-23");
    expect(await rota().read()).toEqual(before);
  });
}

export function deskDoorContract(outside: () => Outside): void {
  describe("a link to somebody's own page", () => deskLinksContract(outside));
  describe("claims", () => claimsContract(outside));
}
