import { Duration, Validations } from "aws-cdk-lib";
import { Grant } from "aws-cdk-lib/aws-iam";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { LeadFunction } from "./lead-function.ts";
import { pinLogicalId } from "./logical-id.ts";
import { removalPolicy } from "./removal.ts";
import { mailDays } from "./retention.ts";
import type { Settings } from "./settings.ts";

/** Where `functions/world/s3-sent-mails.ts` puts its marks. */
const ERASED = "erased/";
const LEFT = "left/";
/** The table is recovered from 35 days back at most; a copy of your own that you make each year is covered, too. */
const MARKED_DAYS = 400;

/**
 * Every mail as it was sent, one object a touch, for people of ours to read again: until its lead is erased, or for as long
 * as `retention.mails` says. Beside them the marks of who was erased and of who left, which a restore of the table asks.
 */
export class SentMails extends Construct {
  private readonly bucket: Bucket;
  private readonly reached = new Set<LeadFunction>();
  private readonly keepers = new Set<LeadFunction>();

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.bucket = new Bucket(this, "Bucket", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Not versioned: what is erased shall be gone.
      versioned: false,
      lifecycleRules: [
        // Of rules that overlap the shorter holds: copies may go before marks do, which have 2 bytes; no letter has so few.
        {
          id: "SentMails",
          objectSizeGreaterThan: 64,
          expiration: Duration.days(mailDays(settings.retention)),
        },
        { id: "ErasedMarks", prefix: ERASED, expiration: Duration.days(MARKED_DAYS) },
        { id: "LeftMarks", prefix: LEFT, expiration: Duration.days(MARKED_DAYS) },
      ],
      // One with mails in it can't be deleted: it is emptied first, or the removal stops there.
      removalPolicy: removalPolicy(settings),
    });
    pinLogicalId(this.bucket, "SentMails");
    Validations.of(this.bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason:
        "Seven functions reach it and nobody else; an access log would hold the ids of leads for nothing.",
    });
  }

  get name() {
    return this.bucket.bucketName;
  }

  grantKeep(grantee: LeadFunction) {
    this.keepers.add(grantee);
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

  /** Find a lead's mails, see of which of its lives each is, and delete it; and leave the mark. */
  grantErase(grantee: LeadFunction) {
    this.grantList(grantee);
    this.grant(grantee, "s3:GetObject", "s3:DeleteObject");
    // Whoever keeps mails may put any object.
    if (!this.keepers.has(grantee)) this.grantMark(grantee, ERASED, "is erased");
  }

  /** That a lead left: the mark, and nothing else. */
  grantMarkLeft(grantee: LeadFunction) {
    this.grantMark(grantee, LEFT, "left");
  }

  private grantMark(grantee: LeadFunction, prefix: string, what: string) {
    const resourceArns = [this.bucket.arnForObjects(`${prefix}*`)];
    Grant.addToPrincipal({ grantee, actions: ["s3:PutObject"], resourceArns }).assertSuccess();
    Validations.of(grantee).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<SentMails.Arn>/${prefix}*]`,
      reason: `The mark of any lead that ${what}: it is named after the lead.`,
    });
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
