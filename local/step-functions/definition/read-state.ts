import type { Fields } from "./fields.ts";
import { isWithin } from "./fields.ts";
import type { ChoiceState, FailState, PassState, State, SucceedState, WaitState } from "./model.ts";
import { readAssign, readNext } from "./read-leaving.ts";
import { readTask } from "./read-task.ts";

/** Undefined for a type that isn't known here, which has then been reported. */
export function readState(
  fields: Fields,
  name: string,
  offers: (integration: string) => boolean,
): State | undefined {
  if (name.length > 80) fields.findings.schema("State names may have 80 characters", fields.at);
  fields.require("Type");
  fields.text("Comment");
  switch (fields.text("Type")) {
    case "Task":
      return readTask(fields, name, offers);
    case "Choice":
      return readChoice(fields, name);
    case "Wait":
      return readWait(fields, name);
    case "Pass":
      return readPass(fields, name);
    case "Succeed":
      return readSucceed(fields, name);
    case "Fail":
      return readFail(fields, name);
    default:
      return refuseType(fields);
  }
}

const everyState = ["Type", "Comment", "QueryLanguage"];
const flows = [...everyState, "Next", "End", "Assign", "Output"];

function refuseType(fields: Fields): undefined {
  const type = fields.raw["Type"];
  if (typeof type !== "string") return;
  const known = ["Parallel", "Map"].includes(type);
  const message = known
    ? `The state type '${type}' is not offered on the laptop`
    : "Value should be one of the following: [Task, Choice, Wait, Pass, Succeed, Fail]";
  fields.findings.schema(message, `${fields.at}/Type`);
}

function readChoice(fields: Fields, name: string): ChoiceState {
  fields.allow([...everyState, "Choices", "Default", "Assign", "Output"]);
  fields.require("Choices");
  const rules = fields.list("Choices").map((rule) => {
    rule.allow(["Condition", "Next", "Assign", "Output", "Comment"]);
    rule.require("Condition", "Next");
    const condition = rule.template("Condition") ?? ({ kind: "constant", value: false } as const);
    if (condition.kind !== "expression" && typeof rule.raw["Condition"] === "string") {
      rule.findings.schema("Expected a JSONata expression or a boolean", `${rule.at}/Condition`);
    }
    const leaving = { assign: readAssign(rule), output: rule.template("Output") };
    return { condition, next: rule.text("Next") ?? "", ...leaving };
  });
  if (rules.length === 0) fields.findings.schema("At least one choice is required", `${fields.at}/Choices`);
  const leaving = { assign: readAssign(fields), output: fields.template("Output") };
  return { type: "Choice", name, rules, otherwise: fields.text("Default"), ...leaving, ...fields.usage };
}

function readWait(fields: Fields, name: string): WaitState {
  fields.allow([...flows, "Seconds", "Timestamp"]);
  const seconds = fields.template("Seconds");
  const timestamp = fields.template("Timestamp");
  if ((seconds === undefined) === (timestamp === undefined)) {
    fields.findings.schema(
      "One of the fields 'Seconds' and 'Timestamp' is required, and only one",
      fields.at,
    );
  }
  if (seconds?.kind === "constant" && !isWithin(seconds.value, { min: 0, max: 99_999_999 })) {
    fields.findings.schema("Expected an integer between 0 and 99999999, or JSONata", `${fields.at}/Seconds`);
  }
  if (timestamp?.kind === "constant" && !isTimestamp(timestamp.value)) {
    fields.findings.schema(
      "Expected an ISO 8601 timestamp such as 2026-11-21T09:30:00Z",
      `${fields.at}/Timestamp`,
    );
  }
  const until = timestamp === undefined ? { seconds: seconds ?? zero } : { timestamp };
  const leaving = { assign: readAssign(fields), output: fields.template("Output") };
  return { type: "Wait", name, until, next: readNext(fields), ...leaving, ...fields.usage };
}

const zero = { kind: "constant", value: 0 } as const;

/** ASL's timestamps are RFC 3339 with a capital T and, for UTC, a capital Z. */
export function isTimestamp(value: unknown): value is string {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
  return typeof value === "string" && form.test(value) && !Number.isNaN(Date.parse(value));
}

function readPass(fields: Fields, name: string): PassState {
  fields.allow(flows);
  const leaving = { assign: readAssign(fields), output: fields.template("Output") };
  return { type: "Pass", name, next: readNext(fields), ...leaving, ...fields.usage };
}

function readSucceed(fields: Fields, name: string): SucceedState {
  fields.allow([...everyState, "Output"]);
  return { type: "Succeed", name, output: fields.template("Output"), ...fields.usage };
}

function readFail(fields: Fields, name: string): FailState {
  fields.allow([...everyState, "Error", "Cause"]);
  for (const field of ["Error", "Cause"]) fields.text(field);
  const [error, cause] = [fields.template("Error"), fields.template("Cause")];
  return { type: "Fail", name, error, cause, ...fields.usage };
}
