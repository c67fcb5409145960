/** What SNS refuses before it does anything, and the laptop's engine lets through. */
import { AwsRefusal, notOffered } from "./refusal.ts";
import type { SnsSqs } from "./sns-sqs.ts";

/** Throws AwsRefusal in SNS's words for what is no ARN, or the ARN of nothing. */
export function refuseBadArns(form: URLSearchParams, { stores: { snsStore } }: SnsSqs) {
  for (const name of ["TopicArn", "TargetArn", "SubscriptionArn", "ResourceArn"]) {
    const arn = form.get(name);
    if (arn === null) continue;
    const elements = arn.split(":").length;
    if (elements < 6) throw invalid(name, `Reason: An ARN must have at least 6 elements, not ${elements}`);
    if (!/^arn:[^:]*:sns:/.test(arn)) throw invalid(name, "");
  }
  // Deleting a topic that isn't there succeeds, as on AWS.
  const topic = form.get("TopicArn");
  if (
    topic !== null &&
    topic !== "" &&
    form.get("Action") !== "DeleteTopic" &&
    snsStore.getTopic(topic) === undefined
  )
    throw new AwsRefusal("NotFound", "Topic does not exist", 404);
}

const invalid = (name: string, why: string) =>
  new AwsRefusal("InvalidParameter", `Invalid parameter: ${name} ${why}`.trim());

/** The engine's own word for an action that it doesn't know names no service. */
export function refuseUnknown(service: string, action: string, body: string | Buffer) {
  if (body.includes(`Unknown action: ${action}`)) throw notOffered(`${service}'s ${action}`);
}
