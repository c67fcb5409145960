/** Which network a post comes from: one customer of a provider, however many addresses they have. */
import { BlockList, isIP } from "node:net";

/**
 * `203.0.113.7/32` or `2001:db8:1:4200::/56`. Undefined for addresses that are nobody's on the internet (loopback,
 * private, link-local), and for what is no address.
 *
 * A provider gives a household a /56 of IPv6, and a firm a /48 (RIPE-690, 4.2): limits by single addresses would give
 * one household 2^72 turns.
 */
export function networkOf(ip: string): string | undefined {
  const address = ip.replace(/%.*$/, "");
  const version = isIP(address);
  if (version === 0 || NOBODYS.check(address, version === 4 ? "ipv4" : "ipv6")) return undefined;
  if (version === 4) return `${address}/32`;
  const groups = groupsOf(address);
  const [a = 0, b = 0, c = 0, d = 0] = groups;
  const [first = 0, second = 0] = groups.slice(6);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return `${first >> 8}.${first & 0xff}.${second >> 8}.${second & 0xff}/32`;
  return `${[a, b, c, d & 0xff00].map((group) => group.toString(16)).join(":")}::/56`;
}

/** The eight numbers of an IPv6 address; the URL parser writes the forms with dots and zeros in one way. */
function groupsOf(address: string): readonly number[] {
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = "", tail] = written.split("::");
  const numbers = (part: string) =>
    part === "" ? [] : part.split(":").map((each) => Number.parseInt(each, 16));
  if (tail === undefined) return numbers(head);
  const [before, after] = [numbers(head), numbers(tail)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

const NOBODYS = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  NOBODYS.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  NOBODYS.addSubnet(network, bits, "ipv6");
