/** A topic on SNS. Subjects may be in any script, see `LONGEST_SUBJECT`; none is taken for an encoded one. */
import { asShown } from "../mail/safe-values.ts";
import { call, type Service } from "./signed-call.ts";
import type { Topic } from "./world.ts";

/** One action of SNS's, with its parameters by their names as its API writes them. Resolves to the XML that it answers. */
export type AskSns = (action: string, parameters: Readonly<Record<string, string>>) => Promise<string>;

/** Publishing again, where the first answer got lost, tells twice: which a hand-off may be. */
export function snsAt(service: Omit<Service, "service">): AskSns {
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  return (action, parameters) => {
    const asked = new URLSearchParams({ Action: action, Version: "2010-03-31", ...parameters });
    return call({ ...service, service: "sns" }, headers, asked.toString());
  };
}

export function snsTopic(ask: AskSns, TopicArn: string): Topic {
  return {
    async confirmedSubscribers() {
      const said = await ask("GetTopicAttributes", { TopicArn });
      return Number(CONFIRMED.exec(said)?.[1] ?? 0);
    },
    async publish({ subject, text, json, attributes = {} }) {
      const message =
        json === undefined
          ? { Message: text }
          : { Message: JSON.stringify(told(subject, text, json)), MessageStructure: "json" };
      const named = Object.entries(attributes).flatMap(([name, value], n) => [
        [`${ENTRY}.${n + 1}.Name`, name],
        [`${ENTRY}.${n + 1}.Value.DataType`, "String"],
        [`${ENTRY}.${n + 1}.Value.StringValue`, value],
      ]);
      await ask("Publish", { TopicArn, Subject: asShown(subject), ...message, ...Object.fromEntries(named) });
    },
  };
}

const ENTRY = "MessageAttributes.entry";
const CONFIRMED = /<key>SubscriptionsConfirmed<\/key>\s*<value>(\d+)<\/value>/;

/**
 * What each protocol gets: people read, programs parse. Whatever isn't named gets the default: sqs, lambda, http, https,
 * firehose and email-json. Each stands in the message but once, since all of them count towards SNS's 256 kB.
 */
function told(subject: string, text: string, json: object) {
  return { default: JSON.stringify(json), email: text, sms: subject };
}
