/** Stories of what other systems hear: the table's stream as the template filters it, the function that tells, and a bus. */
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { announceLeads } from "../../functions/announce-leads.ts";
import { LEAD_ROW, LIFE, partition, sortKey, toItem } from "../../functions/world/lead-items.ts";
import type { World } from "../../functions/world/world.ts";
import { eventFilter } from "../../local/lambda/event-filter.ts";
import { invoking } from "../../local/memory/invoking.ts";
import { MemoryBus } from "../../local/memory/memory-bus.ts";
import type { LineOptions } from "../../local/memory/nurture-line.ts";
import type { Announcement } from "../../workflows/rules/announcement.ts";
import type { Life } from "../../workflows/rules/life.ts";
import { resources, target } from "../infra/deployed.ts";
import { type Story, story } from "./line.ts";

export interface Announcing {
  readonly told: Story;
  readonly bus: MemoryBus;
  /** All that was written so far and let through, told again each time. Resolves to what the function answered. */
  announce(records?: readonly DynamoDBRecord[]): Promise<unknown>;
  readonly records: readonly DynamoDBRecord[];
  /** What the function's log says: message and fields. */
  readonly warnings: readonly (readonly [string, object | undefined])[];
}

const isTold = eventFilter(
  Object.values(resources("AWS::Lambda::EventSourceMapping"))
    .filter(({ FunctionName }) => target(FunctionName) === "AnnounceLeads")
    .flatMap(({ FilterCriteria }) => (FilterCriteria as { Filters: { Pattern: string }[] }).Filters)
    .map(({ Pattern }) => Pattern),
);

export function announcing(options: Partial<LineOptions> = {}): Announcing {
  const records: DynamoDBRecord[] = [];
  const bus = new MemoryBus();
  const wrote = (before: Life, after: Life) =>
    void records.push(...toldRecords(before, after, records.length, told.now));
  const told: Story = story({ ...options, wrote });
  const warnings: [string, object | undefined][] = [];
  const { report } = told.line.world;
  const warn: typeof report.warn = (message, fields) => void warnings.push([message, fields]);
  const world: World = { ...told.line.world, bus, report: { ...report, warn } };
  const announce = (some: readonly DynamoDBRecord[] = records) =>
    invoking(announceLeads(world))({ Records: some });
  return { told, bus, records, warnings, announce };
}

/** The stream's records of one write that are let through. `n` tells this write from any other. */
export function toldRecords(before: Life, after: Life, n: number, at: number): readonly DynamoDBRecord[] {
  return recordsOf(before, after, n, at).filter(isTold);
}

/** `LeadRejected bad-timing`: what happened, and the one thing about it that tells it from its like. */
export function inShort({ type, detail }: Announcement): string {
  const { touchId, act, reason, why, from, person, handoff }: Partial<Record<string, unknown>> = detail;
  return [type, act ?? touchId ?? reason ?? why ?? from ?? person ?? handoff].filter(Boolean).join(" ");
}

type Items = ReadonlyMap<string, object>;

/** As the table's stream tells of one write: each item that is another than before. */
function recordsOf(before: Life, after: Life, n: number, at: number): readonly DynamoDBRecord[] {
  const [was, is] = [itemsOf(before), itemsOf(after)];
  return [...is].flatMap(([sk, item], index) => {
    const old = was.get(sk);
    if (old !== undefined && JSON.stringify(old) === JSON.stringify(item)) return [];
    const image = (fields: object) => toItem(after.leadId, sk, fields);
    const record = {
      eventName: old === undefined ? "INSERT" : "MODIFY",
      dynamodb: {
        SequenceNumber: String(1_000 * (n + 1) + index),
        ApproximateCreationDateTime: at / 1_000,
        Keys: marshall({ pk: partition(after.leadId), sk }),
        ...(old === undefined ? {} : { OldImage: image(old) }),
        NewImage: image(item),
      },
    };
    return [record as DynamoDBRecord];
  });
}

function itemsOf({ lead, tombstone, touches, ledger, handoffs }: Life): Items {
  const row = lead ?? tombstone;
  const life = { [LIFE]: lead?.createdAt };
  return new Map<string, object>([
    ...(row === undefined ? [] : [[LEAD_ROW, row] as const]),
    ...ledger.map((one) => [sortKey.line(one), { ...one, ...life }] as const),
    ...touches.map((one) => [sortKey.touch(one), { ...one, ...life }] as const),
    ...handoffs.map((one) => [sortKey.handoff(one), { ...one, ...life }] as const),
  ]);
}
