/** Whom the doctor looks at: a stack that stands or is still to be deployed, and the checkout that it comes from. */
import type { Listeners } from "../../infra/people-topic.ts";
import type { Settings } from "../../infra/settings.ts";
import type { StackResource } from "../stack/stack-resources.ts";
import { deployAnew } from "./commands.ts";

export interface Patient {
  /** As people call it: `the laptop`, `the stack ripen-prod`. */
  readonly called: string;
  /** In CloudFormation. */
  readonly stackName: string;
  readonly region: string;
  /** Named in the environment: commands to paste name it too. */
  readonly profile?: string;
  /** Of the environment, where it is another than cdk.json's: commands to paste name it too. */
  readonly regionNamed?: string;
  /** Where the laptop answers; undefined on AWS. */
  readonly laptop?: string;
  /** Asked in place of AWS's own addresses. */
  readonly endpoint?: string;
  /** In milliseconds; virtual on the laptop. */
  readonly now: number;
  /** Of this checkout's cdk.json. */
  readonly settings: Settings;
  /** What `stage` says there, which `-c stage=…` lies over. */
  readonly stage: string;
  readonly desk: Listeners;
  /** The campaigns' names. */
  readonly campaigns: readonly string[];
  /** Whether every lead is read, which takes a while on a large table. */
  readonly isThorough: boolean;
  readonly stack: Stack;
}

/** `unseen`: nobody knows, since CloudFormation refused to tell. */
export type Stack = Standing | Absent | { readonly is: "unseen"; readonly why: unknown };

/** `left` is the status of one that was never whole, or is no more. */
export interface Absent {
  readonly is: "absent";
  readonly left?: string;
}

export interface Standing {
  readonly is: "there";
  readonly account: string;
  /** In CloudFormation's words, such as `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly StackResource[];
}

/** For checks that are only asked where it stands. */
export function standing({ stack, called }: Patient): Standing {
  if (stack.is === "there") return stack;
  throw new Error(`Of ${called} nothing is known: this check needs a stack that stands.`);
}

export function output(patient: Patient, name: string): string {
  const value = standing(patient).outputs[name];
  if (value !== undefined) return value;
  throw new NotTold(`${patient.called} doesn't tell its ${name}`, deployAnew(patient));
}

/** Physical ids of what the stack has of a type, by their logical ids. */
export function resourcesOf(patient: Patient, type: string): readonly StackResource[] {
  return standing(patient).resources.filter((each) => each.type === type);
}

/** The stack is older than the question, or AWS left out of its answer what it always tells. */
export class NotTold extends Error {
  override readonly name = "NotTold";
  readonly mend: string | undefined;

  constructor(what: string, mend?: string) {
    super(what);
    this.mend = mend;
  }
}
