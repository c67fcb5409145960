/** What is turned off and on around a stack that stays as it is deployed. */
import * as z from "zod";
import { type SignedSettings, signedFetch } from "./signed-fetch.ts";
import { Unreachable } from "./unreachable.ts";

export interface Switches {
  /** Whether a function takes any request. */
  takes(lambda: string): Promise<boolean>;
  /** Off: its reserved concurrency is 0, and every request is turned away. On: none is reserved, as it was deployed. */
  turnDoor(lambda: string, on: boolean): Promise<void>;
  /** `Enabled`, `Disabled`, or on its way, such as `Disabling`. */
  stream(mapping: string): Promise<string>;
  turnStream(mapping: string, on: boolean): Promise<void>;
  rule(name: string): Promise<boolean>;
  turnRule(name: string, on: boolean): Promise<void>;
}

const Reserved = z.object({ ReservedConcurrentExecutions: z.int().nullish() });
const Mapping = z.object({ State: z.string() });
const Rule = z.object({ State: z.string() });

export function switches(settings: SignedSettings): Switches {
  const lambda = (method: string, path: string, body?: object) =>
    ask(settings, "lambda", path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  const events = (action: string, input: object) =>
    ask(settings, "events", "/", {
      method: "POST",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `AWSEvents.${action}` },
      body: JSON.stringify(input),
    });
  const mappingPath = (id: string) => `/2015-03-31/event-source-mappings/${id}`;
  return {
    async takes(name) {
      const said = await lambda("GET", `/2019-09-30/functions/${name}/concurrency`);
      return Reserved.parse(said).ReservedConcurrentExecutions !== 0;
    },
    async turnDoor(name, on) {
      const path = `/2017-10-31/functions/${name}/concurrency`;
      if (on) await lambda("DELETE", path);
      else await lambda("PUT", path, { ReservedConcurrentExecutions: 0 });
    },
    stream: async (id) => Mapping.parse(await lambda("GET", mappingPath(id))).State,
    turnStream: async (id, on) => void (await lambda("PUT", mappingPath(id), { Enabled: on })),
    rule: async (Name) => Rule.parse(await events("DescribeRule", { Name })).State === "ENABLED",
    turnRule: async (Name, on) => void (await events(on ? "EnableRule" : "DisableRule", { Name })),
  };
}

async function ask(
  settings: SignedSettings,
  service: "lambda" | "events",
  path: string,
  init: RequestInit,
): Promise<unknown> {
  const { ok, status, text } = await signedFetch(settings, service, path, init);
  if (ok) return text === "" ? {} : JSON.parse(text);
  throw new Unreachable(
    `${service === "lambda" ? "Lambda" : "EventBridge"} answered ${status} to ${init.method} ${path}: ${text.slice(0, 200)}. See that your credentials may do that; the same command goes on from there.`,
  );
}
