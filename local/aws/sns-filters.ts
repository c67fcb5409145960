/** Which subscriptions a notification goes to: those whose filter policy lets it through, by fauxqs' own matcher. */
import { AwsRefusal, notOffered } from "./refusal.ts";
import type { Sent } from "./sns-messages.ts";
import type { SnsSqs } from "./sns-sqs.ts";

export interface Receiver {
  readonly protocol: string;
  readonly endpoint: string;
}

/** An e-mail subscription exists as a record only: no mail leaves the machine, the sales inbox shows it. */
export function receivers({ stores, filter }: SnsSqs, topicArn: string, sent: Sent): readonly Receiver[] {
  const arns = stores.snsStore.getTopic(topicArn)?.subscriptionArns ?? [];
  return arns.flatMap((arn) => {
    const { protocol, endpoint, confirmed, attributes } = stores.snsStore.getSubscription(arn) ?? {};
    if (!confirmed || protocol === undefined || endpoint === undefined) return [];
    const policy = attributes?.["FilterPolicy"];
    if (policy && !passes(filter, policy, attributes?.["FilterPolicyScope"], sent, protocol)) return [];
    return [{ protocol, endpoint }];
  });
}

function passes(
  filter: SnsSqs["filter"],
  policy: string,
  scope: string | undefined,
  sent: Sent,
  protocol: string,
): boolean {
  const asked = JSON.parse(policy);
  return scope === "MessageBody"
    ? filter.byBody(asked, sent.messageFor(protocol))
    : filter.byAttributes(asked, sent.attributes);
}

/** What a condition may be beside a value; the engine takes any other for one that nothing meets. */
const OPERATORS = new Set([
  "prefix",
  "suffix",
  "anything-but",
  "numeric",
  "exists",
  "equals-ignore-case",
  "wildcard",
  "cidr",
]);

/** Throws for a policy that SNS would refuse, and by name for one that the laptop would take for another. */
export function refuseFilter(policy: string): void {
  const read = parsed(policy);
  if (typeof read !== "object" || read === null || Array.isArray(read))
    throw invalid("Filter policy must be an object");
  refuseConditions(read);
}

function parsed(policy: string): unknown {
  try {
    return JSON.parse(policy);
  } catch {
    throw invalid("failed to parse JSON");
  }
}

function refuseConditions(policy: object): void {
  for (const [name, conditions] of Object.entries(policy)) {
    if (typeof conditions !== "object" || conditions === null)
      throw invalid(`"${name}" must be an object or an array`);
    const refuse = name !== "$or" && Array.isArray(conditions) ? refuseOperator : refuseConditions;
    if (Array.isArray(conditions)) conditions.forEach(refuse);
    else refuseConditions(conditions);
  }
}

function refuseOperator(condition: unknown): void {
  if (typeof condition !== "object" || condition === null) return;
  const unknown = Object.keys(condition).find((each) => !OPERATORS.has(each));
  if (unknown !== undefined) throw notOffered(`The filter policy's "${unknown}"`);
}

const invalid = (why: string) =>
  new AwsRefusal("InvalidParameter", `Invalid parameter: FilterPolicy: ${why}`);
