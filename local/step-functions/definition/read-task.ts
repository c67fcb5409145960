import type { Template } from "../template.ts";
import type { Fields } from "./fields.ts";
import { isWithin } from "./fields.ts";
import type { Catcher, Resource, Retrier, TaskState } from "./model.ts";
import { readAssign, readNext } from "./read-leaving.ts";

const longest = 99_999_999;
const seconds = { min: 1, max: longest };

/** `offers` says whether the laptop has an integration of that name. */
export function readTask(fields: Fields, name: string, offers: (integration: string) => boolean): TaskState {
  fields.allow([...everyState, ...ownFields]);
  fields.require("Resource");
  const resource = readResource(fields, offers);
  const given = fields.template("Arguments");
  if (resource.waitsForToken && !fields.usage.readsToken) {
    fields.findings.schema(
      "A .waitForTaskToken task must pass on $states.context.Task.Token",
      `${fields.at}/Arguments`,
    );
  }
  const timeoutSeconds = readSeconds(fields, "TimeoutSeconds");
  const heartbeatSeconds = readSeconds(fields, "HeartbeatSeconds");
  refuseLateHeartbeat(fields, timeoutSeconds, heartbeatSeconds);
  return {
    type: "Task",
    name,
    resource,
    arguments: given,
    timeoutSeconds,
    heartbeatSeconds,
    retry: readRetry(fields),
    catch: readCatch(fields),
    assign: readAssign(fields, { result: true }),
    output: fields.template("Output", { result: true }),
    next: readNext(fields),
    ...fields.usage,
  };
}

const everyState = ["Type", "Comment", "QueryLanguage", "Next", "End", "Assign", "Output"];
const ownFields = ["Resource", "Arguments", "TimeoutSeconds", "HeartbeatSeconds", "Retry", "Catch"];

function readResource(fields: Fields, offers: (integration: string) => boolean): Resource {
  const arn = fields.text("Resource") ?? "";
  const waitsForToken = arn.endsWith(".waitForTaskToken");
  const integration = waitsForToken ? arn.slice(0, -".waitForTaskToken".length) : arn;
  if (arn !== "" && !offers(integration)) {
    fields.findings.schema(`The resource '${arn}' is not offered on the laptop`, `${fields.at}/Resource`);
  }
  const action = arn.slice("arn:aws:states:::".length);
  const cut = action.lastIndexOf(":");
  return { integration, waitsForToken, resourceType: action.slice(0, cut), resource: action.slice(cut + 1) };
}

function readSeconds(fields: Fields, name: string): Template | undefined {
  const value = fields.template(name);
  if (value?.kind !== "constant" || isWithin(value.value, seconds)) return value;
  fields.findings.schema(
    `Expected an integer between 1 and ${longest}, or a JSONata expression`,
    `${fields.at}/${name}`,
  );
  return value;
}

function refuseLateHeartbeat(fields: Fields, timeout?: Template, heartbeat?: Template): void {
  if (timeout?.kind !== "constant" || heartbeat?.kind !== "constant") return;
  if (Number(heartbeat.value) < Number(timeout.value)) return;
  fields.findings.schema(
    "HeartbeatSeconds must be smaller than TimeoutSeconds",
    `${fields.at}/HeartbeatSeconds`,
  );
}

function readRetry(fields: Fields): readonly Retrier[] {
  const retriers = fields.list("Retry");
  return retriers.map((one, n) => {
    one.allow([
      ...["ErrorEquals", "IntervalSeconds", "BackoffRate", "MaxAttempts"],
      "MaxDelaySeconds",
      "JitterStrategy",
      "Comment",
    ]);
    const intervalSeconds = one.number("IntervalSeconds", seconds) ?? 1;
    const maxDelaySeconds = one.number("MaxDelaySeconds", { min: 1, max: 31_622_399 });
    if (maxDelaySeconds !== undefined && maxDelaySeconds <= intervalSeconds) {
      one.findings.schema(
        "MaxDelaySeconds must be greater than IntervalSeconds",
        `${one.at}/MaxDelaySeconds`,
      );
    }
    return {
      errorEquals: readErrorEquals(one, n === retriers.length - 1),
      intervalSeconds,
      backoffRate: one.number("BackoffRate", { min: 1, max: Number.MAX_VALUE, fraction: true }) ?? 2,
      maxAttempts: one.number("MaxAttempts", { min: 0, max: longest }) ?? 3,
      maxDelaySeconds,
      jitter: one.oneOf("JitterStrategy", ["NONE", "FULL"]) ?? "NONE",
    };
  });
}

function readCatch(fields: Fields): readonly Catcher[] {
  const catchers = fields.list("Catch");
  return catchers.map((one, n) => {
    one.allow(["ErrorEquals", "Next", "Assign", "Output", "Comment"]);
    one.require("Next");
    return {
      errorEquals: readErrorEquals(one, n === catchers.length - 1),
      next: one.text("Next") ?? "",
      assign: readAssign(one, { errorOutput: true }),
      output: one.template("Output", { errorOutput: true }),
    };
  });
}

function readErrorEquals(fields: Fields, isLast: boolean): readonly string[] {
  fields.require("ErrorEquals");
  const names = fields.texts("ErrorEquals");
  const place = `${fields.at}/ErrorEquals`;
  if (names.includes("States.ALL")) {
    if (names.length > 1) fields.findings.schema("'States.ALL' must stand alone in ErrorEquals", place);
    if (!isLast) fields.findings.schema("'States.ALL' is only allowed in the last place", place);
  }
  for (const name of names) {
    if (!name.startsWith("States.") || reserved.has(name)) continue;
    fields.findings.schema(`'${name}' is no error name: the prefix 'States.' is reserved`, place);
  }
  return names;
}

const reserved = new Set([
  "States.ALL",
  "States.BranchFailed",
  "States.DataLimitExceeded",
  "States.ExceedToleratedFailureThreshold",
  "States.HeartbeatTimeout",
  "States.Http.Socket",
  "States.IntrinsicFailure",
  "States.ItemReaderFailed",
  "States.NoChoiceMatched",
  "States.ParameterPathFailure",
  "States.Permissions",
  "States.QueryEvaluationError",
  "States.ResultPathMatchFailure",
  "States.ResultWriterFailed",
  "States.Runtime",
  "States.TaskFailed",
  "States.Timeout",
]);
