/** CloudFormation, for whoever asks what the stack's outputs are: commands find the table by them, here as on AWS. */
import { randomUUID } from "node:crypto";
import { AwsRefusal, notOffered } from "./refusal.ts";
import { type AwsService, escapeXml, xml } from "./wire.ts";

export interface Stack {
  readonly name: string;
  readonly id: string;
  /** When it was first stood up, in milliseconds. */
  readonly createdAt: number;
  readonly outputs: Readonly<Record<string, string>>;
}

export function cloudFormationService(standing: () => Stack): AwsService {
  return async (call, action) => {
    if (action !== "DescribeStacks") throw notOffered(`CloudFormation's ${action}`);
    const stack = standing();
    const asked = new URLSearchParams(call.body.toString()).get("StackName") ?? stack.name;
    if (asked !== stack.name && asked !== stack.id)
      throw new AwsRefusal("ValidationError", `Stack with id ${asked} does not exist`);
    return xml(`<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
<DescribeStacksResult><Stacks>${member(described(stack))}</Stacks></DescribeStacksResult>
<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></DescribeStacksResponse>`);
  };
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
