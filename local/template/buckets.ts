import * as z from "zod";
import type { Stores } from "../aws/sns-sqs.ts";
import { type Plan, planned } from "./properties.ts";

const Bucket = z.strictObject({
  BucketName: z.string().optional(),
  // Virtual time outruns S3's own days: nothing expires here.
  LifecycleConfiguration: z.unknown().optional(),
  // Without meaning on one machine:
  PublicAccessBlockConfiguration: z.unknown().optional(),
  OwnershipControls: z.unknown().optional(),
  BucketEncryption: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** Creates what isn't there yet, and leaves what is in the others. */
export function standUpBuckets(plan: Plan, { s3Store }: Stores) {
  for (const { ref: name } of planned(plan, "AWS::S3::Bucket", Bucket)) s3Store.createBucket(name);
}
