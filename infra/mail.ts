import { RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { Grant } from "aws-cdk-lib/aws-iam";
import * as ses from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { LeadFunction } from "./lead-function.ts";
import { regionInFindings } from "./region.ts";
import { domainOf } from "./setting-forms.ts";
import type { Settings } from "./settings.ts";

/**
 * The right to send as the sender's domain. The domain, not the address: only then does SES sign with the domain's key,
 * which mailbox providers ask of bulk mail and of one-click unsubscribe. Others may send as it too, so it has no
 * configuration set of its own: each of our mails names ours.
 */
export class Mail extends Construct {
  readonly configurationSet: ses.ConfigurationSet;
  private readonly domain: string;
  private readonly identity: ses.EmailIdentity | undefined;
  private readonly mailFrom: string;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.domain = domainOf(settings.sender);
    this.mailFrom = settings.mailFrom ?? `mail.${this.domain}`;
    this.configurationSet = new ses.ConfigurationSet(this, "ConfigurationSet", {
      reputationMetrics: true,
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.identity = settings.identity === "create" ? this.create(settings) : undefined;
  }

  get configurationSetName() {
    return this.configurationSet.configurationSetName;
  }

  /** `name TYPE value`, for the domain's DNS: keys, the way of bounces, who may send, and what to do with who may not. None of an identity that exists. */
  get dnsRecords(): readonly string[] {
    if (this.identity === undefined) return [];
    const { region } = Stack.of(this);
    return [
      ...this.identity.dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`),
      `${this.mailFrom} MX 10 feedback-smtp.${region}.amazonses.com`,
      `${this.mailFrom} TXT v=spf1 include:amazonses.com ~all`,
      `_dmarc.${this.domain} TXT v=DMARC1; p=none`,
    ];
  }

  /** May send as the sender, through the configuration set that reports what became of it. */
  grantSend(grantee: LeadFunction) {
    const actions = ["ses:SendEmail"];
    Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [this.identityArn, this.arn("configuration-set", this.configurationSetName)],
    }).assertSuccess();
    // In the sandbox SES asks for the right to the recipient's identity too, and to the sender's own address where that
    // was verified by itself (aws-sdk-js#3641, terraform-aws-ses#40, aws-serverless-batch-architecture#1).
    Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [this.arn("identity", "*")],
      conditions: { StringLike: { "ses:FromAddress": `*@${this.domain}` } },
    }).assertSuccess();
    Validations.of(grantee).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:${regionInFindings(this)}:<AWS::AccountId>:identity/*]`,
      reason:
        "Nobody knows the recipients of the sandbox beforehand; the condition allows the sender's domain only.",
    });
  }

  /** Until its MX record stands bounces take SES's own way, and nothing is refused. */
  private create({ removal }: Settings) {
    const identity = new ses.EmailIdentity(this, "Sender", {
      identity: ses.Identity.domain(this.domain),
      mailFromDomain: this.mailFrom,
      mailFromBehaviorOnMxFailure: ses.MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
    });
    // It outlives the stack, whose other stages may send as it; but not a first deployment that failed, or the next would.
    identity.applyRemovalPolicy(
      removal === "delete" ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    );
    return identity;
  }

  private get identityArn() {
    return this.identity?.emailIdentityArn ?? this.arn("identity", this.domain);
  }

  private arn(resource: string, resourceName: string) {
    return Stack.of(this).formatArn({ service: "ses", resource, resourceName });
  }
}
