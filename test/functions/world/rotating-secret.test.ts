import { expect, test } from "vitest";
import { rotatingSecret } from "../../../functions/world/rotating-secret.ts";
import type { KeyRing } from "../../../functions/world/secret.ts";
import { signedLinks } from "../../../functions/world/signed-links.ts";
import { LeadId } from "../../../workflows/rules/lead.ts";
import { HOUR, MINUTE } from "../../../workflows/rules/time.ts";

const K1: KeyRing = { keyId: "k1", key: "1".repeat(64), former: {} };
const K2: KeyRing = { keyId: "k2", key: "2".repeat(64), former: { k1: K1.key }, previous: "k1" };
const K3: KeyRing = {
  ...K2,
  keyId: "k3",
  key: "3".repeat(64),
  former: { k1: K1.key, k2: K2.key },
  previous: "k2",
};

/** A container, and the Secrets Manager that it asks. */
function container() {
  const told = { ring: K1, calls: 0, now: 1_000_000, isDown: false };
  const secretsManager = async () => {
    told.calls++;
    if (told.isDown) throw new Error("Secrets Manager is down");
    return JSON.stringify({ SecretString: JSON.stringify(told.ring) });
  };
  const ring = rotatingSecret(secretsManager, () => told.now);
  return { told, ring, links: signedLinks(ring, () => "https://api.ripen.example") };
}

const leadId = LeadId.parse("0".repeat(32));
async function tokenOf(ring: KeyRing, purpose: "handoff" | "unsubscribe"): Promise<string> {
  const links = signedLinks(
    async () => ring,
    () => "",
  );
  return (await links.url({ purpose, leadId })).split("/").at(-1) ?? "";
}

test("the ring is fetched once for all who ask, and failing that by the next one", async () => {
  const { told, ring } = container();
  told.isDown = true;
  await expect(ring()).rejects.toThrow("down");
  told.isDown = false;
  expect(await Promise.all([ring(), ring("k1"), ring("k9")])).toEqual([K1, K1, K1]);
  expect(told.calls).toBe(2);
});

test("a link signed since a rotation opens in a container from before it, a minute after it last asked", async () => {
  const { told, links } = container();
  const newer = await tokenOf(K2, "handoff");
  expect(await links.open("handoff", newer, 0)).toBeUndefined();
  told.ring = K2;
  told.now += MINUTE - 1;
  expect(await links.open("handoff", newer, 0)).toBeUndefined();
  told.now += 1;
  expect(await links.open("handoff", newer, 0)).toMatchObject({ leadId });
  expect(told.calls).toBe(2);
});

test("10,000 links with invented keys in ten minutes are ten calls, and none where no key is named", async () => {
  const { told, links } = container();
  const good = await tokenOf(K1, "handoff");
  await links.open("handoff", good, 0);
  const [, body, seal] = good.split(".");
  for (let each = 0; each < 10_000; each++) {
    told.now += MINUTE / 1_000;
    const header = Buffer.from(JSON.stringify({ alg: "HS256", kid: `k${each + 2}` })).toString("base64url");
    expect(await links.open("handoff", `${header}.${body}.${seal}`, 0)).toBeUndefined();
  }
  expect(told.calls).toBe(1 + 10);
  told.now += MINUTE;
  for (const header of ["e30", "eyJhbGciOiJub25lIn0", Buffer.from('{"alg":"HS256"}').toString("base64url")])
    await links.open("handoff", `${header}.${body}.${seal}`, 0);
  expect(told.calls).toBe(1 + 10);
});

test("a thousand invented keys at once are one call", async () => {
  const { told, ring } = container();
  await ring();
  told.now += MINUTE;
  await Promise.all(Array.from({ length: 1_000 }, (_, each) => ring(`forged-${each}`)));
  expect(told.calls).toBe(2);
});

test("a link of a retired key is no news: it is refused without a call, and one to leave opens", async () => {
  const { told, links } = container();
  told.ring = K3;
  expect(await links.open("handoff", await tokenOf(K1, "handoff"), 0)).toBeUndefined();
  told.now += MINUTE;
  expect(await links.open("handoff", await tokenOf(K1, "handoff"), 0)).toBeUndefined();
  expect(await links.open("unsubscribe", await tokenOf(K1, "unsubscribe"), 0)).toMatchObject({ leadId });
  expect(told.calls).toBe(1);
});

test("an hour after a rotation no container signs with the key before, or opens what has ended", async () => {
  const { told, ring, links } = container();
  const oldest = await tokenOf(K1, "handoff");
  expect(await links.open("handoff", oldest, 0)).toMatchObject({ leadId });
  told.ring = K3;
  told.now += HOUR - 1;
  expect((await ring()).keyId).toBe("k1");
  told.now += 1;
  expect((await ring()).keyId).toBe("k3");
  expect(await links.open("handoff", oldest, 0)).toBeUndefined();
});

test("while Secrets Manager is down, the ring that a container has goes on", async () => {
  const { told, ring } = container();
  await ring();
  told.isDown = true;
  told.now += HOUR;
  expect(await ring()).toEqual(K1);
  expect(await ring("forged")).toEqual(K1);
  expect(told.calls).toBe(2);
});
