/** What SES says of our mails becomes one line of the ledger, and wakes the lead when it matters. */
import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { emailEvent } from "../workflows/rules/email-event.ts";
import { commit } from "./commit.ts";
import { parseSesEvent } from "./ses-event.ts";
import { onLambda } from "./world/lambda.ts";
import type { World } from "./world/world.ts";

export const recordEmailEvent = (world: World) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async (event) => {
    const failed = await Promise.all(event.Records.map((message) => failure(world, message)));
    return {
      batchItemFailures: failed.flatMap((itemIdentifier) => (itemIdentifier ? [{ itemIdentifier }] : [])),
    };
  });

/** The id of a message that must come again, and in the end go to the dead-letter queue; the others are not held up. */
async function failure(world: World, message: SQSRecord): Promise<string | undefined> {
  try {
    await record(world, message.body);
    return undefined;
  } catch (error) {
    world.report.warn("an e-mail event could not be recorded", {
      code: error instanceof Error ? error.name : "Error",
      messageId: message.messageId,
    });
    return message.messageId;
  }
}

async function record(world: World, body: string): Promise<void> {
  const parsed = parseSesEvent(body, world.receivedAt());
  if (parsed === undefined) return world.report.count("EventOfUnknownLead");
  let known = true;
  await commit(world, parsed.leadId, parsed.event.at, (life) => {
    known = life.lead !== undefined;
    return emailEvent(life, parsed.event);
  });
  if (!known) world.report.count("EventOfUnknownLead");
}

export const handler = onLambda(recordEmailEvent);
