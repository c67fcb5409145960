/** EventBridge's buses: a log of what was put on them. Nothing is routed; rules with patterns are refused at the start. */
import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { BusEvent } from "../console/sources.ts";
import { AwsRefusal, notOffered } from "./refusal.ts";
import { type AwsService, json, jsonInput } from "./wire.ts";

export interface EventBridge {
  readonly service: AwsService;
  /** What was put on the buses, oldest first. */
  log(): readonly BusEvent[];
}

type Input = Readonly<Record<string, unknown>>;

interface Entry {
  readonly EventBusName?: string;
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  /** In seconds. */
  readonly Time?: number;
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
    const { Source = "", DetailType = "", Detail = "", Time } = entry;
    const event: BusEvent = {
      id: randomUUID(),
      bus,
      source: Source,
      detailType: DetailType,
      detail: Detail,
      at: Time === undefined ? now() : Time * 1_000,
    };
    insert.run(JSON.stringify(event));
    return { EventId: event.id };
  };
  const actions: Readonly<Record<string, (input: Input) => unknown>> = {
    PutEvents: (input) => {
      const answers = entriesOf(input).map(put);
      return { FailedEntryCount: answers.filter((answer) => "ErrorCode" in answer).length, Entries: answers };
    },
    ListEventBuses: (input) => {
      const { shown, ...more } = pageOf(names(), input);
      return { EventBuses: shown.map((name) => ({ Name: name, Arn: busArn(name) })), ...more };
    },
  };
  return {
    service: async (call, action) => {
      const answer = actions[action];
      if (answer === undefined) throw notOffered(`EventBridge's ${action}`);
      return json("1.1", answer(jsonInput(call)));
    },
    log: () => all.all().map((row) => JSON.parse(String(row["event"])) as BusEvent),
  };
}

function entriesOf({ Entries }: Input): readonly Entry[] {
  if (Array.isArray(Entries) && Entries.length >= 1 && Entries.length <= 10) return Entries;
  throw new AwsRefusal(
    "ValidationException",
    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and 10",
  );
}

/** The next page's token is the last name on this one. */
function pageOf(names: readonly string[], { NamePrefix = "", Limit = 100, NextToken = "" }: Input) {
  const size = Number(Limit);
  if (!(size >= 1 && size <= 100))
    throw new AwsRefusal(
      "ValidationException",
      `1 validation error detected: Value '${Limit}' at 'limit' failed to satisfy constraint: Member must have value between 1 and 100`,
    );
  const asked = names.filter((name) => name.startsWith(String(NamePrefix)));
  const left = asked.slice(asked.indexOf(String(NextToken)) + 1);
  const shown = left.slice(0, size);
  return left.length > size ? { shown, NextToken: shown.at(-1) } : { shown };
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
