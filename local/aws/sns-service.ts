/** SNS behind the gateway: every notification that a topic took is kept, with who was subscribed at that moment. */
import type { DatabaseSync } from "node:sqlite";
import type { TopicInbox, TopicNotice } from "../console/sources.ts";
import { refuseBadArns, refuseUnknown } from "./sns-refusals.ts";
import type { SnsSqs } from "./sns-sqs.ts";
import { type AwsService, jsonInput } from "./wire.ts";

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
  return async (call, action) => {
    const form = new URLSearchParams(call.body.toString());
    refuseBadArns(form, snsSqs);
    const answer = await snsSqs.answer(call);
    if (answer.status !== 200) refuseUnknown("SNS", action, answer.body);
    if (answer.status !== 200 || !action.startsWith("Publish")) return answer;
    const messageIds = [...String(answer.body).matchAll(/<MessageId>([^<]+)<\/MessageId>/g)].map(
      ([, id = ""]) => id,
    );
    const sentAt = new Date(now()).toISOString();
    for (const [n, messageId] of messageIds.entries()) {
      const entry = action === "PublishBatch" ? batchEntry(form, n + 1) : form;
      notices.record({
        ...readNotice(entry),
        messageId,
        sentAt,
        deliveredTo: confirmed(snsSqs, form.get("TopicArn") ?? ""),
      });
    }
    poke();
    return answer;
  };
}

function readNotice(form: URLSearchParams) {
  const attributes: Record<string, string> = {};
  for (let n = 1; form.has(`MessageAttributes.entry.${n}.Name`); n++) {
    const prefix = `MessageAttributes.entry.${n}`;
    attributes[form.get(`${prefix}.Name`) ?? ""] = form.get(`${prefix}.Value.StringValue`) ?? "";
  }
  return {
    topicArn: form.get("TopicArn") ?? "",
    subject: form.get("Subject") ?? "",
    message: form.get("Message") ?? "",
    attributes,
  };
}

/** One entry of a batch, with the names that a single publish would have. */
function batchEntry(form: URLSearchParams, n: number): URLSearchParams {
  const prefix = `PublishBatchRequestEntries.member.${n}.`;
  const own = [...form].flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value] as [string, string]] : [],
  );
  return new URLSearchParams([["TopicArn", form.get("TopicArn") ?? ""], ...own]);
}

/** An e-mail subscription exists as a record only: no mail leaves the machine, the sales inbox shows it. */
function confirmed({ stores }: SnsSqs, topicArn: string): TopicNotice["deliveredTo"] {
  return (stores.snsStore.getTopic(topicArn)?.subscriptionArns ?? [])
    .map((arn) => stores.snsStore.getSubscription(arn))
    .filter((subscription) => subscription?.confirmed)
    .map((subscription) => ({
      protocol: subscription?.protocol ?? "",
      endpoint: subscription?.endpoint ?? "",
    }));
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
