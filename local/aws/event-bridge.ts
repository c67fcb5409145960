/** EventBridge's buses: a log of what was put on them. Nothing is routed; rules with patterns are refused at the start. */
import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { AwsRefusal, notOffered } from "./refusal.ts";
import { type AwsService, json } from "./wire.ts";

export interface BusEvent {
  readonly id: string;
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: string;
  /** Virtual time, in milliseconds. */
  readonly at: number;
}

export interface EventBridge {
  readonly service: AwsService;
  /** What was put on the buses, oldest first. */
  log(): readonly BusEvent[];
}

interface Entry {
  readonly EventBusName?: string;
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
}

export interface EventBridgeOptions {
  readonly database: DatabaseSync;
  readonly now: () => number;
  /** Names of the template's buses; `default` is always there. */
  readonly buses: () => readonly string[];
  readonly busArn: (name: string) => string;
}

export function eventBridge({ database, now, buses, busArn }: EventBridgeOptions): EventBridge {
  database.exec(
    "CREATE TABLE IF NOT EXISTS bus_events (seq INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT",
  );
  const insert = database.prepare("INSERT INTO bus_events (event) VALUES (?)");
  const all = database.prepare("SELECT event FROM bus_events ORDER BY seq");
  const names = () => ["default", ...buses()];
  const put = (entry: Entry) => {
    const bus = (entry.EventBusName ?? "default").replace(/^arn:.*\//, "");
    const refused = fault(entry, names().includes(bus) ? undefined : bus);
    if (refused !== undefined) return refused;
    const { Source = "", DetailType = "", Detail = "" } = entry;
    const event: BusEvent = {
      id: randomUUID(),
      bus,
      source: Source,
      detailType: DetailType,
      detail: Detail,
      at: now(),
    };
    insert.run(JSON.stringify(event));
    return { EventId: event.id };
  };
  const actions: Readonly<Record<string, (input: { Entries?: readonly Entry[] }) => unknown>> = {
    PutEvents: ({ Entries = [] }) => {
      if (Entries.length < 1 || Entries.length > 10)
        throw new AwsRefusal("ValidationException", "1 to 10 entries are allowed.");
      const answers = Entries.map(put);
      return { FailedEntryCount: answers.filter((answer) => "ErrorCode" in answer).length, Entries: answers };
    },
    ListEventBuses: () => ({ EventBuses: names().map((name) => ({ Name: name, Arn: busArn(name) })) }),
  };
  return {
    service: async ({ body }, action) => {
      const answer = actions[action];
      if (answer === undefined) throw notOffered(`EventBridge's ${action}`);
      return json("1.1", answer(JSON.parse(body.toString() || "{}")));
    },
    log: () => all.all().map((row) => JSON.parse(String(row["event"])) as BusEvent),
  };
}

function fault({ Source, DetailType, Detail }: Entry, unknownBus: string | undefined) {
  if (unknownBus !== undefined)
    return {
      ErrorCode: "ResourceNotFoundException",
      ErrorMessage: `Event bus ${unknownBus} does not exist.`,
    };
  if (!Source || !DetailType || !Detail)
    return { ErrorCode: "InvalidArgument", ErrorMessage: "Source, DetailType and Detail are required." };
  try {
    JSON.parse(Detail);
    return undefined;
  } catch {
    return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  }
}
