/** Tokens that must open nothing, and good ones to make them of: the attacker knows how ours are made, and often more than that. */
import { createHmac } from "node:crypto";
import type { Audience } from "../../../functions/world/link-tokens.ts";
import type { KeyRing } from "../../../functions/world/secret.ts";

/** A token, at the door where it is tried. */
export interface Attempt {
  readonly aud: Audience;
  readonly token: string;
}

/** Good at its own door. */
export interface Minted extends Attempt {
  readonly keyId: string;
}

export interface Attacker {
  /** In [0, 1). */
  readonly roll: () => number;
  /** Good ones that the attacker has seen, of every purpose and of every key that still opens it. */
  readonly seen: readonly [Minted, ...Minted[]];
  /** The same, of keys that open it no more. */
  readonly retired: readonly [Minted, ...Minted[]];
  /** The same, ended by now. */
  readonly ended: readonly [Minted, ...Minted[]];
  readonly ring: KeyRing;
}

/** The links of leads first. */
export const AUDIENCES = [
  "unsubscribe",
  "confirm",
  "handoff",
  "task",
  "question",
  "dossier",
  "preferences",
  "desk",
  "form",
] as const satisfies readonly Audience[];

const INHERITED = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"] as const;
const THEIRS = "a key of the attacker's own, of as many characters as ours";

export const FORGERIES = {
  "sealed with another key": (by) => {
    const { aud, token, keyId } = pick(by, by.seen);
    return { aud, token: sealed(THEIRS, { alg: "HS256", kid: keyId }, bodyOf(token)) };
  },
  "given another body": (by) => {
    const { aud, token } = pick(by, by.seen);
    const [head, , seal] = token.split(".");
    return { aud, token: `${head}.${encoded({ ...bodyOf(token), ...pick(by, GAINS) })}.${seal}` };
  },
  "spliced of two": (by) => {
    const [one, other] = two(by);
    const [head, body] = one.token.split(".");
    return { aud: one.aud, token: `${head}.${body}.${other.token.split(".")[2]}` };
  },
  truncated: (by) => {
    const { aud, token } = pick(by, by.seen);
    return { aud, token: token.slice(0, below(by, token.length)) };
  },
  "one bit flipped": (by) => {
    const { aud, token } = pick(by, by.seen);
    const at = below(by, token.length);
    const flipped = String.fromCharCode(token.charCodeAt(at) ^ (1 << below(by, 7)));
    return { aud, token: token.slice(0, at) + flipped + token.slice(at + 1) };
  },
  "spelled otherwise": (by) => {
    const { aud, token } = pick(by, by.seen);
    return { aud, token: pick(by, SPELLINGS)(token) };
  },
  "at another door": (by) => {
    const { aud, token } = pick(by, by.seen);
    return { aud: pick(by, AUDIENCES.filter((each) => each !== aud) as [Audience]), token };
  },
  expired: (by) => pick(by, by.ended),
  "without an algorithm": (by) => {
    const { aud, token, keyId } = pick(by, by.seen);
    const alg = pick(by, ["none", "None", "NONE", "nOnE", "", null, undefined]);
    const body = `${encoded({ alg, kid: keyId })}.${token.split(".")[1]}`;
    return { aud, token: `${body}.${pick(by, ["", token.split(".")[2] ?? ""])}` };
  },
  "of another algorithm, with our key": (by) => {
    const { aud, token, keyId } = pick(by, by.seen);
    const [alg, hash] = pick(by, ALGORITHMS);
    return { aud, token: sealed(keyOf(by.ring, keyId), { alg, kid: keyId }, bodyOf(token), hash) };
  },
  "of an unknown key": (by) => {
    const { aud, token } = pick(by, by.seen);
    const kid = pick(by, ["k5", "K4", "k4 ", "", null, 4, ["k4"], `k${Math.floor(by.roll() * 1e9)}`]);
    return { aud, token: sealed(pick(by, [THEIRS, by.ring.key]), { alg: "HS256", kid }, bodyOf(token)) };
  },
  "of a key that every object has": (by) => {
    const { aud, token } = pick(by, by.seen);
    const kid = pick(by, INHERITED);
    const said = String(({} as Readonly<Record<string, unknown>>)[kid]);
    return { aud, token: sealed(said, { alg: "HS256", kid }, bodyOf(token)) };
  },
  "of a retired key": (by) => pick(by, by.retired),
  "with a key of its own in the header": (by) => {
    const { aud, token, keyId } = pick(by, by.seen);
    const more = pick(by, HEADERS);
    const key = pick(by, [THEIRS, keyOf(by.ring, keyId)]);
    return { aud, token: sealed(key, { alg: "HS256", kid: keyId, ...more }, bodyOf(token)) };
  },
} as const satisfies Readonly<Record<string, (by: Attacker) => Attempt>>;

/** What a body is changed for. */
const GAINS: readonly [object, ...object[]] = [
  { sub: "0".repeat(32) },
  { exp: 99_999_999_999 },
  { aud: [...AUDIENCES] },
  { n: 2 ** 31 },
  { at: 0 },
];

const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The last character of 43 holds four bits, and two that decoders overlook. */
const idle = (bits: number) => (token: string) =>
  token.slice(0, -1) + BASE64URL[BASE64URL.indexOf(token.at(-1) ?? "") + bits];

/** The same bytes, to a decoder that takes things easy. */
const SPELLINGS: readonly [(token: string) => string, ...((token: string) => string)[]] = [
  idle(1),
  idle(2),
  idle(3),
  (token) => `${token}=`,
  (token) => `${token}A`,
  (token) => ` ${token}`,
  (token) => `${token}\n`,
  (token) => token.replace(".", ".="),
  (token) => token.replace(/\.(?=[^.]*$)/, ".\u0000"),
  (token) => `${token}.`,
  (token) => `${token}%`,
];

const ALGORITHMS: readonly [readonly [unknown, string], ...(readonly [unknown, string])[]] = [
  ["HS384", "sha384"],
  ["HS512", "sha512"],
  ["HS1", "sha1"],
  ["RS256", "sha256"],
  ["ES256", "sha256"],
  ["hs256", "sha256"],
  ["HS256 ", "sha256"],
  [["HS256"], "sha256"],
  ["A256GCM", "sha256"],
];

const HEADERS: readonly [object, ...object[]] = [
  { jwk: { kty: "oct", k: Buffer.from(THEIRS).toString("base64url") } },
  { jku: "https://attacker.example/keys.json" },
  { x5u: "https://attacker.example/cert.pem" },
  { crit: ["exp"] },
  { b64: false, crit: ["b64"] },
  { zip: "DEF" },
  { typ: "JWT" },
];

function sealed(key: string, header: object, body: object, hash = "sha256"): string {
  const text = `${encoded(header)}.${encoded(body)}`;
  return `${text}.${createHmac(hash, key).update(text).digest("base64url")}`;
}

function keyOf({ keyId, key, former }: KeyRing, id: string): string {
  return id === keyId ? key : (former[id] ?? "");
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const bodyOf = (token: string): object =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

const below = ({ roll }: Attacker, end: number) => Math.floor(roll() * end);
const pick = <T>(by: Attacker, from: readonly [T, ...T[]]) => from[below(by, from.length)] ?? from[0];

/** Two that are not the same. */
function two(by: Attacker): readonly [Minted, Minted] {
  const at = below(by, by.seen.length - 1);
  return [by.seen[at] ?? by.seen[0], by.seen[at + 1] ?? by.seen[0]];
}
