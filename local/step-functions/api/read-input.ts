import type * as z from "zod";
import { StepFunctionsError, validationError } from "../errors.ts";

/** An API call's input, or AWS's ValidationException naming the first thing wrong with it. */
export function readInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const read = schema.safeParse(input ?? {});
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  if (issue?.code === "unrecognized_keys") {
    throw new StepFunctionsError(
      "ValidationException",
      `'${issue.keys.join("', '")}' is not offered on the laptop`,
    );
  }
  const name = issue?.path.join(".") ?? "";
  throw validationError(`Value at '${name}' failed to satisfy constraint: ${issue?.message}`);
}
