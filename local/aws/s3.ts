/** S3 behind the gateway, path by path: objects are put, read, listed and deleted. Whatever else S3 offers is refused by its name. */
import type { Iam } from "./iam.ts";
import { AwsRefusal, notOffered } from "./refusal.ts";
import type { SnsSqs } from "./sns-sqs.ts";
import { type AwsCall, type AwsService, signer } from "./wire.ts";

export function s3Service({ s3 }: Pick<SnsSqs, "s3">, { has }: Pick<Iam, "has">): AwsService {
  return async (call, action) => {
    if (!OFFERED.has(action)) throw notOffered(`S3's ${action}`);
    const answer = await s3(call);
    const mayList = () => has(signer(call), { action: "s3:ListBucket", resource: bucketArn(call) });
    // Whoever may not list a bucket isn't told either that something isn't in it.
    if (answer.status === 404 && !mayList()) throw new AwsRefusal("AccessDenied", "Access Denied", 403);
    return answer;
  };
}

const bucketArn = ({ path }: AwsCall) => `arn:aws:s3:::${path.split("/")[1] ?? ""}`;

const OFFERED = new Set(["PutObject", "GetObject", "ListObjects", "DeleteObject"]);

/** S3 has no name for an action on the wire: method, path and query tell it. */
export function s3Action({ method, path, query, headers }: AwsCall): string {
  const [, bucket = "", ...key] = path.split("/");
  const isBucket = key.join("") === "";
  const place = bucket === "" ? "the service" : isBucket ? "a bucket" : "an object";
  const asked = [...query.keys()].filter((name) => !SAYS_NOTHING.has(name)).sort();
  if (headers["x-amz-copy-source"] !== undefined) asked.push("copy");
  const call = [`${method} of ${place}`, ...asked].join(" ");
  return ACTIONS[call] ?? call;
}

/** The SDKs repeat the action's name in `x-id`; the others say how to list. */
const SAYS_NOTHING = new Set([
  "x-id",
  "list-type",
  "prefix",
  "delimiter",
  "encoding-type",
  "max-keys",
  "continuation-token",
]);

const ACTIONS: Readonly<Record<string, string>> = {
  "GET of the service": "ListBuckets",
  "PUT of a bucket": "CreateBucket",
  "HEAD of a bucket": "HeadBucket",
  "DELETE of a bucket": "DeleteBucket",
  "GET of a bucket": "ListObjects",
  "POST of a bucket delete": "DeleteObjects",
  "PUT of an object": "PutObject",
  "PUT of an object copy": "CopyObject",
  "GET of an object": "GetObject",
  "HEAD of an object": "HeadObject",
  "DELETE of an object": "DeleteObject",
  "POST of an object uploads": "CreateMultipartUpload",
};
