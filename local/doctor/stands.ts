/** What CloudFormation tells of a stack: that it isn't there, or its outputs and the names of what it is made of. */
import { type CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { stackResources } from "../stack/stack-resources.ts";
import type { Stack } from "./patient.ts";
import { NotAsAws } from "./unanswered.ts";

/** Never throws where CloudFormation refuses: that is a finding like any other. */
export async function seen(client: CloudFormationClient, StackName: string): Promise<Stack> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    const [stack] = Stacks;
    if (stack === undefined) throw new NotAsAws("Of a stack that isn't there CloudFormation says so.");
    // What somebody looked at and didn't deploy leaves an empty stack behind.
    if (stack.StackStatus === "REVIEW_IN_PROGRESS") return { is: "absent" };
    if (NEVER_WHOLE.test(stack.StackStatus ?? "")) return { is: "absent", left: String(stack.StackStatus) };
    const told = (stack.Outputs ?? []).map(({ OutputKey = "", OutputValue = "" }) => [
      OutputKey,
      OutputValue,
    ]);
    return {
      is: "there",
      account: stack.StackId?.split(":")[4] ?? "",
      status: stack.StackStatus ?? "",
      outputs: Object.fromEntries(told),
      resources: await stackResources(client, StackName),
    };
  } catch (why) {
    // CloudFormation has no name for it: `ValidationError: Stack with id ripen-dev does not exist`.
    return why instanceof Error && /does not exist/.test(why.message)
      ? { is: "absent" }
      : { is: "unseen", why };
  }
}

/** `UPDATE_ROLLBACK_COMPLETE` isn't among them: then the deployment before it runs. */
const NEVER_WHOLE = /^(CREATE_IN_PROGRESS|CREATE_FAILED|ROLLBACK_|DELETE_)/;
