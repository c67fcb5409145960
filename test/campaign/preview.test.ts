import { describe, expect, it } from "vitest";
import { previewPage } from "../../local/campaign/preview.ts";
import { asSeenBy } from "../../local/campaign/preview-mail.ts";
import { previewSamples, TOLD_NOTHING } from "../../local/campaign/preview-samples.ts";
import { sampleCampaign } from "./sample-campaign.ts";

const CAMPAIGNS = (["letter", "designed"] as const).map(sampleCampaign);
const SAMPLES = previewSamples();
const LETTERHEAD = {
  sender: "Nora <nora@orchard-cold-chain.example>",
  postalAddress: "12 Harbour Road, Cork",
};
const PAGE = previewPage(CAMPAIGNS, SAMPLES, LETTERHEAD);

describe("a mail as a lead sees it", () => {
  const [campaign = sampleCampaign("letter")] = CAMPAIGNS;
  const { welcome } = campaign.mails;
  if (welcome === undefined) throw new Error("there is no welcome");

  it("is filled in as it would be sent, from whom it says", () => {
    const [zoe = TOLD_NOTHING] = SAMPLES;
    expect(asSeenBy(zoe, welcome, campaign, LETTERHEAD)).toMatchObject({
      from: "Nora Quinn <nora@orchard-cold-chain.example>",
      subject: "The most expensive door at Molkerei Süd",
      preheader: "How Zoë can find it with a stop-watch and a pencil.",
      text: expect.stringMatching(/^Hello Zoë,[\s\S]*\n\nNora Quinn\n\n-- \n/),
    });
  });

  it("shows its own fallbacks to a lead that told nothing", () => {
    expect(asSeenBy(TOLD_NOTHING, welcome, campaign, LETTERHEAD)).toMatchObject({
      subject: "The most expensive door at your site",
      preheader: "How you can find it with a stop-watch and a pencil.",
      text: expect.stringContaining("Hello there,"),
    });
  });
});

describe("the preview's page", () => {
  it("shows every mail to every sample and to a lead that told nothing, in four frames and as text", () => {
    const readers = SAMPLES.length + 1;
    expect(PAGE.match(/<iframe /g)).toHaveLength(CAMPAIGNS.length * 2 * readers * 4);
    expect(PAGE.match(/<pre /g)).toHaveLength(CAMPAIGNS.length * 2 * readers);
    expect(PAGE.match(/<summary>A lead that told nothing/g)).toHaveLength(CAMPAIGNS.length * 2);
  });

  it("is the same to the byte every time", () => {
    expect(previewPage(CAMPAIGNS, SAMPLES, LETTERHEAD)).toBe(PAGE);
  });
});
