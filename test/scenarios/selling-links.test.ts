import { describe, expect, test } from "vitest";
import type { LinkPurpose } from "../../functions/world/links.ts";
import type { Story } from "../stories/line.ts";
import { office, ripeAt } from "../stories/selling.ts";

const MONDAY = "2026-11-23T10:00:00Z";
const DAY = 86_400_000;
const FAR = 400 * DAY;
const WAYS_TO_ACT = { answer: "accept", by: "tom", colleagues: "pause", link: "new", outcome: "spoke" };

/** The page behind preferences comes with its own tests; its links are tried at all of these. */
const DOORS: Readonly<Record<Exclude<LinkPurpose, "preferences"> | "desk", string>> = {
  unsubscribe: "unsubscribe",
  confirm: "confirm",
  handoff: "handoffs",
  task: "tasks",
  question: "questions",
  dossier: "dossiers",
  desk: "desk",
};
type Purpose = keyof typeof DOORS | "preferences";
const BEHIND = Object.keys(DOORS) as (keyof typeof DOORS)[];
const PURPOSES: readonly Purpose[] = [...BEHIND, "preferences"];

const ripe = () => ripeAt(MONDAY, () => office());

/** As good as such a link can be, of this very lead or of Tom. */
async function tokenFor(told: Story, purpose: Purpose): Promise<string> {
  const { links } = told.line.world;
  const expiresAt = told.now + 30 * DAY;
  if (purpose === "desk") return tokenIn(await links.deskUrl({ person: "tom", expiresAt }));
  const { leadId, lead, touches, handoffs } = await told.lead();
  const about = { touchId: touches[0]?.touchId ?? "x", since: lead.createdAt };
  const of = { n: 1, releasedAt: handoffs[0]?.releasedAt ?? 0 };
  return tokenIn(await links.url({ purpose, leadId, ...about, ...of, expiresAt }));
}

const tokenIn = (url: string) => url.split("/").at(-1) ?? "";

async function everything(told: Story) {
  const { open, turns } = await told.line.world.rota.read();
  return { life: await told.life(), open: [...open], turns: [...turns], notices: [...told.notices] };
}

/** Every way to knock: a look, a form, a program. */
async function knocks(told: Story, door: string, token: string) {
  const url = `https://api.ripen.example/${door}/${token}`;
  return [
    await told.follows(url),
    await told.follows(url, "POST", WAYS_TO_ACT),
    await told.follows(url, "POST", { result: "won", by: "tom", leadId: (await told.life()).leadId, n: "1" }),
  ];
}

describe("a link opens its own door and no other", () => {
  test.each(PURPOSES)("a link to %s at every other door: 403, and nothing has changed", async (purpose) => {
    const told = await ripe();
    const token = await tokenFor(told, purpose);
    const before = await everything(told);
    for (const other of BEHIND.filter((each) => each !== purpose))
      for (const { statusCode, body } of await knocks(told, DOORS[other], token)) {
        expect([403, 405]).toContain(statusCode);
        expect(body).not.toMatch(/Zoë|Dairy|Tom/);
      }
    expect(await everything(told)).toEqual(before);
  });

  test.each(["handoff", "desk"] as const)(
    "a forged link to %s: 403, and nothing has changed",
    async (purpose) => {
      const told = await ripe();
      const [head, body = "", seal] = (await tokenFor(told, purpose)).split(".");
      const before = await everything(told);
      const payload = JSON.parse(Buffer.from(body, "base64url").toString());
      const forged = (change: object) =>
        `${head}.${Buffer.from(JSON.stringify({ ...payload, ...change })).toString("base64url")}.${seal}`;
      for (const token of [
        "",
        "x",
        `${head}.${body}.`,
        `${head}.${body}.${seal}x`,
        forged({ exp: 9_999_999_999 }),
        forged({ sub: "ruth" }),
      ])
        for (const { statusCode } of await knocks(told, DOORS[purpose], token)) expect(statusCode).toBe(403);
      expect(await everything(told)).toEqual(before);
    },
  );

  test("an expired link to a hand-off: 403, and nothing has changed", async () => {
    const told = await ripe();
    const { leadId } = await told.life();
    const url = await told.line.world.links.url({ purpose: "handoff", leadId, n: 1, expiresAt: told.now });
    const before = await everything(told);
    for (const { statusCode } of await knocks(told, "handoffs", tokenIn(url))) expect(statusCode).toBe(403);
    expect(await everything(told)).toEqual(before);
  });

  test("a link that is used again says what was done with it, and does nothing more", async () => {
    const told = await ripe();
    const link = told.handoffLink;
    await told.accepts("Tom", link);
    await told.follows(link, "POST", { result: "won" });
    const before = await everything(told);
    for (const fields of [
      { answer: "accept", by: "ines" },
      { result: "won" },
      { answer: "reject", reason: "no-budget" },
    ])
      expect((await told.follows(link, "POST", fields as Record<string, string>)).statusCode).toBe(409);
    expect(await everything(told)).toEqual(before);
  });
});

