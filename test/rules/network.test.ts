import { expect, test } from "vitest";
import { isWithin } from "../../workflows/rules/network.ts";

test.each([
  ["40.92.0.0", "40.92.0.0/15"],
  ["40.93.255.255", "40.92.0.0/15"],
  ["52.238.78.88", "52.238.78.88/32"],
  ["9.9.9.9", "0.0.0.0/0"],
  ["::ffff:40.92.0.1", "40.92.0.0/15"],
  ["2a01:111:f400::1", "2a01:111:f400::/48"],
  ["2A01:0111:F400:0FFF:0000:0000:0000:0001", "2a01:111:f400::/48"],
  ["2a01:111:f400:0:0:0:0:0", "2a01:111:f400::/48"],
  ["::1", "::1/128"],
  ["::", "::/0"],
])("%s lies in %s", (address, network) => {
  expect(isWithin(address, network)).toBe(true);
});

test.each([
  ["the one below", "40.91.255.255", "40.92.0.0/15"],
  ["the one above", "40.94.0.0", "40.92.0.0/15"],
  ["a neighbour", "52.238.78.89", "52.238.78.88/32"],
  ["another network", "2a01:111:f401::1", "2a01:111:f400::/48"],
  ["of the other kind", "2a01:111:f400::1", "0.0.0.0/0"],
  ["of the other kind", "40.92.0.1", "::/0"],
  ["nothing", "", "0.0.0.0/0"],
  ["a name", "mail.example", "0.0.0.0/0"],
  ["too few parts", "40.92.0", "40.92.0.0/15"],
  ["too many parts", "40.92.0.0.0", "40.92.0.0/15"],
  ["a part too large", "40.92.0.256", "40.92.0.0/15"],
  ["parts that are no numbers", "40.92.0.0x1", "40.92.0.0/15"],
  ["a port", "40.92.0.1:443", "40.92.0.0/15"],
  ["two gaps", "2a01::111::1", "2a01::/16"],
  ["too few groups", "2a01:111:f400", "2a01:111:f400::/48"],
  ["too many groups", "1:2:3:4:5:6:7:8:9", "::/0"],
  ["a gap of nothing", "1:2:3:4::5:6:7:8", "::/0"],
  ["a group too long", "2a01:0111f:f400::1", "::/0"],
  ["a zone", "fe80::1%eth0", "::/0"],
])("%s, %s, does not lie in %s", (_, address, network) => {
  expect(isWithin(address, network)).toBe(false);
});
