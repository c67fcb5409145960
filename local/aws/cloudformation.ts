/** CloudFormation, for whoever asks what the stack's outputs are and what it is made of: commands find the table by them, here as on AWS. */
import { randomUUID } from "node:crypto";
import { AwsRefusal, notOffered } from "./refusal.ts";
import { type AwsService, escapeXml, xml } from "./wire.ts";

export interface Stack {
  readonly name: string;
  readonly id: string;
  /** When it was first stood up, in milliseconds. */
  readonly createdAt: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly StackResource[];
}

export interface StackResource {
  /** Logical id. */
  readonly id: string;
  readonly type: string;
  /** What `Ref` answers for it. */
  readonly ref: string;
}

const ANSWERS: Readonly<Record<string, (stack: Stack) => string>> = {
  DescribeStacks: (stack) => `<Stacks>${member(described(stack))}</Stacks>`,
  ListStackResources: ({ resources, createdAt }) =>
    `<StackResourceSummaries>${resources.map((each) => member(summary(each, createdAt))).join("")}</StackResourceSummaries>`,
};

export function cloudFormationService(standing: () => Stack): AwsService {
  return async (call, action) => {
    const answer = ANSWERS[action];
    if (answer === undefined) throw notOffered(`CloudFormation's ${action}`);
    const stack = standing();
    const asked = new URLSearchParams(call.body.toString()).get("StackName") ?? stack.name;
    if (asked !== stack.name && asked !== stack.id)
      throw new AwsRefusal("ValidationError", `Stack with id ${asked} does not exist`);
    return xml(`<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
<${action}Result>${answer(stack)}</${action}Result>
<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`);
  };
}

function summary({ id, type, ref }: StackResource, createdAt: number): string {
  return [
    element("LogicalResourceId", id),
    element("PhysicalResourceId", ref),
    element("ResourceType", type),
    element("LastUpdatedTimestamp", new Date(createdAt).toISOString()),
    element("ResourceStatus", "CREATE_COMPLETE"),
  ].join("");
}

function described({ name, id, createdAt, outputs }: Stack): string {
  const told = Object.entries(outputs).map(([key, value]) =>
    member(element("OutputKey", key) + element("OutputValue", value)),
  );
  return [
    element("StackId", id),
    element("StackName", name),
    element("CreationTime", new Date(createdAt).toISOString()),
    element("StackStatus", "CREATE_COMPLETE"),
    `<Outputs>${told.join("")}</Outputs>`,
  ].join("");
}

const member = (content: string) => `<member>${content}</member>`;
const element = (name: string, text: string) => `<${name}>${escapeXml(text)}</${name}>`;