describe("a link to my leads grows old", () => {
  const desk = async (told: Story, expiresAt: number, person = "tom") =>
    told.line.world.links.deskUrl({ person, expiresAt });

  test("in the second half of its life every visit offers a fresh one, which opens for 30 days more", async () => {
    const told = await ripe();
    const young = await told.follows(await desk(told, told.now + 16 * DAY));
    expect(young.body).not.toContain("Keep this newer one");
    const { body } = await told.follows(await desk(told, told.now + 14 * DAY));
    const fresh = /href="([^"]+)">Keep this newer one/.exec(body ?? "")?.[1];
    expect(await told.line.world.links.openDesk(tokenIn(fresh ?? ""))).toEqual({
      person: "tom",
      expiresAt: told.now + 30 * DAY,
    });
    expect((await told.follows(fresh)).statusCode).toBe(200);
  });

  test("expired, it shows no lead and does nothing but send its person a new one, once a minute", async () => {
    const told = await ripe();
    const old = await desk(told, told.now);
    const page = await told.follows(old);
    expect(page.statusCode).toBe(410);
    expect(page.body).toContain("Send me a new link");
    expect(page.body).not.toContain("Dairy");
    const before = await told.life();
    const sent = await told.follows(old, "POST", { ...WAYS_TO_ACT, result: "won" });
    expect(sent.statusCode).toBe(200);
    expect(sent.body).not.toContain("/desk/");
    await told.follows(old, "POST", { link: "new" });
    expect(await told.life()).toEqual(before);
    expect(told.notices.slice(1)).toMatchObject([{ attributes: { kind: "link", to: "tom" } }]);
    const token = /(?<=\/desk\/)\S+/.exec(told.notices[1]?.text ?? "")?.[0] ?? "";
    expect(await told.line.world.links.openDesk(token)).toMatchObject({ person: "tom" });
    await told.passes("1 minute");
    await told.follows(old, "POST", { link: "new" });
    expect(told.notices.filter(({ attributes }) => attributes?.["kind"] === "link")).toHaveLength(2);
  });

  test("a year after it expired it opens nothing at all", async () => {
    const told = await ripe();
    const ancient = await desk(told, told.now - FAR);
    for (const { statusCode } of await knocks(told, "desk", tokenIn(ancient))) expect(statusCode).toBe(403);
    expect(told.notices).toHaveLength(1);
  });

  test("with nobody subscribed, it says that no link could be sent", async () => {
    const told = await ripe();
    told.line.sales.subscribers = 0;
    expect((await told.follows(await desk(told, told.now), "POST", { link: "new" })).statusCode).toBe(503);
    expect(told.notices).toHaveLength(1);
  });

  test("whoever is on the desk no more has no page, and no link is sent", async () => {
    const told = await ripeAt(MONDAY, () => office());
    const before = await everything(told);
    for (const expiresAt of [told.now + DAY, told.now - DAY])
      for (const { statusCode, body } of await knocks(
        told,
        "desk",
        tokenIn(await desk(told, expiresAt, "otto")),
      )) {
        expect(statusCode).toBe(410);
        expect(body).not.toContain("Dairy");
      }
    expect(await everything(told)).toEqual(before);
  });
});
