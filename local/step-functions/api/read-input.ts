import type * as z from "zod";
import { StepFunctionsError, validationError } from "../errors.ts";

/** An API call's input, or AWS's ValidationException naming the first thing wrong with it. */
export function readInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const read = schema.safeParse(input ?? {}, { reportInput: true });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  if (issue === undefined) throw validationError(read.error.message);
  if (issue.code === "unrecognized_keys") {
    throw new StepFunctionsError(
      "ValidationException",
      `'${issue.keys.join("', '")}' is not offered on the laptop`,
    );
  }
  throw refused(issue);
}

function refused(issue: z.core.$ZodIssue): StepFunctionsError {
  const { path, input } = issue;
  if (issue.code === "invalid_type" && input !== undefined && input !== null) {
    const told = `${typeOf(input)} can not be converted to ${wanted[issue.expected] ?? "an Object"}`;
    return new StepFunctionsError("SerializationException", told);
  }
  const value = typeof input === "string" || typeof input === "number" ? `'${input}'` : "null";
  return validationError(
    `Value ${value} at '${path.join(".")}' failed to satisfy constraint: ${constraint(issue)}`,
  );
}

const wanted: Readonly<Record<string, string>> = {
  string: "a String",
  number: "a Number",
  int: "an Integer",
  boolean: "a Boolean",
  array: "a List",
};

/** As the parser behind AWS's API calls what it read. */
function typeOf(input: unknown): string {
  if (Array.isArray(input)) return "START_ARRAY";
  if (typeof input === "object") return "START_OBJECT";
  return `${typeof input === "boolean" ? input : typeof input}_VALUE`.toUpperCase();
}

function constraint(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return "Member must not be null";
    case "too_small":
      return `Member must have ${measure(issue.origin)} greater than or equal to ${issue.minimum}`;
    case "too_big":
      return `Member must have ${measure(issue.origin)} less than or equal to ${issue.maximum}`;
    case "invalid_value":
      return `Member must satisfy enum value set: [${issue.values.join(", ")}]`;
    default:
      return issue.message;
  }
}

const measure = (origin: string) => (origin === "number" || origin === "int" ? "value" : "length");
