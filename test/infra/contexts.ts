/** A trial in a region of its own, with a name and a budget. */
export const TRIAL = {
  stage: "trial",
  region: "eu-west-1",
  removal: "delete",
  mailFrom: "bounces.orchard-cold-chain.example",
  domain: {
    name: "leads.cold.com",
    certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/4e0a",
  },
  operatorsEmail: "ops@cold.com",
  monthlyBudget: 50,
};

/**
 * The contexts whose templates more than one test looks at: cdk-nag's packs and cfn-lint. Each option of cdk.json that
 * changes what stands in the template belongs here, in a row of its own or beside others that go with it.
 */
export const CONTEXTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "as it is": {},
  "a production stage": { stage: "prod" },
  "a trial with a region, a name and a budget": TRIAL,
  "a second stage behind a web ACL": {
    stage: "prod",
    identity: "existing",
    domain: {
      name: "leads.cold.com",
      certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/4e0a",
      webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/ripen/4e0a",
      frontCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/4e0b",
    },
  },
};
