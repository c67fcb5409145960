/** Each rule on the stack and its leads by a table: what AWS tells, what is made of it. */
import { type Alarm, ringing } from "../../../../local/doctor/checks/alarms.ts";
import { bootstrapped } from "../../../../local/doctor/checks/bootstrap.ts";
import { roomFor } from "../../../../local/doctor/checks/concurrency.ts";
import { givenUp } from "../../../../local/doctor/checks/dead-letters.ts";
import { ownValues } from "../../../../local/doctor/checks/example-values.ts";
import { broke } from "../../../../local/doctor/checks/executions.ts";
import { left } from "../../../../local/doctor/checks/overdue.ts";
import { enoughRoom } from "../../../../local/doctor/checks/quotas.ts";
import { stands } from "../../../../local/doctor/checks/stack.ts";
import { goesOn } from "../../../../local/doctor/checks/switched.ts";
import { ABSENT, patient, THERE } from "../patient.ts";
import type { Row } from "../rule-table.ts";

const here = patient();
const nowhere = patient({ stack: ABSENT });
const unseen = patient({ stack: { is: "unseen", why: new Error("refused") } });

const QUOTAS = { open: 1_000, transitions: 1, starts: 1 };
const queue = (id: string, messages: number) => ({ id, url: "https://sqs/q", arn: "arn:q", messages });
const rung = (name: string, more: Partial<Alarm> = {}) => {
  const AlarmName = `ripen-dev-${name}`;
  return ringing([AlarmName], [{ AlarmName, StateValue: "ALARM", ActionsEnabled: true, ...more }], here);
};
const stack = (status: string) => stands({ ...THERE, status }, here);

