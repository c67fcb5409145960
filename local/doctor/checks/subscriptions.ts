import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  type SNSClient,
} from "@aws-sdk/client-sns";
import type { Check } from "../check.ts";
import { awsCli } from "../commands.ts";
import { type Finding, fine, warns } from "../finding.ts";
import { type Audience, audiences, type Listener } from "../listeners.ts";
import { output, type Patient } from "../patient.ts";

/** Whether everybody who should hear has confirmed, and can't be unsubscribed by whoever follows a link. */
export const subscriptions: Check = {
  of: "the subscriptions",
  asks: ["sns:ListSubscriptionsByTopic", "sns:GetSubscriptionAttributes"],
  needsStack: true,
  mayStop: true,
  async look(patient, { sns }) {
    const found: Finding[] = [];
    for (const audience of audiences(patient)) {
      const topic = output(patient, audience.output);
      found.push(...heard(audience, { topic, subscribed: await subscribedTo(sns, topic) }, patient));
    }
    return found;
  },
};

export interface Subscribed {
  readonly address: string;
  /** Undefined while it waits for its confirmation. */
  readonly arn?: string;
  /** SNS's `ConfirmationWasAuthenticated`. */
  readonly isSigned?: boolean;
}

/** In place of an ARN the list says `PendingConfirmation`, or `Deleted` of one that isn't there any more (SNS, "Message delivery status"). */
async function subscribedTo(sns: SNSClient, TopicArn: string): Promise<readonly Subscribed[]> {
  const subscribed: Subscribed[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn }))
    for (const { Protocol, Endpoint: address = "", SubscriptionArn: arn = "" } of Subscriptions) {
      if (Protocol !== "email" || arn === "Deleted") continue;
      if (!arn.startsWith("arn:")) subscribed.push({ address });
      else subscribed.push({ address, arn, isSigned: await isSigned(sns, arn) });
    }
  return subscribed;
}

/**
 * SNS never tells whether `AuthenticateOnUnsubscribe` was set. What it tells is `ConfirmationWasAuthenticated`, "true if the
 * subscription confirmation request was authenticated" (API reference, GetSubscriptionAttributes). A click in the mail is
 * never signed, and ConfirmSubscription needs a signature only with `AuthenticateOnUnsubscribe` (ConfirmSubscription): so
 * false is certain, it can be unsubscribed by a link; true means as good as surely that it can't, but for whoever
 * confirmed with the CLI and left the flag out.
 */
async function isSigned(sns: SNSClient, SubscriptionArn: string): Promise<boolean> {
  const { Attributes = {} } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  return Attributes["ConfirmationWasAuthenticated"] === "true";
}

interface Seen {
  /** Its ARN. */
  readonly topic: string;
  readonly subscribed: readonly Subscribed[];
}

/** One finding for each address that doesn't hear, or could be silenced; one for all where all is well. */
export function heard(
  { of, silence, listeners }: Audience,
  { topic, subscribed }: Seen,
  patient: Patient,
): readonly Finding[] {
  const isSilent = !subscribed.some(({ arn }) => arn !== undefined);
  const found = listeners.flatMap((listener) => {
    const told = missing(listener, { topic, subscribed }, patient);
    if (told === undefined) return [];
    // One confirmed subscription ends the silence, and the inbox hears everything.
    if (isSilent && listener.filterPolicy === undefined)
      return [{ level: silence, what: `${told.what}: nobody hears of ${of}.`, mend: told.mend }];
    return [warns(`${told.what}.`, told.mend)];
  });
  if (found.length > 0) return found;
  const all = listeners.length === 1 ? `${listeners[0]?.address} hears` : `All ${listeners.length} hear`;
  // On the laptop everybody is confirmed at once, by nobody.
  const how =
    patient.laptop === undefined
      ? "; confirmed with a signature, and SNS doesn't tell whether with --authenticate-on-unsubscribe"
      : "";
  return [fine(`${all} of ${of.replace(/,.*$/, "")}${how}.`)];
}

function missing(listener: Listener, { topic, subscribed }: Seen, patient: Patient) {
  const { address } = listener;
  const name = topic.split(":").at(-1) ?? topic;
  const at = subscribed.filter((each) => each.address.toLowerCase() === address.toLowerCase());
  const confirmed = at.find(({ arn }) => arn !== undefined);
  if (confirmed?.isSigned) return undefined;
  if (confirmed !== undefined)
    return {
      what: `${address} confirmed ${name} unsigned, as a click does, so whatever follows the links of its notifications unsubscribes it; subscribe it anew, and confirm that signed`,
      mend: `${awsCli(patient, "sns", "unsubscribe", "--subscription-arn", confirmed.arn ?? "")} && ${subscribe(listener, topic, patient)}`,
    };
  if (at.length === 0)
    return { what: `${address} isn't subscribed to ${name}`, mend: subscribe(listener, topic, patient) };
  return {
    what: `${address} hasn't confirmed ${name} (TOKEN stands in the link of SNS's mail, and is void after 48 hours)`,
    mend: confirm(topic, patient),
  };
}

function confirm(topic: string, patient: Patient): string {
  const signed = ["--token", "TOKEN", "--authenticate-on-unsubscribe", "true"];
  return awsCli(patient, "sns", "confirm-subscription", "--topic-arn", topic, ...signed);
}

function subscribe({ address, filterPolicy }: Listener, topic: string, patient: Patient): string {
  const filter =
    filterPolicy === undefined
      ? []
      : ["--attributes", JSON.stringify({ FilterPolicy: JSON.stringify(filterPolicy) })];
  const whom = ["--protocol", "email", "--notification-endpoint", address, ...filter];
  return awsCli(patient, "sns", "subscribe", "--topic-arn", topic, ...whom);
}
