/** What of a stack is closed and stopped before it is torn down, found by where it stands in the app. */
import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { isRegionMissing, NO_REGION } from "./region.ts";
import { type StackResource, stackResources } from "./stack-resources.ts";
import { Unreachable } from "./unreachable.ts";

/** Physical ids: what a service knows each by. */
export interface Parts {
  /** The functions that take something new in: forms and activities. No page behind a link is among them. */
  readonly doors: readonly string[];
  /** What hands the table's stream to follow-leads. */
  readonly stream: string;
  /** The rule by which the sweeper runs. */
  readonly sweeper: string;
  readonly machine: string;
}

/** A resource's type, and how its logical id begins: constructs are named so in `infra`. */
export const WANTED = {
  forms: ["AWS::Lambda::Function", "CaptureLead"],
  activities: ["AWS::Lambda::Function", "RecordActivity"],
  stream: ["AWS::Lambda::EventSourceMapping", "FollowerFollow"],
  sweeper: ["AWS::Events::Rule", "SweeperSchedule"],
  machine: ["AWS::StepFunctions::StateMachine", "NurtureMachine"],
} as const;

type Wanted = keyof typeof WANTED;

/** Throws Unreachable for a stack that isn't there or has not all of them. */
export async function partsOf(client: CloudFormationClient, stack: string): Promise<Parts> {
  return partsIn(await resourcesOf(client, stack), stack);
}

/** The same of a stack whose resources are known. */
export function partsIn(all: readonly StackResource[], stack: string): Parts {
  const needed = (name: Wanted) => {
    const [type, begins] = WANTED[name];
    const found = all.find((each) => each.type === type && each.id.startsWith(begins));
    if (found !== undefined) return found.name;
    throw new Unreachable(`The stack ${stack} has no ${type} ${begins}…: it is no Ripen, or half torn down.`);
  };
  return {
    doors: [needed("forms"), needed("activities")],
    stream: needed("stream"),
    sweeper: needed("sweeper"),
    machine: needed("machine"),
  };
}

async function resourcesOf(client: CloudFormationClient, stack: string): Promise<readonly StackResource[]> {
  try {
    return await stackResources(client, stack);
  } catch (error) {
    if (isRegionMissing(error)) throw new Unreachable(NO_REGION, { cause: error });
    const why = error instanceof Error ? error.message : String(error);
    throw new Unreachable(
      `CloudFormation did not list ${stack} (${why}). Name the stack as \`aws cloudformation list-stacks\` shows it.`,
      { cause: error },
    );
  }
}