export const STACK_CASES: readonly Row[] = [
  [
    "no bootstrap, before a first deployment",
    bootstrapped(undefined, nowhere),
    [/^stops: .* → npx cdk bootstrap$/],
  ],
  ["no bootstrap any more: only the next deployment needs it", bootstrapped(undefined, here), [/^warns/]],
  ["no bootstrap, and a stack that couldn't be seen", bootstrapped(undefined, unseen), [/^unknown/]],
  ["a bootstrap too old", bootstrapped(5, nowhere), [/^stops: .* is version 5; a deployment needs 6/]],
  ["a bootstrap just new enough", bootstrapped(6, nowhere), [/^fine/]],
  [
    "a profile is named in what mends",
    bootstrapped(undefined, patient({ stack: ABSENT, profile: "firm" })),
    [/cdk bootstrap --profile firm$/],
  ],

  [
    "another stage than cdk.json's",
    stands(ABSENT, patient({ stack: ABSENT, stackName: "ripen-prod" })),
    [/→ npx cdk deploy -c stage=prod$/],
  ],
  [
    "a stack that sends as an identity of another stage's is deployed so again",
    stands({ is: "absent" }, patient({ stack: { ...THERE, resources: [] }, stackName: "ripen-prod" })),
    [/→ npx cdk deploy -c stage=prod -c identity=existing$/],
  ],
  [
    "a region of the environment, where cdk.json names none",
    stands(ABSENT, patient({ stack: ABSENT, regionNamed: "eu-west-1" })),
    [/→ AWS_REGION=eu-west-1 npx cdk deploy$/],
  ],
  [
    "a region of the environment, where cdk.json names another",
    stands(
      ABSENT,
      patient({
        stack: ABSENT,
        regionNamed: "eu-west-1",
        settings: { ...here.settings, region: "eu-north-1" },
      }),
    ),
    [/→ npx cdk deploy -c region=eu-west-1$/],
  ],
  [
    "a creation that failed",
    stands({ is: "absent", left: "ROLLBACK_COMPLETE" }, nowhere),
    [/^stops: .* → aws cloudformation delete-stack --stack-name ripen-dev --region eu-west-1$/],
  ],
  [
    "a creation that failed of a stage of production, which is protected",
    stands(
      { is: "absent", left: "ROLLBACK_COMPLETE" },
      patient({ stack: ABSENT, stackName: "ripen-prod", settings: { ...here.settings, stage: "prod" } }),
    ),
    [
      /→ aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ripen-prod --region eu-west-1 && aws cloudformation delete-stack --stack-name ripen-prod --region eu-west-1$/,
    ],
  ],
  [
    "a creation under way",
    stands({ is: "absent", left: "CREATE_IN_PROGRESS" }, nowhere),
    [/^stops: .*ask again/],
  ],
  ["an update that went back", stack("UPDATE_ROLLBACK_COMPLETE"), [/^warns: .*the one before it runs/]],
  [
    "an update that couldn't go back",
    stack("UPDATE_ROLLBACK_FAILED"),
    [/^warns: .* continue-update-rollback/],
  ],
  ["a deployment under way", stack("UPDATE_IN_PROGRESS"), [/^warns/]],

  [
    "a stack that takes forms and looks after its leads",
    goesOn({ open: true, stream: "Enabled", sweeper: true }, here),
    [/^fine: ripen-dev takes forms, and its stream and sweeper are on\./],
  ],
  [
    "a stack that somebody closed turns forms away, and they are lost",
    goesOn({ open: false, stream: "Enabled", sweeper: true }, here),
    [
      /^stops: ripen-dev is closed: forms and activities are answered 503, and lost\. → npm run stack -- open --stack ripen-dev$/,
    ],
  ],
  [
    "a stack that somebody stopped starts and wakes nobody",
    goesOn({ open: false, stream: "Disabled", sweeper: false }, here),
    [
      /^stops: ripen-dev is closed/,
      /^stops: ripen-dev is stopped: the table's stream is Disabled and the sweeper is off, so no lead starts or wakes\. → npm run stack -- start --stack ripen-dev$/,
    ],
  ],
  [
    "a sweeper alone that is off",
    goesOn({ open: true, stream: "Enabled", sweeper: false }, here),
    [/^stops: ripen-dev is stopped: the sweeper is off, so what gets lost stays lost\./],
  ],
  [
    "a stream that comes to rest",
    goesOn({ open: true, stream: "Enabling", sweeper: true }, here),
    [/^warns: .*Enabling.*ask again/],
  ],

  [
    "an example sender stops letters",
    ownValues(["sender", "replyTo"], [], false),
    [/^stops: .*: sender, replyTo\./],
  ],
  ["an example postal address doesn't", ownValues(["postalAddress"], [], false), [/^warns/]],
  [
    "on the laptop nothing leaves anyway",
    ownValues(["sender"], ["tom"], true),
    [/^warns/, /^warns: .*: tom\./],
  ],

  ["nobody overdue", left([], here), [/^fine/]],
  [
    "somebody overdue",
    left(["a1"], here),
    [
      /^stops: 1 lead is overdue.*one is a1\. → aws logs filter-log-events --log-group-name ripen-dev-SweepLogs --start-time 1795348800000 --query 'events\[\]\.\[message\]' /,
    ],
  ],
  [
    "very many overdue",
    left(
      Array.from({ length: 1_001 }, () => "a1"),
      here,
    ),
    [/^stops: More than 1,000 leads are/],
  ],

  [
    "as many leads as open executions",
    enoughRoom(QUOTAS, { all: 1_000, dueInADay: 0 }, here),
    [/^stops: 1,000 leads.*L-B8A5B662 --desired-value 2000/],
  ],
  [
    "leads for four fifths of the open executions",
    enoughRoom(QUOTAS, { all: 800, dueInADay: 0 }, here),
    [/^warns/],
  ],
  [
    "more steps in a day than an hour's transitions",
    enoughRoom(QUOTAS, { all: 1, dueInADay: 1_201 }, here),
    [/^warns: .*L-AD9B4E93/],
  ],
  [
    "steps for just an hour's transitions",
    enoughRoom(QUOTAS, { all: 1, dueInADay: 1_200 }, here),
    [/^fine: .*1 lead is there/],
  ],
  [
    "room for nobody knows how many, while the stack can't be seen",
    enoughRoom(QUOTAS, undefined, unseen),
    [/^unknown: .*until the stack can be seen/],
  ],
  [
    "no quota of starts listed: those that leads depend on are looked at all the same",
    enoughRoom({ open: 1_000, transitions: 1 }, { all: 1_000, dueInADay: 0 }, here),
    [/^stops: 1,000 leads/],
  ],
  [
    "no quota of starts listed, and room for all",
    enoughRoom({ open: 9, transitions: 1 }, { all: 1, dueInADay: 0 }, here),
    [/^fine: Step Functions allows 9 open executions and 1 transitions a second; 1 lead is there/],
  ],
  ["no quotas listed", enoughRoom({}, undefined, here), [/^unknown/]],

  [
    "no place left for our functions",
    roomFor({ ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 0 }, here),
    [/^stops/],
  ],
  [
    "a new account's ten places",
    roomFor({ ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 }, here),
    [/^warns: .*L-B99A9384 --desired-value 1000/],
  ],
  [
    "a thousand places that others have reserved: more are asked for than there are",
    roomFor({ ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 0 }, here),
    [/^stops: .*--desired-value 2000/],
  ],

  ["no alarms at all", ringing([], [], here), [/^warns: .*→ npx cdk deploy$/]],
  [
    "an alarm while leads stand still",
    rung("SweepFails", { AlarmDescription: "Rings when nobody repairs. First: Read the log." }),
    [/^stops: ripen-dev-SweepFails rings: nobody repairs\. → Read the log\.$/],
  ],
  ["another alarm, whose description somebody edited", rung("CampaignsStop"), [/^warns/]],
  [
    "an alarm that has nothing to count yet isn't missing",
    rung("SweepFails", { StateValue: "INSUFFICIENT_DATA" }),
    [/^fine: None of 1 alarms rings; 1 had nothing to count yet\./],
  ],
  [
    "an alarm that somebody muted",
    rung("SweepFails", { StateValue: "OK", ActionsEnabled: false }),
    [
      /^warns: ripen-dev-SweepFails is muted: nobody is told when it rings\. → aws cloudwatch enable-alarm-actions --alarm-names ripen-dev-SweepFails /,
    ],
  ],
  [
    "an alarm that somebody deleted",
    ringing(["ripen-dev-SweepFails"], [], here),
    [/^warns: CloudWatch has lost ripen-dev-SweepFails: .*→ npx cdk deploy --revert-drift$/],
  ],

  [
    "the stream's dead letters hold only positions",
    givenUp([queue("FollowerDeadLetters1", 1)], here),
    [/^warns: 1 message was .*purge-queue/],
  ],
  [
    "mails' events can be had again",
    givenUp([queue("MailEventsDeadLetters1", 2)], here),
    [/^warns: 2 messages were .*start-message-move-task/],
  ],
  [
    "others are read",
    givenUp([queue("CrmDeadLetters1", 2)], here),
    [/^warns: .*receive-message .* --visibility-timeout 0 /],
  ],

  [
    "an execution that failed within a day",
    broke({ FAILED: 1, TIMED_OUT: 0, ABORTED: 0 }, "arn:m", here),
    [/^warns: 1 execution failed .*list-executions --state-machine-arn arn:m --status-filter FAILED/],
  ],
  [
    "executions that somebody stopped, and one that lived too long",
    broke({ FAILED: 0, TIMED_OUT: 1, ABORTED: 1_200 }, "arn:m", here),
    [/^warns: 1 execution timed out .*TIMED_OUT/, /^warns: 1,200 executions were stopped .*ABORTED/],
  ],
];
