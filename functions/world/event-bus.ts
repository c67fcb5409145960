/** Events on EventBridge: one call, for which a client of the SDK would be as large as all the rest of this function. */
import * as z from "zod/mini";
import type { Announcement } from "../../workflows/rules/announcement.ts";
import { isoTimes } from "../iso-times.ts";
import { callOnce, type Service } from "./signed-call.ts";
import type { EventBus } from "./world.ts";

export interface BusSettings extends Omit<Service, "service"> {
  readonly busName: string;
}

/** Of every event: what rules match first. */
export const SOURCE = "ripen";

/** So much may one call hold. */
const MOST_ENTRIES = 10;
const MOST_BYTES = 256 * 1024;

const Answer = z.object({ Entries: z.array(z.object({ ErrorCode: z.optional(z.string()) })) });

export function eventBridgeBus({ busName, ...where }: BusSettings): EventBus {
  const service = { ...where, service: "events" };
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSEvents.PutEvents" };
  /** The code of the first entry that was refused, by its place. Tried once: it comes again with the stream's record. */
  const put = async (batch: readonly Entry[]) => {
    const said = await callOnce(service, headers, JSON.stringify({ Entries: batch }));
    const codes = Answer.parse(JSON.parse(said)).Entries.map(({ ErrorCode }) => ErrorCode);
    const first = codes.findIndex((code) => code !== undefined);
    return first < 0 ? undefined : { first, code: codes[first] ?? "" };
  };
  return {
    async put(events) {
      let taken = 0;
      for (const batch of batches(events.map((event) => entryOf(event, busName)))) {
        const refused = await put(batch).catch((error) => ({ first: 0, code: codeOf(error) }));
        if (refused !== undefined) return { ...refused, first: taken + refused.first };
        taken += batch.length;
      }
      return undefined;
    },
  };
}

interface Entry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/**
 * No `Time`: the bus sets when it took it, by which a replay goes. Of an activity that is told days later `at` lies days
 * back, and a replay of "while we were down" would miss it.
 */
function entryOf({ type, detail }: Announcement, busName: string): Entry {
  return {
    EventBusName: busName,
    Source: SOURCE,
    DetailType: type,
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
  return [Source, DetailType, Detail].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** Of a connection its own, such as ECONNRESET; else the service's, which is the error's name. */
const codeOf = ({ name, code = name }: NodeJS.ErrnoException) => code;
