/** What a stack tells of itself: its outputs, of which most commands need four. */
import { type CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import * as z from "zod";
import { isRegionMissing, NO_REGION } from "./region.ts";
import { Unreachable } from "./unreachable.ts";

const Needed = z.object({
  LeadTableName: z.string(),
  StateMachineArn: z.string(),
  IdSecretArn: z.string(),
  DefaultTimeZone: z.string(),
  /** One deployed long ago doesn't tell it: only what reads or erases mails needs it. */
  SentMailsBucket: z.string().optional(),
});
export type Outputs = z.infer<typeof Needed>;

/** Throws Unreachable for a stack that isn't there, or was deployed before it told these. */
export const outputsOf = (client: CloudFormationClient, stack: string): Promise<Outputs> =>
  neededOutputs(client, stack, Needed);

/** The same for a command that needs others. */
export async function neededOutputs<T>(
  client: CloudFormationClient,
  stack: string,
  needed: z.ZodType<T>,
): Promise<T> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack })).catch(explain);
  const told = (Stacks[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
  const outputs = needed.safeParse(Object.fromEntries(told));
  if (outputs.success) return outputs.data;
  const missing = outputs.error.issues.map(({ path }) => path.join("."));
  throw new Unreachable(`The stack ${stack} does not tell its ${missing.join(", ")}: deploy it anew.`);
}

function explain(error: unknown): never {
  if (isRegionMissing(error)) throw new Unreachable(NO_REGION, { cause: error });
  const why = error instanceof Error ? error.message : String(error);
  throw new Unreachable(
    `CloudFormation did not answer as hoped (${why}). Name the stack as \`aws cloudformation list-stacks\` shows it, and see that region and credentials are those of its account.`,
    { cause: error },
  );
}
