/** What a release leaves behind for those after it: a folder by its version, read and never changed. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Item } from "../../functions/world/lead-items.ts";
import type { SentMail } from "../../local/memory/memory-mail.ts";
import type { PublishedNotice } from "../../local/memory/memory-world.ts";
import type { Execution } from "../../local/step-functions/execution.ts";
import type { Machine, Revision } from "../../local/step-functions/store.ts";
import type { Contract } from "./contract.ts";
import type { Wire } from "./wire.ts";

/** Somebody asleep, as everything of theirs lay when the release was recorded. */
export interface Frozen {
  /** In milliseconds. */
  readonly at: number;
  /** Of the table, as DynamoDB has them: the lead's own, and what lies elsewhere of it. */
  readonly items: readonly Item[];
  readonly machine: Machine;
  /** Its definition is the release's workflow file. */
  readonly revision: Omit<Revision, "definition">;
  /** The executions that run. */
  readonly executions: readonly Execution[];
  /** What went out before. */
  readonly mails: readonly SentMail[];
  readonly notices: readonly PublishedNotice[];
  readonly tasks: readonly PublishedNotice[];
}

export interface Release {
  readonly version: string;
  /** The workflow file, its placeholders unfilled. */
  readonly workflow: string;
  readonly contract: Contract;
  readonly wire: Wire;
  /** By the name in the cast. */
  readonly sleepers: Readonly<Record<string, Frozen>>;
  /** What became of each, by its own release's functions. */
  readonly outcomes: Readonly<Record<string, readonly string[]>>;
}

export const RELEASES = import.meta.dirname;
/** Other folders are none of a release. */
export const VERSION = /^\d+\.\d+\.\d+$/;

/** Those under which somebody may still sleep, the oldest first. */
export function releases(): readonly Release[] {
  const isWhole = (version: string) => existsSync(join(RELEASES, version, "sleepers.json"));
  return versions()
    .filter(isWhole)
    .map((version) => readRelease(version));
}

/** Of all releases there ever were: a link to leave opens for good. */
export function wires(): readonly { readonly version: string; readonly wire: Wire }[] {
  return versions().map((version) => ({ version, wire: reader(version).json("wire.json") }));
}

function versions(): readonly string[] {
  return readdirSync(RELEASES)
    .filter((name) => VERSION.test(name))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

function reader(version: string, within = RELEASES) {
  const text = (file: string) => readFileSync(join(within, version, file), "utf8");
  return { text, json: (file: string) => JSON.parse(text(file)) };
}

/** `within`: the folder that its folder is in; that of all releases unless stated. */
export function readRelease(version: string, within?: string): Release {
  const { text, json } = reader(version, within);
  return {
    version,
    workflow: text("nurture.asl.json"),
    contract: json("contract.json"),
    wire: json("wire.json"),
    sleepers: json("sleepers.json"),
    outcomes: json("outcomes.json"),
  };
}
