/** What each optional setting changes in the template, and that cdk-nag finds nothing unexplained with any of them on. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { describe, expect, test } from "vitest";
import { ripenApp, type Template } from "../../infra/ripen-app.ts";
import { TRIAL } from "./contexts.ts";
import { template as usual } from "./deployed.ts";

/** The stack's template as it would deploy; throws what cdk-nag finds. */
function deployed(context: Record<string, unknown>) {
  const outdir = mkdtempSync(join(tmpdir(), "ripen-options-"));
  try {
    const unbundled = { ...context, "aws:cdk:bundling-stacks": [] };
    const app = ripenApp({ context: unbundled, outdir, validate: false });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const { template, tags, environment } = app.synth().getStackArtifact("Ripen");
    return { template: template as Template, tags, environment: environment.name };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const ofType = ({ Resources }: Template, type: string) =>
  Object.values(Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties);

function variables({ Resources }: Template, id: string): Readonly<Record<string, unknown>> {
  const { Variables = {} } = (Resources[id]?.Properties?.["Environment"] ?? {}) as {
    Variables?: Record<string, unknown>;
  };
  return Variables;
}

const rules = (template: Template) => JSON.stringify(variables(template, "CaptureLead")["FORM_RULES"]);

const records = ({ Outputs }: Template) =>
  Object.entries(Outputs)
    .filter(([name]) => name.startsWith("DnsRecord"))
    .map(([, { Value }]) => (typeof Value === "string" ? Value : JSON.stringify(Value)));

const IDENTITY = "AWS::SES::EmailIdentity";
const KEPT = ["LeadTable", "IdSecret", "LinkSecret", "SentMails"] as const;

describe("by default", () => {
  test("the identity's records are told as name, type and value: three keys, the way of bounces, who may send, and DMARC", () => {
    expect(records(usual)).toEqual([
      expect.stringMatching(/DkimDNSTokenName1.* CNAME .*DkimDNSTokenValue1/),
      expect.stringMatching(/DkimDNSTokenName2.* CNAME .*DkimDNSTokenValue2/),
      expect.stringMatching(/DkimDNSTokenName3.* CNAME .*DkimDNSTokenValue3/),
      expect.stringMatching(
        /mail\.orchard-cold-chain\.example MX 10 feedback-smtp\.",\{"Ref":"AWS::Region"\},"\.amazonses\.com/,
      ),
      "mail.orchard-cold-chain.example TXT v=spf1 include:amazonses.com ~all",
      "_dmarc.orchard-cold-chain.example TXT v=DMARC1; p=none",
    ]);
  });

  test("bounces take SES's own way until theirs stands in the DNS", () => {
    expect(ofType(usual, IDENTITY)).toMatchObject([
      {
        MailFromAttributes: {
          MailFromDomain: "mail.orchard-cold-chain.example",
          BehaviorOnMxFailure: "USE_DEFAULT_VALUE",
        },
      },
    ]);
  });

  test("the identity outlives the stack, since other stages may send as it, and reports nobody else's mails", () => {
    const [identity] = Object.values(usual.Resources).filter(({ Type }) => Type === IDENTITY);
    expect(identity).toMatchObject({
      DeletionPolicy: "RetainExceptOnCreate",
      UpdateReplacePolicy: "Retain",
    });
    expect(identity?.Properties).not.toHaveProperty("ConfigurationSetAttributes");
  });

  test("nothing stands before the API, and nothing counts money", () => {
    const types = Object.values(usual.Resources).map(({ Type }) => Type);
    expect(types.filter((type) => /CloudFront|DomainName|Budgets/.test(type))).toEqual([]);
  });

  test("of a call that goes well functions log their counts alone, which have no level and so pass as INFO", () => {
    const logging = ofType(usual, "AWS::Lambda::Function").map((each) => each?.["LoggingConfig"]);
    expect(logging.length).toBeGreaterThan(10);
    for (const each of logging)
      expect(each).toMatchObject({ LogFormat: "JSON", SystemLogLevel: "WARN", ApplicationLogLevel: "INFO" });
  });
});

describe("a trial in a region of its own, with a name and a budget", () => {
  const { template, tags, environment } = deployed(TRIAL);

  test("goes there, and everything in it is tagged with its stage", () => {
    expect(environment).toBe("aws://unknown-account/eu-west-1");
    expect(tags).toEqual({ "ripen:stage": "trial" });
    expect(records(template)).toContain(
      "bounces.orchard-cold-chain.example MX 10 feedback-smtp.eu-west-1.amazonses.com",
    );
  });

  test("takes leads, mails and keys along when it is removed; by default they stay", () => {
    const policies = ({ Resources }: Template) => KEPT.map((id) => Resources[id]);
    for (const each of policies(template)) expect(each).toMatchObject({ DeletionPolicy: "Delete" });
    for (const each of policies(usual)) expect(each).toMatchObject({ DeletionPolicy: "Retain" });
  });

  test("calls itself by its name in forms and links, and answers by its first one too", () => {
    expect(template.Outputs["FormUrl"]?.Value).toBe("https://leads.cold.com/leads");
    expect(template.Outputs["ActivitiesUrl"]?.Value).toBe("https://leads.cold.com/activities");
    expect(variables(template, "AdvanceLead")["API_URL"]).toBe("https://leads.cold.com");
    expect(ofType(template, "AWS::ApiGatewayV2::DomainName")).toMatchObject([
      { DomainName: "leads.cold.com", DomainNameConfigurations: [{ SecurityPolicy: "TLS_1_2" }] },
    ]);
    expect(ofType(template, "AWS::ApiGatewayV2::ApiMapping")).toMatchObject([{ Stage: "$default" }]);
    expect(ofType(template, "AWS::ApiGatewayV2::Api")[0]).not.toHaveProperty("DisableExecuteApiEndpoint");
    expect(records(template).at(-1)).toMatch(/leads\.cold\.com CNAME .*RegionalDomainName/);
  });

  test("tells the operators at four fifths of the money, and when more is to be expected", () => {
    const subscribers = [{ SubscriptionType: "EMAIL", Address: "ops@cold.com" }];
    expect(ofType(template, "AWS::Budgets::Budget")).toMatchObject([
      {
        Budget: { BudgetType: "COST", TimeUnit: "MONTHLY", BudgetLimit: { Amount: 50, Unit: "USD" } },
        NotificationsWithSubscribers: [
          { Notification: { NotificationType: "ACTUAL", Threshold: 80 }, Subscribers: subscribers },
          { Notification: { NotificationType: "FORECASTED", Threshold: 100 }, Subscribers: subscribers },
        ],
      },
    ]);
  });
});

describe("a second stage of an account, behind a web ACL", () => {
  const webAclArn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/ripen/4e0a";
  const domain = {
    name: "leads.cold.com",
    certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/4e0a",
    webAclArn,
    frontCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/4e0b",
  };
  const { template } = deployed({ stage: "prod", identity: "existing", domain });
  const [distribution] = ofType(template, "AWS::CloudFront::Distribution") as [
    { DistributionConfig: Record<string, unknown> },
  ];
  const secret = expect.stringContaining("{{resolve:secretsmanager:");

  test("makes no identity, may send by the one there is, through a configuration set of its own", () => {
    expect(ofType(template, IDENTITY)).toEqual([]);
    expect(ofType(template, "AWS::SES::ConfigurationSet")).toHaveLength(1);
    const rights = ofType(template, "AWS::IAM::Policy")
      .map((each) => JSON.stringify(each))
      .filter((each) => each.includes("ses:SendEmail"));
    expect(rights).toEqual([expect.stringContaining(":identity/orchard-cold-chain.example")]);
  });

  test("puts CloudFront with that ACL before the API, and keeps nothing there", () => {
    expect(distribution.DistributionConfig).toMatchObject({
      Aliases: ["leads.cold.com"],
      WebACLId: webAclArn,
      DefaultCacheBehavior: {
        // Managed-CachingDisabled
        CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        ViewerProtocolPolicy: "https-only",
      },
      ViewerCertificate: { MinimumProtocolVersion: "TLSv1.2_2021" },
    });
    expect(distribution.DistributionConfig).not.toHaveProperty("Logging");
    expect(records(template)).toEqual([expect.stringMatching(/leads\.cold\.com CNAME .*DomainName/)]);
  });

  test("keeps no error for the next visitor either", () => {
    const { CustomErrorResponses } = distribution.DistributionConfig;
    const kept = (CustomErrorResponses as { ErrorCode: number; ErrorCachingMinTTL: number }[]).map(
      ({ ErrorCode, ErrorCachingMinTTL }) => [ErrorCode, ErrorCachingMinTTL],
    );
    expect(kept).toEqual([404, 405, 414, 500, 501, 502, 503, 504].map((code) => [code, 0]));
  });

  test("leaves the name's first way open until the DNS has changed, and refuses nobody there before it is told to", () => {
    const [own] = ofType(template, "AWS::ApiGatewayV2::DomainName");
    expect(own).toMatchObject({
      DomainName: "leads.cold.com",
      DomainNameConfigurations: [{ CertificateArn: domain.certificateArn }],
    });
    expect(ofType(template, "AWS::ApiGatewayV2::ApiMapping")).toHaveLength(1);
    expect(distribution.DistributionConfig["ViewerCertificate"]).toMatchObject({
      AcmCertificateArn: domain.frontCertificateArn,
    });
    expect(rules(template)).toContain('\\"frontOnly\\":false');
    const { template: closed } = deployed({ domain: { ...domain, frontOnly: true } });
    expect(rules(closed)).toContain('\\"frontOnly\\":true');
  });

  test("hands on all that functions and CORS read, and who the visitor is, but no cookie", () => {
    const [policy] = ofType(template, "AWS::CloudFront::OriginRequestPolicy");
    expect(policy).toMatchObject({
      OriginRequestPolicyConfig: {
        CookiesConfig: { CookieBehavior: "none" },
        QueryStringsConfig: { QueryStringBehavior: "all" },
        HeadersConfig: {
          HeaderBehavior: "whitelist",
          Headers: expect.arrayContaining(["CloudFront-Viewer-Address", "Content-Type", "Idempotency-Key"]),
        },
      },
    });
  });

  test("shows what a form's door and the page of leaving ask for, which nobody else knows", () => {
    const [origin] = distribution.DistributionConfig["Origins"] as [{ OriginCustomHeaders: unknown }];
    expect(JSON.stringify(origin.OriginCustomHeaders)).toEqual(secret);
    for (const id of ["CaptureLead", "ManageSubscription"])
      expect(JSON.stringify(variables(template, id)["FORM_RULES"])).toEqual(secret);
    const others = Object.values(template.Resources).filter((each) =>
      JSON.stringify(each).includes("{{resolve:"),
    );
    expect(others).toHaveLength(3);
  });

  test("lets the page on which a form is corrected post, and programs sign for the API itself", () => {
    expect(JSON.stringify(variables(template, "CaptureLead")["FORM_RULES"])).toContain(
      "https://leads.cold.com",
    );
    expect(JSON.stringify(template.Outputs["ActivitiesUrl"]?.Value)).toContain("ApiEndpoint");
  });
});
