/** Where the laptop that runs here answers, as it left it in its state folder, and what time it is there. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { Environment } from "../../functions/world/aws.ts";
import type { Urls } from "../program.ts";

export interface RunningLaptop {
  readonly urls: Urls;
  /** Virtual time, in milliseconds: as it was when the laptop was found, and going on at its usual speed. */
  readonly now: () => number;
}

const Addresses = z.object({ api: z.url(), console: z.url(), aws: z.url() });
const Clock = z.object({ now: z.iso.datetime() });

/** Told to whoever comes later; a file that is left over when the laptop is gone misleads nobody, since they knock. */
export function leaveAddresses(state: string, urls: Urls): void {
  mkdirSync(state, { recursive: true });
  writeFileSync(fileIn(state), JSON.stringify(urls));
}

/** Undefined when none answers. */
export async function findLaptop(env: Environment): Promise<RunningLaptop | undefined> {
  const urls = addressesIn(env["RIPEN_STATE"] || ".ripen");
  if (urls === undefined) return undefined;
  try {
    const answer = await fetch(`${urls.console}/clock`, { headers: { accept: "application/json" } });
    const { now } = Clock.parse(await answer.json());
    const ahead = Date.parse(now) - Date.now();
    return { urls, now: () => Date.now() + ahead };
  } catch {
    return undefined;
  }
}

function addressesIn(state: string): Urls | undefined {
  try {
    return Addresses.parse(JSON.parse(readFileSync(fileIn(state), "utf8")));
  } catch {
    return undefined;
  }
}

const fileIn = (state: string) => join(state, "addresses.json");
