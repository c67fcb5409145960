/** Lambda polls streams and queues in the name of the function's role, and looks at its rights when the mapping is made. */
import type { PlannedMapping } from "../template/mappings.ts";
import { TemplateRefused } from "../template/template.ts";
import type { Iam } from "./iam.ts";
import type { Need } from "./iam-policy.ts";
import { AwsRefusal } from "./refusal.ts";

/** Throws TemplateRefused, naming the right that is missing. */
export function refuseUnreadable(iam: Iam, mapping: PlannedMapping, role: string | undefined) {
  try {
    iam.require(role, [
      ...(mapping.isStream ? ofStream(mapping) : ofQueue(mapping)),
      ...ofDeadLetters(mapping),
    ]);
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    throw new TemplateRefused(`${mapping.id} can't be polled. ${error.message}.`);
  }
}

const ofStream = ({ sourceArn: resource }: PlannedMapping): readonly Need[] => [
  ...["DescribeStream", "GetRecords", "GetShardIterator"].map((verb) => ({
    action: `dynamodb:${verb}`,
    resource,
  })),
  { action: "dynamodb:ListStreams", resource: "*" },
];

const ofQueue = ({ sourceArn: resource }: PlannedMapping): readonly Need[] =>
  ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"].map((verb) => ({
    action: `sqs:${verb}`,
    resource,
  }));

const ofDeadLetters = ({ deadLettersArn }: PlannedMapping): readonly Need[] =>
  deadLettersArn === undefined ? [] : [{ action: "sqs:SendMessage", resource: deadLettersArn }];
