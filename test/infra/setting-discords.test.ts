import { describe, expect, test } from "vitest";
import { certificateArn, DOMAIN, readWith, refusal, webAclArn } from "./own-settings.ts";

describe("settings that are each well formed, and can't stand beside one another", () => {
  const domain = DOMAIN;

  test.each<[string, Record<string, unknown>, string]>([
    [
      "a stage of real leads keeps them",
      { removal: "delete" },
      'removal can\'t be "delete" on stage "prod"; it should be "keep", since real leads live on stages that begin with prod or live.',
    ],
    [
      "bounces go to a subdomain of the sender's domain",
      { mailFrom: "mail.warm.com" },
      'mailFrom can\'t be "mail.warm.com"; it should be a subdomain of cold.com.',
    ],
    [
      "of an identity that exists already nothing is changed",
      { mailFrom: "bounces.cold.com", identity: "existing" },
      'mailFrom can\'t be set beside identity "existing"; leave it out, since whoever made the identity says where its bounces go.',
    ],
    [
      "the API takes a certificate of its own region",
      { domain, region: "eu-central-1" },
      "domain.certificateArn is one of eu-west-1; it should be one of eu-central-1, the stack's region.",
    ],
    [
      "CloudFront takes one of us-east-1, wherever the stack is",
      { domain: { ...domain, webAclArn }, region: "eu-west-1" },
      "domain.frontCertificateArn is missing; it should be one of us-east-1, where CloudFront looks, since a web ACL is set.",
    ],
    [
      "and no other for it",
      { domain: { ...domain, webAclArn, frontCertificateArn: certificateArn } },
      "domain.frontCertificateArn is one of eu-west-1; it should be one of us-east-1, where CloudFront looks, since a web ACL is set.",
    ],
    [
      "forms go through a front where there is one",
      { domain: { ...domain, frontOnly: true } },
      "domain.frontOnly can't be set without webAclArn, which is what puts a front there.",
    ],
    [
      "a bare domain, which has a zone's own records, takes no CNAME",
      { domain: { ...domain, name: "cold.com" } },
      'domain.name can\'t be "cold.com"; it should be a subdomain, like "leads.cold.com", since a bare domain takes no CNAME.',
    ],
    [
      "no forms are posted where bounces go",
      { domain: { ...domain, name: "mail.cold.com" } },
      "domain.name can't be \"mail.cold.com\"; it should be another name, since that one takes SES's bounces.",
    ],
  ])("%s", (_why, changes, told) => {
    expect(refusal(changes)).toBe(`cdk.json: context.${told}`);
  });

  test("a name that bounces would go to is free where somebody else made the identity, and says where they go", () => {
    const mail = { ...domain, name: "mail.cold.com" };
    expect(readWith({ identity: "existing", domain: mail }).domain?.name).toBe("mail.cold.com");
  });

  test("are told beside what is malformed, but not of what is malformed itself", () => {
    expect(refusal({ removal: "delete", region: "Ireland", domain }).split("\n")).toEqual([
      expect.stringMatching(/^cdk\.json: context\.removal can't be "delete" on stage "prod"/),
      expect.stringMatching(/^cdk\.json: context\.region can't be "Ireland"/),
    ]);
  });
});
