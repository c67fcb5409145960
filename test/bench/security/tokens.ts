/** Forged, worn-out and misplaced tokens at every door that a link opens; and good ones among them, which must open it. */
import { isDeepStrictEqual } from "node:util";
import type { Audience } from "../../../functions/world/link-tokens.ts";
import type { LinkClaims, Links, OpenedLink } from "../../../functions/world/links.ts";
import type { KeyRing } from "../../../functions/world/secret.ts";
import { signedLinks } from "../../../functions/world/signed-links.ts";
import { memoryLinks } from "../../../local/memory/memory-links.ts";
import { seeded } from "../../../local/memory/seeded.ts";
import { LeadId } from "../../../workflows/rules/lead.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { MONDAY } from "../../stories/line.ts";
import { Lines } from "../lines.ts";
import { type Attacker, type Attempt, AUDIENCES, FORGERIES, type Minted } from "./forgeries.ts";
import { type SecurityPart, shareOf, toldBy } from "./part.ts";

const WHOLE = 1_000_000;
/** So many are asked at once: WebCrypto answers from a pool of threads. */
const AT_ONCE = 500;
/** One in so many is asked of the implementation in memory too, and so is every good one. */
const COMPARED = 10;
/** For so many there is a good one. */
const GOOD = 100;

const key = (n: number) => `${n}`.repeat(64);
/** Three rotations old: k4 signs, k3 opens everything, k1 and k2 links to unsubscribe only. */
const RING: KeyRing = {
  keyId: "k4",
  key: key(4),
  former: { k1: key(1), k2: key(2), k3: key(3) },
  previous: "k3",
};
const API = "https://api.ripen.example";

export const tokens =
  (links: Links): SecurityPart =>
  async (asked) => {
    const told = new Lines();
    const memory = memoryLinks(() => RING, API);
    const [good, attacker] = await minted(seeded(asked.seed));
    const kinds = Object.entries(FORGERIES);
    const opened = new Map<string, string[]>(kinds.map(([kind]) => [kind, []]));
    const [shut, disputed]: [string[], string[]] = [[], []];
    const all = shareOf(WHOLE, asked);
    let compared = 0;
    const tryOne = async (n: number) => {
      const [kind, forge] = kinds[n % kinds.length] ?? ["", FORGERIES.expired];
      const attempt = forge(attacker);
      const said = await opens(links, attempt);
      if (said !== undefined) opened.get(kind)?.push(JSON.stringify(attempt));
      // By a count that shares no factor with the number of kinds, or some kinds would never come.
      if (Math.floor(n / kinds.length) % COMPARED > 0) return;
      compared++;
      if (!isDeepStrictEqual(await opens(memory, attempt), said)) disputed.push(JSON.stringify(attempt));
    };
    const tryGood = async (n: number) => {
      const one = good[n % good.length];
      if (one === undefined) throw new Error("No good token was made.");
      const said = await opens(links, one);
      if (!isDeepStrictEqual(said, one.says)) shut.push(JSON.stringify(one));
      if (!isDeepStrictEqual(await opens(memory, one), said)) disputed.push(JSON.stringify(one));
    };
    const goods = Math.max(good.length, Math.round(all / GOOD));
    await inTurns(all, tryOne);
    await inTurns(goods, tryGood);
    for (const [at, [kind]] of kinds.entries())
      told.none(`${countOf(all, at, kinds.length)} ${kind}: opened`, opened.get(kind) ?? []);
    told.say(`${all} in all, by jose as on AWS`);
    told.none(`${goods} good ones besides, of every purpose and key: shut`, shut);
    told.none(
      `${compared + goods} of all these asked of simulations' implementation too: judged otherwise`,
      disputed,
    );
    return toldBy("tokens", told);
  };

export const securityPart: SecurityPart = (asked) =>
  tokens(
    signedLinks(
      async () => RING,
      () => API,
    ),
  )(asked);

/** How many of `all` come to the kind at this place. */
const countOf = (all: number, at: number, kinds: number) => Math.floor((all - at - 1) / kinds) + 1;

async function inTurns(all: number, one: (n: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < all; from += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, all - from) }, (_, at) => one(from + at)));
}

function opens(links: Links, { aud, token }: Attempt): Promise<unknown> {
  if (aud === "desk") return links.openDesk(token);
  if (aud === "form") return links.openFormStamp(token);
  return links.open(aud, token, MONDAY);
}

interface Good extends Minted {
  readonly says: unknown;
}

/** Of every purpose and every key, so many each. */
const EACH = 20;

/** Good ones, and what the attacker has: those, and others whose time or key is over. */
async function minted(roll: () => number): Promise<readonly [readonly Good[], Attacker]> {
  const [good, retired, ended]: [Good[], Minted[], Minted[]] = [[], [], []];
  for (const [keyId, aud, n] of every()) {
    const isRetired = aud !== "unsubscribe" && keyId < "k3";
    (isRetired ? retired : good).push(await mint(roll, keyId, aud, MONDAY + DAY));
    // The first of them ends at this very moment.
    if (!isRetired && hasEnd(aud)) ended.push(await mint(roll, keyId, aud, MONDAY - n * 20 * DAY));
  }
  return [good, { roll, seen: some(good), retired: some(retired), ended: some(ended), ring: RING }];
}

function every() {
  const numbers = Array.from({ length: EACH }, (_, n) => n);
  return ["k1", "k2", "k3", "k4"].flatMap((keyId) =>
    AUDIENCES.flatMap((aud) => numbers.map((n) => [keyId, aud, n] as const)),
  );
}

/** A person's page and a form's stamp open however old they are: whoever opens them sees since when. */
const hasEnd = (aud: Audience) => aud !== "desk" && aud !== "form";

async function mint(roll: () => number, keyId: string, aud: Audience, expiresAt: number): Promise<Good> {
  const ring = { ...RING, keyId, key: { ...RING.former, k4: RING.key }[keyId] ?? "" };
  const links = memoryLinks(() => ring, API);
  const some = () => Math.floor(roll() * 2 ** 31);
  if (aud === "form") {
    const at = MONDAY - some();
    return { aud, keyId, token: await links.formStamp(at), says: { at } };
  }
  if (aud === "desk") {
    const says = { person: `person-${some()}`, expiresAt };
    return { aud, keyId, token: tokenIn(await links.deskUrl(says)), says };
  }
  const leadId = LeadId.parse(some().toString(16).padStart(32, "0"));
  const isLasting = expiresAt > MONDAY && roll() < 0.5;
  const says: LinkClaims = { purpose: aud, leadId, n: some(), ...(isLasting ? {} : { since: MONDAY }) };
  const url = await links.url(isLasting ? says : { ...says, expiresAt });
  // Links to leave open by every former key, and say so.
  const opened: OpenedLink = { ...says, ...(keyId < "k3" ? { isOfOldKey: true } : {}) };
  return { aud, keyId, token: tokenIn(url), says: opened };
}

const tokenIn = (url: string) => url.slice(url.lastIndexOf("/") + 1);

function some<T>([first, ...others]: readonly T[]): readonly [T, ...T[]] {
  if (first === undefined) throw new Error("No token was made.");
  return [first, ...others];
}
