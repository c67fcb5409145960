import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import * as ses from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import { addressOf, type Settings } from "./settings.ts";

/**
 * The right to send as the sender's domain. The domain, not the address: only then does SES sign with the domain's key,
 * which mailbox providers ask of bulk mail and of one-click unsubscribe.
 */
export class Mail extends Construct {
  readonly configurationSet: ses.ConfigurationSet;
  private readonly identity: ses.EmailIdentity;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.configurationSet = new ses.ConfigurationSet(this, "ConfigurationSet", {
      reputationMetrics: true,
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.identity = new ses.EmailIdentity(this, "Sender", {
      identity: ses.Identity.domain(domainOf(settings.sender)),
      configurationSet: this.configurationSet,
    });
  }

  get configurationSetName() {
    return this.configurationSet.configurationSetName;
  }

  get dnsRecords() {
    return this.identity.dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`);
  }

  grantSend(grantee: IGrantable) {
    Grant.addToPrincipal({
      grantee,
      actions: ["ses:SendEmail"],
      resourceArns: [
        this.identity.emailIdentityArn,
        this.configurationSet.stack.formatArn({
          service: "ses",
          resource: "configuration-set",
          resourceName: this.configurationSetName,
        }),
      ],
    }).assertSuccess();
  }
}

const domainOf = (mailbox: string) => addressOf(mailbox).replace(/^.*@/, "").toLowerCase();
