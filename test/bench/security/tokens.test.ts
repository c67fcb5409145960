import { expect, test } from "vitest";
import type { Links } from "../../../functions/world/links.ts";
import { memoryLinks } from "../../../local/memory/memory-links.ts";
import { securityPart, tokens } from "./tokens.ts";

const SMALL = { share: 0.002, seed: 1 };

test("the bench opens no forged token and every good one, the same for the same seed", async () => {
  const told = await securityPart(SMALL);
  expect(told.misses).toEqual([]);
  expect(told.lines).toContain("2000 in all, by jose as on AWS");
  expect(await securityPart(SMALL)).toEqual(told);
});

test("it would tell of links that open too much, and of links that open nothing", async () => {
  const none = memoryLinks(() => ({ keyId: "x", key: "x", former: {} }), "");
  const says = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  const trusting: Links = {
    ...none,
    open: async (purpose, token) => ({ purpose, leadId: says(token).sub }),
    openDesk: async (token) => ({ person: says(token).sub, expiresAt: 0 }),
    openFormStamp: async (token) => ({ at: says(token).at }),
  };
  const kinds = (await securityPart(SMALL)).lines.filter((line) => line.includes(": opened")).length;
  const caught = await tokens(guarded(trusting))(SMALL);
  expect(caught.misses.filter((line) => line.includes(": opened"))).toHaveLength(kinds);
  expect((await tokens(none)(SMALL)).misses).toEqual([
    expect.stringContaining("good ones besides, of every purpose and key: shut"),
    expect.stringContaining("judged otherwise"),
  ]);
});

/** What can't be read at all is nothing to it. */
function guarded(links: Links): Links {
  const orNothing = <T>(asked: Promise<T>) => asked.catch(() => undefined);
  return {
    ...links,
    open: (...asked) => orNothing(links.open(...asked)),
    openDesk: (token) => orNothing(links.openDesk(token)),
    openFormStamp: (token) => orNothing(links.openFormStamp(token)),
  };
}
