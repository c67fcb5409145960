/**
 * What is watched, and what whoever is woken by it should do first. docs/operate.md has the same lines, held by a test.
 * CloudWatch asks $0.10 a month for each metric that an alarm watches, each of an expression's too, and $0.30 for each of
 * our own while it is counted; docs/costs.md has the sums.
 */
import type { Function as Lambda } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { MailEvents } from "./mail-events.ts";
import type { PublicApi } from "./public-api.ts";
import { announcementWatches } from "./runbook/announcements.ts";
import { functionWatches } from "./runbook/functions.ts";
import { mailWatches } from "./runbook/mail.ts";
import { salesWatches } from "./runbook/sales.ts";
import { stageWatches } from "./runbook/stages.ts";
import type { Watch } from "./runbook/watch.ts";
import { workflowWatches } from "./runbook/workflow.ts";
import type { Settings } from "./settings.ts";
import type { StreamFollower } from "./stream-follower.ts";

export interface Watched {
  readonly settings: Settings;
  readonly api: PublicApi;
  readonly table: LeadTable;
  readonly mailEvents: MailEvents;
  readonly machine: StateMachine;
  readonly follower: StreamFollower;
  readonly announcer?: { readonly deadLetters: Queue };
  /** Every function of the stack. */
  readonly all: readonly LeadFunction[];
  /** One of them, by its file's name; throws where there is none. */
  readonly functions: (name: string) => Lambda;
}

export const watches = (watched: Watched): readonly Watch[] => [
  ...workflowWatches(watched),
  ...mailWatches(watched),
  ...salesWatches(watched),
  ...announcementWatches(watched),
  ...stageWatches(watched),
  ...functionWatches(watched),
];
