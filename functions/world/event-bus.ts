/**
 * Events on EventBridge. `aws4fetch` signs the one call, as it does for S3: a sixth client of the SDK would be loaded by
 * every function.
 */
import { AwsClient } from "aws4fetch";
import * as z from "zod";
import type { Announcement } from "../../workflows/rules/announcement.ts";
import { isoTimes } from "../iso-times.ts";
import type { EventBus } from "./world.ts";

export interface BusSettings {
  readonly url: string;
  readonly busName: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** Of every event: what rules match first. */
export const SOURCE = "ripen";

/** So much may one call hold. */
const MOST_ENTRIES = 10;
const MOST_BYTES = 256 * 1024;
/** Of an entry beside its texts, as EventBridge counts: its time. */
const TIME_BYTES = 14;

const Answer = z.object({ Entries: z.array(z.object({ ErrorCode: z.string().optional() })) });

export function eventBridgeBus({ url, busName, region, credentials }: BusSettings): EventBus {
  const client = new AwsClient({ ...credentials, service: "events", region, retries: 0 });
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSEvents.PutEvents" };
  /** The code of the first entry that was refused, by its place. */
  const put = async (batch: readonly Entry[]) => {
    const body = JSON.stringify({ Entries: batch });
    const signal = AbortSignal.timeout(LONGEST_TRY);
    const answer = await client.fetch(url, { method: "POST", headers, body, signal });
    const said = await answer.text();
    if (!answer.ok) return { first: 0, code: codeIn(said, answer.status) };
    const codes = Answer.parse(JSON.parse(said)).Entries.map(({ ErrorCode }) => ErrorCode);
    const first = codes.findIndex((code) => code !== undefined);
    return first < 0 ? undefined : { first, code: codes[first] ?? "" };
  };
  return {
    async put(events) {
      let taken = 0;
      for (const batch of batches(events.map((event) => entryOf(event, busName)))) {
        const refused = await put(batch).catch((error) => ({ first: 0, code: nameOf(error) }));
        if (refused !== undefined) return { ...refused, first: taken + refused.first };
        taken += batch.length;
      }
      return undefined;
    },
  };
}

/** Taken in tens of milliseconds; what takes longer comes again with the stream's record. */
const LONGEST_TRY = 5_000;

interface Entry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  /** In seconds. */
  readonly Time: number;
  readonly Detail: string;
}

function entryOf({ type, detail }: Announcement, busName: string): Entry {
  return {
    EventBusName: busName,
    Source: SOURCE,
    DetailType: type,
    Time: Math.floor(detail.at / 1_000),
    Detail: JSON.stringify(isoTimes(detail)),
  };
}

/** In order, each as full as one call may be. An event has some 400 bytes, and none may be near the limit. */
export function batches(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const full: Entry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = sizeOf(entry);
    const last = full.at(-1);
    if (last === undefined || last.length >= MOST_ENTRIES || bytes + size > MOST_BYTES) {
      full.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return full;
}

function sizeOf({ Source, DetailType, Detail }: Entry): number {
  return TIME_BYTES + [Source, DetailType, Detail].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

const codeIn = (said: string, status: number) =>
  /"__type"\s*:\s*"(?:[^"]*#)?(\w+)"/.exec(said)?.[1] ?? `Http${status}`;

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "Error");
