import { Duration, Validations } from "aws-cdk-lib";
import { Grant } from "aws-cdk-lib/aws-iam";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { LeadFunction } from "./lead-function.ts";
import { pinLogicalId } from "./logical-id.ts";
import { removalPolicy } from "./removal.ts";
import { mailDays } from "./retention.ts";
import type { Settings } from "./settings.ts";

/** Every mail as it was sent, one object a touch, for people of ours to read again: until its lead is erased, or for as long as `retention.mails` says. */
export class SentMails extends Construct {
  private readonly bucket: Bucket;
  private readonly reached = new Set<LeadFunction>();

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.bucket = new Bucket(this, "Bucket", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Not versioned: what is erased shall be gone.
      versioned: false,
      lifecycleRules: [{ expiration: Duration.days(mailDays(settings.retention)) }],
      // One with mails in it can't be deleted: it is emptied first, or the removal stops there.
      removalPolicy: removalPolicy(settings),
    });
    pinLogicalId(this.bucket, "SentMails");
    Validations.of(this.bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason:
        "Five functions reach it and nobody else; an access log would hold the ids of leads for nothing.",
    });
  }

  get name() {
    return this.bucket.bucketName;
  }

  grantKeep(grantee: LeadFunction) {
    this.grant(grantee, "s3:PutObject");
  }

  grantRead(grantee: LeadFunction) {
    this.grant(grantee, "s3:GetObject");
  }

  /** Which of a lead's mails are kept. */
  grantList(grantee: LeadFunction) {
    Grant.addToPrincipal({
      grantee,
      actions: ["s3:ListBucket"],
      resourceArns: [this.bucket.bucketArn],
    }).assertSuccess();
  }

  /** Find a lead's mails, see of which of its lives each is, and delete it. */
  grantErase(grantee: LeadFunction) {
    this.grantList(grantee);
    this.grant(grantee, "s3:GetObject", "s3:DeleteObject");
  }

  private grant(grantee: LeadFunction, ...actions: string[]) {
    const resourceArns = [this.bucket.arnForObjects("*")];
    Grant.addToPrincipal({ grantee, actions, resourceArns }).assertSuccess();
    if (this.reached.has(grantee)) return;
    this.reached.add(grantee);
    Validations.of(grantee).acknowledge({
      id: "AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      reason: "Any lead's mails: an object is named after its lead.",
    });
  }
}
