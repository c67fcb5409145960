import { describe, expect, test } from "vitest";
import { campaign } from "../stories/campaign.ts";
import { MODEST, story } from "../stories/line.ts";

describe("people buy from people", () => {
  const given = story({ campaigns: () => [campaign({ send: { fromOwner: true } })] });

  test("a lead with an owner is written to by its owner, and answers to it; others by the firm", async () => {
    await given.posts(MODEST);
    expect(given.mails[0]?.from).toBeUndefined();
    const life = await given.lead();
    const owner = { name: "Ines Duarte", address: "ines@orchard-cold-chain.example" };
    await given.line.leads.write(life, { set: { owner } });
    await given.passes("3 days");
    expect(given.mails[1]).toMatchObject({
      from: "Ines Duarte <ines@orchard-cold-chain.example>",
      replyTo: "ines@orchard-cold-chain.example",
    });
  });
});
