import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { grouped } from "../../../workflows/rules/reputation.ts";
import type { Check } from "../check.ts";
import { type Finding, fine, warns } from "../finding.ts";
import { awsCli, type Patient, resourcesOf } from "../patient.ts";

/** What was given up after all tries. Leads get on: what is lost is an event, or is repaired by the sweeper. */
export const deadLetters: Check = {
  of: "the dead-letter queues",
  asks: ["sqs:GetQueueAttributes"],
  needsStack: true,
  async look(patient, { sqs }) {
    const queues = resourcesOf(patient, "AWS::SQS::Queue").filter(({ id }) => id.includes("DeadLetters"));
    const counts = await Promise.all(
      queues.map(async ({ id, name: url }) => {
        const asked = new GetQueueAttributesCommand({
          QueueUrl: url,
          AttributeNames: ["ApproximateNumberOfMessages", "QueueArn"],
        });
        const { Attributes = {} } = await sqs.send(asked);
        return {
          id,
          url,
          arn: Attributes["QueueArn"] ?? "",
          messages: Number(Attributes["ApproximateNumberOfMessages"] ?? 0),
        };
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
  // The stream's hold only positions in it, of which the sweeper has long repaired what they stood for.
  const mend =
    whose === "Follower"
      ? awsCli(patient, "sqs", "purge-queue", "--queue-url", url)
      : awsCli(patient, "sqs", "start-message-move-task", "--source-arn", arn);
  return warns(what, mend);
}
