import { RemovalPolicy, Validations } from "aws-cdk-lib";
import { Grant } from "aws-cdk-lib/aws-iam";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { LeadFunction } from "./lead-function.ts";
import { pinLogicalId } from "./logical-id.ts";

/** Every mail as it was sent, one object a touch, for people of ours to read again. It stays as long as the table. */
export class SentMails extends Construct {
  private readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, "Bucket", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Not versioned: what is erased shall be gone.
      versioned: false,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    pinLogicalId(this.bucket, "SentMails");
    Validations.of(this.bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason:
        "Two functions reach it and nobody else; an access log would hold the ids of leads for nothing.",
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

  private grant(grantee: LeadFunction, action: string) {
    const resourceArns = [this.bucket.arnForObjects("*")];
    Grant.addToPrincipal({ grantee, actions: [action], resourceArns }).assertSuccess();
    Validations.of(grantee).acknowledge({
      id: "AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      reason: "Any lead's mails, and no other right than this one: an object is named after its lead.",
    });
  }
}
