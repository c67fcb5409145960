/** S3's rights, which are named otherwise than its actions: whoever lists a bucket asks for `s3:ListBucket`. */
import type { Need } from "./iam-policy.ts";
import type { AwsCall } from "./wire.ts";

const rights: Readonly<Record<string, string>> = {
  ListBuckets: "ListAllMyBuckets",
  ListObjects: "ListBucket",
  HeadBucket: "ListBucket",
  HeadObject: "GetObject",
  DeleteObjects: "DeleteObject",
  CreateMultipartUpload: "PutObject",
};

export function s3Needs(action: string, call: AwsCall): readonly Need[] {
  const [, bucket = "", ...key] = decodeURIComponent(call.path).split("/");
  const right = rights[action] ?? action;
  const copied = call.headers["x-amz-copy-source"];
  if (copied !== undefined)
    return [
      { action: "s3:PutObject", resource: arn(bucket, key.join("/")) },
      { action: "s3:GetObject", resource: `arn:aws:s3:::${decodeURIComponent(copied).replace(/^\//, "")}` },
    ];
  const keys = action === "DeleteObjects" ? keysIn(call.body.toString()) : [key.join("/")];
  return keys.map((one) => ({ action: `s3:${right}`, resource: arn(bucket, one) }));
}

const arn = (bucket: string, key: string) =>
  bucket === "" ? "*" : `arn:aws:s3:::${[bucket, key].filter(Boolean).join("/")}`;

const keysIn = (xml: string) => [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => key);
