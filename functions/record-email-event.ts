/** What SES says of our mails becomes one line of the ledger, and wakes the lead when it matters. */
import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { Change } from "../workflows/rules/change.ts";
import { emailEvent } from "../workflows/rules/email-event.ts";
import type { Life } from "../workflows/rules/life.ts";
import { commit } from "./commit.ts";
import { countMails } from "./count-mails.ts";
import { parseSesEvent } from "./ses-event.ts";
import { stopIfItFaresBadly } from "./stop-campaign.ts";
import { onLambda } from "./world/lambda.ts";
import { campaigns, desk, leads, settings, standings } from "./world/ports.ts";
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
  const { leadId, event } = parsed;
  let known = true;
  let news: readonly [Life, Change] | undefined;
  await commit(world, leadId, event.at, (life) => {
    known = life.lead !== undefined;
    const change = emailEvent(life, event);
    news = change && [life, change];
    return change;
  });
  if (!known) world.report.count("EventOfUnknownLead");
  if (news === undefined) return;
  if (event.fact.type === "other") world.report.count("EventOfUnknownType");
  await takeStock(world, ...news);
}

/** Opens, clicks and deliveries add nothing; only what speaks against a campaign has it judged. */
async function takeStock(world: World, life: Life, change: Change): Promise<void> {
  const counted = await countMails(world, life, change);
  const against = counted.filter(({ what }) => what !== "sent").map(({ campaign }) => campaign);
  for (const campaign of new Set(against)) await stopIfItFaresBadly(world, campaign);
}

export const handler = onLambda(recordEmailEvent, { leads, standings, settings, campaigns, desk });
