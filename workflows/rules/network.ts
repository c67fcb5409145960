/** Whether an internet address lies in a network: IPv4 and IPv6, without asking anybody. */

interface Numbered {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** `network` as `40.92.0.0/15` or `2a01:111:f400::/48`. False for what is no address at all. */
export function isWithin(address: string, network: string): boolean {
  const [base = "", length = ""] = network.split("/");
  const [one, other] = [numbered(address), numbered(base)];
  if (one === undefined || other === undefined || one.bits !== other.bits) return false;
  const rest = BigInt(one.bits - Number(length));
  return one.value >> rest === other.value >> rest;
}

/** An IPv4 address that is written as an IPv6 one, `::ffff:40.92.0.1`, is the IPv4 one. */
function numbered(address: string): Numbered | undefined {
  if (!address.includes(":")) return fourParts(address);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped === undefined ? eightParts(address) : fourParts(mapped);
}

function fourParts(address: string): Numbered | undefined {
  const parts = address.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return { bits: 32, value: joined(parts.map(Number), 8n) };
}

/** `::` stands once, for as many zeros as are missing. */
function eightParts(address: string): Numbered | undefined {
  const [head = "", tail, ...more] = address.split("::");
  const [before, after] = [groups(head), groups(tail ?? "")];
  const missing = 8 - before.length - after.length;
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const all = [...before, ...Array<string>(missing).fill("0"), ...after];
  if (!all.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return {
    bits: 128,
    value: joined(
      all.map((group) => Number.parseInt(group, 16)),
      16n,
    ),
  };
}

function groups(text: string): readonly string[] {
  return text === "" ? [] : text.split(":");
}

function joined(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(part), 0n);
}
