import { StepFunctionsError } from "../errors.ts";

/** One reason for which a definition is refused, as ValidateStateMachineDefinition reports it. */
export interface Finding {
  readonly severity: "ERROR";
  readonly code: string;
  readonly message: string;
  readonly location: string;
}

/** Collects everything that is wrong with a definition, so that one answer names it all. */
export class Findings {
  readonly all: Finding[] = [];

  add(code: string, message: string, location: string): void {
    this.all.push({ severity: "ERROR", code, message, location });
  }

  schema(message: string, location: string): void {
    this.add("SCHEMA_VALIDATION_FAILED", message, location);
  }
}

export function invalidDefinition(findings: readonly Finding[]): StepFunctionsError {
  const reasons = findings.map(({ code, message, location }) => `${code}: ${message} at ${location}`);
  return new StepFunctionsError(
    "InvalidDefinition",
    `Invalid State Machine Definition: '${reasons.join(", ")}'`,
  );
}
