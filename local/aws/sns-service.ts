/** SNS behind the gateway: every notification that a topic took is kept, with whom it went to at that moment. */
import type { DatabaseSync } from "node:sqlite";
import type { TopicInbox, TopicNotice } from "../console/sources.ts";
import { receivers, refuseFilter } from "./sns-filters.ts";
import { forQueues, prefixes, readMessage, type Sent } from "./sns-messages.ts";
import { refuseBadArns, refuseUnknown } from "./sns-refusals.ts";
import type { SnsSqs } from "./sns-sqs.ts";
import { type AwsCall, type AwsService, jsonInput } from "./wire.ts";

export interface Notices extends TopicInbox {
  record(notice: TopicNotice): void;
}

export function openNotices(database: DatabaseSync): Notices {
  database.exec("CREATE TABLE IF NOT EXISTS notices (seq INTEGER PRIMARY KEY, notice TEXT NOT NULL) STRICT");
  const insert = database.prepare("INSERT INTO notices (notice) VALUES (?)");
  const all = database.prepare("SELECT notice FROM notices ORDER BY seq");
  return {
    record: (notice) => void insert.run(JSON.stringify(notice)),
    list: () => all.all().map((row) => JSON.parse(String(row["notice"])) as TopicNotice),
  };
}

/** `poke` is called when a message may have reached a queue. */
export function snsService(
  snsSqs: SnsSqs,
  notices: Notices,
  now: () => number,
  poke: () => void,
): AwsService {
  const call = async (asked: AwsCall, action: string) => {
    const answer = await snsSqs.answer(asked);
    if (answer.status !== 200) refuseUnknown("SNS", action, answer.body);
    return answer;
  };
  return async (asked, action) => {
    const form = new URLSearchParams(asked.body.toString());
    refuseBadArns(form, snsSqs);
    policiesIn(form).forEach(refuseFilter);
    if (!action.startsWith("Publish")) return call(asked, action);
    const sent = new Map(prefixes(form, action).map((prefix) => [prefix, readMessage(form, prefix)]));
    const answer = await call({ ...asked, body: Buffer.from(forQueues(form, sent)) }, action);
    if (answer.status !== 200) return answer;
    const about = { topicArn: form.get("TopicArn") ?? "", sentAt: new Date(now()).toISOString() };
    for (const [message, messageId] of published([...sent.values()], answer.body)) {
      const deliveredTo = receivers(snsSqs, about.topicArn, message);
      notices.record({ ...noticeOf(message), ...about, messageId, deliveredTo });
    }
    poke();
    return answer;
  };
}

/** Each message with the id that it was given. */
function published(sent: readonly Sent[], answer: string | Buffer): readonly (readonly [Sent, string])[] {
  const ids = [...String(answer).matchAll(/<MessageId>([^<]+)<\/MessageId>/g)].map(([, id = ""]) => id);
  return sent.flatMap((message, index) => {
    const id = ids[index];
    return id === undefined ? [] : [[message, id] as const];
  });
}

/** People read the e-mail; programs get what queues get, where that is something else. */
function noticeOf({ subject, attributes, isStructured, messageFor }: Sent) {
  return {
    subject,
    message: messageFor("email"),
    ...(isStructured ? { forPrograms: messageFor("sqs") } : {}),
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { StringValue }]) => [name, StringValue]),
    ),
  };
}

/** Of Subscribe, and of SetSubscriptionAttributes, which takes a filter off by an empty one. */
function policiesIn(form: URLSearchParams): readonly string[] {
  const set = form.get("AttributeName") === "FilterPolicy" ? [form.get("AttributeValue") ?? ""] : [];
  const given = [...form].flatMap(([name, value]) =>
    value === "FilterPolicy" && name.endsWith(".key")
      ? [form.get(name.replace(/\.key$/, ".value")) ?? ""]
      : [],
  );
  return [...set, ...given].filter((policy) => policy !== "");
}

/** SQS behind the gateway: after anything that may put a message within reach, the consumers look. */
export function sqsService(snsSqs: SnsSqs, poke: () => void): AwsService {
  return async (call, action) => {
    jsonInput(call);
    const answer = await snsSqs.answer(call);
    if (answer.status !== 200) refuseUnknown("SQS", action, answer.body);
    if (/^(SendMessage|ChangeMessageVisibility)/.test(action)) poke();
    return answer;
  };
}
