import { describe, expect, test } from "vitest";
import { fromOwner, readSender, senderOf } from "../../workflows/rules/sender.ts";

const STACKS = "Nora Lindqvist <nora@orchard-cold-chain.example>";

describe("who a mail is from", () => {
  const rows: readonly (readonly [string | undefined, string, string])[] = [
    [undefined, STACKS, STACKS],
    ["Tom Quinn <tom@orchard-cold-chain.example>", STACKS, "Tom Quinn <tom@orchard-cold-chain.example>"],
    ["Tom Quinn", STACKS, "Tom Quinn <nora@orchard-cold-chain.example>"],
    ["tom@orchard-cold-chain.example", STACKS, "Nora Lindqvist <tom@orchard-cold-chain.example>"],
    ['"Quinn, Tom" <tom@acme.example>', STACKS, "Quinn, Tom <tom@acme.example>"],
    ["Tom Quinn", "nora@acme.example", "Tom Quinn <nora@acme.example>"],
    ["tom@acme.example", "nora@acme.example", "tom@acme.example"],
    ["Zoë Müller 冷蔵", STACKS, "Zoë Müller 冷蔵 <nora@orchard-cold-chain.example>"],
    ["<tom@acme.example>", "nora@acme.example", "tom@acme.example"],
  ];
  test.each(rows)("%j on a stack of %j is %j", (said, stacks, sender) => {
    expect(senderOf(said, stacks)).toBe(sender);
  });

  test.each([
    [
      "of our domain: its own address",
      "Tom",
      "tom@orchard-cold-chain.example",
      "Tom <tom@orchard-cold-chain.example>",
    ],
    ["in another case", "Tom", "Tom@Orchard-Cold-Chain.example", "Tom <Tom@Orchard-Cold-Chain.example>"],
    [
      "elsewhere: its name on our address",
      "Tom",
      "tom@partner.example",
      "Tom <nora@orchard-cold-chain.example>",
    ],
    ["named like a header: nobody's", "T\r\nBcc: x", "tom@orchard-cold-chain.example", STACKS],
  ])("an owner %s; answers go to the owner", (_where, name, address, from) => {
    expect(fromOwner({ name, address }, STACKS)).toEqual({ from, replyTo: address });
  });

  test.each([
    "",
    "nora@",
    "Nora <nora>",
    "Nora <nora@acme.example> Quinn",
    "Nora\r\nBcc: x",
    "{{ lead.name }}",
    "N".repeat(61),
    "a@acme.example, b@acme.example",
    "Nora <zoë@acme.example>",
  ])("%j is nobody", (said) => {
    expect(readSender(said)).toBeUndefined();
  });
});
