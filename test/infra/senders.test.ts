import { describe, expect, test } from "vitest";
import { refuseForeignSenders } from "../../infra/senders.ts";
import { campaign, SMALL } from "../stories/campaign.ts";

const STACKS = "Nora Lindqvist <nora@orchard-cold-chain.example>";

describe("who a campaign claims to be", () => {
  test.each([undefined, "Tom", "tom@orchard-cold-chain.example", "Tom <tom@Orchard-Cold-Chain.example>"])(
    "%j is ours to send for",
    (from) => {
      const send = from === undefined ? {} : { from };
      expect(() => refuseForeignSenders([campaign({ send })], STACKS)).not.toThrow();
    },
  );

  test("another domain is refused in one line, with every place that names it", () => {
    const welcome = { ...SMALL.mails.welcome, from: "Ines <ines@acme.example>" };
    const given = campaign({
      send: { from: "tom@partner.example" },
      mails: { ...SMALL.mails, welcome },
    });
    expect(() => refuseForeignSenders([given], STACKS)).toThrow(
      `small/campaign.yaml: send.from is tom@partner.example; small, the mail "welcome": from is ines@acme.example: the stack sends for orchard-cold-chain.example only, the domain of \`sender\` in cdk.json. Write an address of it, or a name alone.`,
    );
  });
});
