/** What a stack is made of, as CloudFormation lists it. */
import { type CloudFormationClient, paginateListStackResources } from "@aws-sdk/client-cloudformation";

export interface StackResource {
  /** Logical id. */
  readonly id: string;
  readonly type: string;
  /** Physical id: an ARN, a URL or a name, as its type has it. */
  readonly name: string;
}

/** What hasn't begun to be made has no name, and is there for nobody yet. Throws what CloudFormation refused with. */
export async function stackResources(
  client: CloudFormationClient,
  StackName: string,
): Promise<readonly StackResource[]> {
  const all: StackResource[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName }))
    for (const {
      LogicalResourceId: id,
      ResourceType: type,
      PhysicalResourceId: name,
    } of StackResourceSummaries)
      if (id !== undefined && type !== undefined && name !== undefined) all.push({ id, type, name });
  return all;
}
