import { expect, test } from "vitest";
import { scannerNetwork } from "../../functions/scanner-network.ts";

const MICROSOFT = "it came from Microsoft's mail protection";
const BARRACUDA = "it came from Barracuda's mail filter";

test.each([
  ["the first of a range", "40.92.0.0", MICROSOFT],
  ["the last of it", "40.93.255.255", MICROSOFT],
  ["a range of one", "52.238.78.88", MICROSOFT],
  ["another kind of address", "2a01:111:f400::1", MICROSOFT],
  ["the same, written out", "2A01:0111:F400:0000:0000:0000:0000:0001", MICROSOFT],
  ["an old address in the new way", "::ffff:104.47.1.1", MICROSOFT],
  ["another network", "209.222.82.11", BARRACUDA],
])("%s, %s: %s", (_, address, says) => {
  expect(scannerNetwork(address)).toBe(says);
});

test.each([
  ["the one below a range", "40.91.255.255"],
  ["the one above it", "40.94.0.0"],
  ["a neighbour of a range of one", "52.238.78.89"],
  ["a network nobody lists", "2a01:111:f401::1"],
  ["nothing", ""],
  ["nothing at all", undefined],
  ["a name", "mail.example"],
  ["too few parts", "40.92.0"],
  ["a part too large", "40.92.0.256"],
  ["a port", "40.92.0.1:443"],
  ["a zone", "fe80::1%eth0"],
  ["two gaps", "2a01::111::1"],
])("%s, %s, is none of them", (_, address) => {
  expect(scannerNetwork(address)).toBeUndefined();
});
