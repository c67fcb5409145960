/** The network of a known scanner that an internet address lies in. The address is looked at here and goes no further. */
import { BlockList, isIP } from "node:net";
import { NETWORKS } from "../workflows/rules/scanners.ts";

const known = NETWORKS.map(({ says, ranges }) => ({ says, list: listOf(ranges) }));

/** In words that follow "since": "it came from Barracuda's mail filter". Undefined for any other, and for what is no address. */
export function scannerNetwork(address = ""): string | undefined {
  return isIP(address) === 0
    ? undefined
    : known.find(({ list }) => list.check(address, familyOf(address)))?.says;
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = "", length] = range.split("/");
    list.addSubnet(network, Number(length), familyOf(network));
  }
  return list;
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
