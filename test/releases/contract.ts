/** What a workflow file and the functions say to each other, and what lies in the table: old and new must go together. */
import * as z from "zod";
import { Step } from "../../functions/step.ts";
import { Lead, Tombstone } from "../../workflows/rules/lead.ts";
import { Enrolment, Handoff, LedgerLine, Touch } from "../../workflows/rules/life.ts";
import { type Schema, schemaProblems } from "./schema-problems.ts";

export interface Contract {
  /** A payload as the workflow file sent it, by the function's name in the file. */
  readonly sends: Readonly<Record<string, Fields>>;
  /** Of advance-lead's answer, what the workflow file's expressions read. */
  readonly reads: readonly string[];
  /** What advance-lead answered, by its `action`: each field and its type. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The schemas of the items in the table. */
  readonly stored: Readonly<Record<string, Schema>>;
  /** And of what is told to sales' programs. */
  readonly told: Schema;
}

type Fields = Readonly<Record<string, unknown>>;

const STORED = { Lead, Tombstone, Enrolment, Touch, LedgerLine, Handoff };

export function storedSchemas(): Contract["stored"] {
  return Object.fromEntries(Object.entries(STORED).map(([name, schema]) => [name, jsonSchema(schema)]));
}

export function jsonSchema(schema: z.core.$ZodType): Schema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
}

/** The fields of advance-lead's answer that some expression of the file reads. */
export function readsOf(workflow: string): readonly string[] {
  const read = workflow.matchAll(/\$(?:step|states\.result\.Payload)\.(\w+)/g);
  return [...new Set([...read].map(([, field = ""]) => field))].sort();
}

/** The fields of each function's payload, by the function's name in the file. */
export function sendsOf(workflow: string): Readonly<Record<string, readonly string[]>> {
  const { States } = z.object({ States: z.record(z.string(), State) }).parse(JSON.parse(workflow));
  const calls = Object.values(States).flatMap(({ Arguments }) => Arguments ?? []);
  return Object.fromEntries(
    calls.flatMap(({ FunctionName, Payload }) =>
      FunctionName === undefined ? [] : [[FunctionName.replace(/[${}]/g, ""), Object.keys(Payload ?? {})]],
    ),
  );
}

const State = z.object({
  Arguments: z
    .object({ FunctionName: z.string().optional(), Payload: z.record(z.string(), z.unknown()).optional() })
    .optional(),
});

/** Why an execution that began under `old` couldn't call a function that takes `step`. */
export function payloadProblems(old: Contract, step: z.core.$ZodType = Step): readonly string[] {
  return Object.entries(old.sends).flatMap(([name, payload]) =>
    (z.safeParse(step, payload).error?.issues ?? []).map(
      ({ path, message }) => `${name} is sent no good \`${path.join(".")}\`: ${message}`,
    ),
  );
}

/** What of advance-lead's answer is missing, or of another type, for whoever began under `old`. */
export function answerProblems({ reads, answers }: Contract, answer: unknown): readonly string[] {
  const given = Object(answer) as Fields;
  const due = answers[String(given["action"])];
  if (due === undefined)
    return [`advance-lead's answer has no \`action\` that the file knows: it is ${said(given["action"])}`];
  return Object.entries(due)
    .filter(([field, type]) => reads.includes(field) && typeof given[field] !== type)
    .map(
      ([field, type]) =>
        `advance-lead's answer "${given["action"]}" has no \`${field}\`, a ${type}, which the file reads`,
    );
}

const said = (value: unknown) => (value === undefined ? "missing" : JSON.stringify(value));

/**
 * Why an execution that begins under `workflow` couldn't be taken on by the functions of `old`, once its code is rolled
 * back: it reads what they don't answer, or leaves out what they need.
 */
export function rollbackProblems(old: Contract, workflow: string): readonly string[] {
  const answered = new Set(Object.values(old.answers).flatMap((fields) => Object.keys(fields)));
  const unanswered = readsOf(workflow).filter((field) => !answered.has(field));
  const sends = sendsOf(workflow);
  const unsent = Object.entries(old.sends).flatMap(([name, payload]) =>
    Object.keys(payload)
      .filter((field) => !sends[name]?.includes(field))
      .map((field) => `the file sends ${name} no \`${field}\`, which the release's function takes`),
  );
  return [
    ...unanswered.map(
      (field) => `the file reads \`${field}\`, which the release's advance-lead never answered`,
    ),
    ...unsent,
  ];
}

/** Why today's code couldn't read what a release wrote, or sales' programs what today's code tells. */
export function storedProblems(
  { stored, told }: Contract,
  now: Pick<Contract, "stored" | "told">,
): readonly string[] {
  const items = Object.entries(stored).flatMap(([name, was]) => schemaProblems(name, was, now.stored[name]));
  return [...items, ...schemaProblems("the notice to sales", told, now.told, "told")];
}
