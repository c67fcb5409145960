/**
 * Follows the lead table's stream, the only way from a write to the workflow: a new generation starts an execution, a
 * moved `wakeSeq` ends a sleep. Every record may come again; both calls may be repeated.
 */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import * as z from "zod/mini";
import { LeadId, Lifecycle } from "../workflows/rules/lead.ts";
import { onLambda } from "./world/lambda.ts";
import { workflows } from "./world/ports.ts";
import type { World } from "./world/world.ts";

/**
 * Of the lead's row, what the workflow hangs on. A tombstone has none of it but the id. What is only counted, for the
 * dashboard, may be unreadable: then it isn't counted, and holds nobody up.
 */
const Image = z.object({
  leadId: LeadId,
  generation: z.optional(z.int()),
  wakeSeq: z.optional(z.int()),
  wakeToken: z.optional(z.string()),
  troubles: z.optional(z.int()),
  lifecycle: z.catch(z.optional(Lifecycle), undefined),
  score: z.catch(z.optional(z.object({ total: z.number() })), undefined),
});
type Image = z.infer<typeof Image>;

/** Nothing else of a record is looked at: a lead's row holds all that it ever told us. */
export const FOLLOWED = Object.keys(Image.shape);

/** A token may be written a moment before its task is registered: twice more, then it is the sweeper's. */
const WAKE_PAUSES = [1_000, 2_000];

export const followLeads = (world: World) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async (event) => {
    for (const record of event.Records) {
      try {
        await follow(world, record);
      } catch (error) {
        world.report.warn("a stream record could not be followed", {
          code: error instanceof Error ? error.name : "Error",
        });
        // Order within a lead matters: everything from the first failure on comes again.
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" }] };
      }
    }
    return { batchItemFailures: [] };
  });

async function follow(world: World, record: DynamoDBRecord): Promise<void> {
  const after = image(record.dynamodb?.NewImage);
  if (after === undefined) return;
  const before = image(record.dynamodb?.OldImage);
  await startOrWake(world, before, after);
  tally(world, before, after);
}

async function startOrWake(world: World, before: Image | undefined, after: Image): Promise<void> {
  // Erased: whoever sleeps for it wakes, finds nothing and ends.
  if (after.generation === undefined)
    return before?.wakeToken === undefined ? undefined : wake(world, before.wakeToken);
  if ((after.troubles ?? 0) > (before?.troubles ?? 0)) world.report.count("Trouble");
  if (before?.generation !== after.generation) return world.workflows.start(after.leadId, after.generation);
  if (before.wakeSeq !== after.wakeSeq && after.wakeToken !== undefined) await wake(world, after.wakeToken);
}

/** Which stage the lead came into, and its score where that is another. Counted twice if the record comes twice. */
function tally({ report }: World, before: Image | undefined, after: Image): void {
  const { lifecycle, score } = after;
  if (lifecycle !== undefined && lifecycle !== before?.lifecycle)
    report.count("StageEntered", { stage: lifecycle });
  if (score !== undefined && score.total !== before?.score?.total) report.measure("LeadScore", score.total);
}

async function wake(world: World, token: string): Promise<void> {
  for (const pause of [...WAKE_PAUSES, undefined]) {
    if ((await world.workflows.wake(token)) === "woken" || pause === undefined) return;
    await world.pause(pause);
  }
}

function image(attributes: NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]): Image | undefined {
  if (attributes === undefined) return undefined;
  const followed = FOLLOWED.flatMap((name) =>
    name in attributes ? [[name, attributes[name]] as const] : [],
  );
  return Image.parse(unmarshall(Object.fromEntries(followed) as Parameters<typeof unmarshall>[0]));
}

export const handler = onLambda(followLeads, { workflows });
