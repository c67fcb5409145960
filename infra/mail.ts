import { Stack, Validations } from "aws-cdk-lib";
import { Grant } from "aws-cdk-lib/aws-iam";
import * as ses from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { LeadFunction } from "./lead-function.ts";
import { addressOf, type Settings } from "./settings.ts";

/**
 * The right to send as the sender's domain. The domain, not the address: only then does SES sign with the domain's key,
 * which mailbox providers ask of bulk mail and of one-click unsubscribe.
 */
export class Mail extends Construct {
  readonly configurationSet: ses.ConfigurationSet;
  private readonly identity: ses.EmailIdentity;
  private readonly senderAddress: string;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.senderAddress = addressOf(settings.sender);
    this.configurationSet = new ses.ConfigurationSet(this, "ConfigurationSet", {
      reputationMetrics: true,
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.identity = new ses.EmailIdentity(this, "Sender", {
      identity: ses.Identity.domain(domainOf(this.senderAddress)),
      configurationSet: this.configurationSet,
    });
  }

  get configurationSetName() {
    return this.configurationSet.configurationSetName;
  }

  get dnsRecords() {
    return this.identity.dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`);
  }

  /** May send as the sender, through the configuration set that reports what became of it. */
  grantSend(grantee: LeadFunction) {
    const actions = ["ses:SendEmail"];
    Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [
        this.identity.emailIdentityArn,
        this.arn("configuration-set", this.configurationSetName),
      ],
    }).assertSuccess();
    // In the sandbox SES asks for the right to the recipient's identity too, and to the sender's own address where that
    // was verified by itself (aws-sdk-js#3641, terraform-aws-ses#40, aws-serverless-batch-architecture#1).
    Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [this.arn("identity", "*")],
      conditions: { StringLike: { "ses:FromAddress": `*@${domainOf(this.senderAddress)}` } },
    }).assertSuccess();
    Validations.of(grantee).acknowledge({
      id: "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]",
      reason:
        "Nobody knows the recipients of the sandbox beforehand; the condition allows the sender's domain only.",
    });
  }

  private arn(resource: string, resourceName: string) {
    return Stack.of(this).formatArn({ service: "ses", resource, resourceName });
  }
}

const domainOf = (address: string) => address.replace(/^.*@/, "").toLowerCase();
