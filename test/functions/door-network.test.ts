/** A network is one customer of a provider: what limits count by. */
import { describe, expect, test } from "vitest";
import { networkOf } from "../../functions/door-network.ts";

describe("the network behind an address", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7/32"],
    ["::ffff:203.0.113.7", "203.0.113.7/32"],
    ["2001:db8:1:42ff::1", "2001:db8:1:4200::/56"],
    ["2001:db8:1:4200:ffff:ffff:ffff:ffff", "2001:db8:1:4200::/56"],
    ["2001:DB8:0001:4200:0:0:0:1", "2001:db8:1:4200::/56"],
    ["2001:db8::1", "2001:db8:0:0::/56"],
    ["2001:db8:1:4300::1", "2001:db8:1:4300::/56"],
  ])("%s is in %s", (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });

  test.each([
    "127.0.0.1",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:10.1.2.3",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "fe80::1%eth0",
    "fd00::1",
    "",
    "unknown",
    "203.0.113.7, 198.51.100.1",
    "203.0.113.7:4000",
  ])("%j is nobody's on the internet", (ip) => {
    expect(networkOf(ip)).toBeUndefined();
  });
});
