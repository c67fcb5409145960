/**
 * Tells other systems what happens to leads: the lead table's stream becomes events on a bus, and whoever left has a mark
 * outside the table, for a restore. It stands beside follow-leads, so that a failing bus or bucket holds up no start and no
 * wake. Every record may come again, and tells the same then.
 */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { announcements, LOOKED_AT } from "../workflows/rules/announce.ts";
import type { Announcement } from "../workflows/rules/announcement.ts";
import { LeadId } from "../workflows/rules/lead.ts";
import { onLambda } from "./world/lambda.ts";
import { kindOfItem, leadIdOf } from "./world/lead-items.ts";
import { bus, sentMails } from "./world/ports.ts";
import type { World } from "./world/world.ts";

export const announceLeads = (world: World) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
    const told = Records.flatMap((record) => toldBy(world, record).map((event) => ({ record, event })));
    const marked = await Promise.all(told.map(({ event }) => mark(world, event)));
    const unmarked = marked.indexOf(false);
    const events = told.map(({ event }) => event).slice(0, unmarked < 0 ? undefined : unmarked);
    const failed = await world.bus.put(events);
    if (failed !== undefined) world.report.warn("the event bus did not take an event", { code: failed.code });
    const from = failed?.first ?? unmarked;
    if (from < 0) return { batchItemFailures: [] };
    // Order within a lead matters: everything from the first failure on comes again.
    return { batchItemFailures: [{ itemIdentifier: told[from]?.record.dynamodb?.SequenceNumber ?? "" }] };
  });

/** Before it is told to anybody else. False where it could not be: the record comes again, for half a day. */
async function mark(world: World, { type, detail }: Announcement): Promise<boolean> {
  if (type !== "LeadLeft") return true;
  const { leadId, at: leftAt, why } = detail;
  if (why !== "unsubscribed" && why !== "no-contact" && why !== "suppressed") return true;
  try {
    await world.sentMails.markLeft({ leadId, leftAt, why });
    return true;
  } catch (error) {
    const code = error instanceof Error ? error.name : "Error";
    world.report.warn("who left could not be marked", { leadId, code });
    return false;
  }
}

/** A record that can't be read will not be better the next time: it is counted, rings, and holds nobody up. */
function toldBy(world: World, { dynamodb }: DynamoDBRecord): readonly Announcement[] {
  const { Keys, NewImage, OldImage, ApproximateCreationDateTime = 0 } = dynamodb ?? {};
  const { S: key = "" } = Keys?.["sk"] ?? {};
  const kind = kindOfItem(key);
  if (kind === undefined || NewImage === undefined) return [];
  const { S: whose = "" } = Keys?.["pk"] ?? {};
  try {
    return announcements(kind, {
      leadId: leadIdOf(whose),
      key,
      before: OldImage && looked(OldImage),
      after: looked(NewImage),
      writtenAt: Math.round(ApproximateCreationDateTime * 1_000),
    });
  } catch (error) {
    world.report.count("NotAnnounced");
    world.report.warn("a stream record could not be told", {
      leadId: nameOf(whose),
      kind,
      code: error instanceof Error ? error.name : "Error",
    });
    return [];
  }
}

/** Of a key that is none of ours nobody knows what it holds: it stays out of the log. */
function nameOf(pk: string): string {
  const read = LeadId.safeParse(pk.replace(/^LEAD#/, ""));
  return read.success ? read.data : "none of ours";
}

type Image = NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>;

function looked(image: Image) {
  const attributes = Object.entries(image).filter(([name]) => LOOKED_AT.has(name));
  return unmarshall(Object.fromEntries(attributes) as Parameters<typeof unmarshall>[0]);
}

export const handler = onLambda(announceLeads, { bus, sentMails });
