import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { grouped } from "../../../workflows/rules/reputation.ts";
import type { Check } from "../check.ts";
import { awsCli, deployAnew } from "../commands.ts";
import { type Finding, fine, warns } from "../finding.ts";
import { NotTold, type Patient, resourcesOf } from "../patient.ts";

/** What was given up after all tries. Leads get on: what is lost is an event, or is repaired by the sweeper. */
export const deadLetters: Check = {
  of: "the dead-letter queues",
  asks: ["sqs:GetQueueAttributes"],
  needsStack: true,
  async look(patient, { sqs }) {
    const queues = resourcesOf(patient, "AWS::SQS::Queue").filter(({ id }) => id.includes("DeadLetters"));
    if (queues.length === 0)
      throw new NotTold(`${patient.called} has no dead-letter queues`, deployAnew(patient));
    const counts = await Promise.all(
      queues.map(async ({ id, name: url }) => {
        const asked = new GetQueueAttributesCommand({
          QueueUrl: url,
          AttributeNames: ["ApproximateNumberOfMessages", "QueueArn"],
        });
        const { Attributes = {} } = await sqs.send(asked);
        const { ApproximateNumberOfMessages: messages, QueueArn: arn } = Attributes;
        if (messages === undefined || arn === undefined)
          throw new NotTold(`SQS doesn't tell how many messages ${id} holds`, readOut(url, patient));
        return { id, url, arn, messages: Number(messages) };
      }),
    );
    return givenUp(counts, patient);
  },
};

export interface DeadLetters {
  /** Logical id. */
  readonly id: string;
  readonly url: string;
  readonly arn: string;
  /** Approximately, as SQS says itself. */
  readonly messages: number;
}

export function givenUp(queues: readonly DeadLetters[], patient: Patient): readonly Finding[] {
  const held = queues.filter(({ messages }) => messages > 0).map((queue) => told(queue, patient));
  return held.length > 0 ? held : [fine(`${queues.length} dead-letter queues are empty.`)];
}

function told({ id, url, arn, messages }: DeadLetters, patient: Patient): Finding {
  const whose = id.replace(/DeadLetters.*$/, "");
  const what = `${grouped(messages)} ${messages === 1 ? "message was" : "messages were"} given up by ${whose}: read its function's log first.`;
  return warns(what, mendOf(whose, { url, arn }, patient));
}

/** As the runbook has it. SQS moves messages back to a queue only, and the streams' are no queue's. */
function mendOf(whose: string, { url, arn }: Pick<DeadLetters, "url" | "arn">, patient: Patient): string {
  if (whose === "MailEvents") return moveBack(arn, patient);
  // Only positions in the stream: the sweeper has long repaired what they stood for.
  if (whose === "Follower") return awsCli(patient, "sqs", "purge-queue", "--queue-url", url);
  return readOut(url, patient);
}

/** By default messages go back to "their respective original source queues" (SQS, StartMessageMoveTask), and what SNS gave up itself has none. Both are raw events. */
function moveBack(from: string, patient: Patient): string {
  const queues = resourcesOf(patient, "AWS::SQS::Queue");
  const queue = queues.find(({ id }) => id.startsWith("MailEvents") && !id.includes("DeadLetters"));
  const to = queue === undefined ? [] : ["--destination-arn", from.replace(/[^:]*$/, nameIn(queue.name))];
  return awsCli(patient, "sqs", "start-message-move-task", "--source-arn", from, ...to);
}

const nameIn = (url: string) => url.split("/").at(-1) ?? "";

/** Hidden from nobody meanwhile: else the queue would seem empty for half a minute, to the alarm and to the next look. */
function readOut(url: string, patient: Patient): string {
  const how = ["--max-number-of-messages", "10", "--visibility-timeout", "0"];
  return awsCli(patient, "sqs", "receive-message", "--queue-url", url, ...how);
}
