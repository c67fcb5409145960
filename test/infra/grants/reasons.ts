/** What is granted though no call on the laptop needs it, each with its reason. */
import { type Grant, inShort } from "./granted.ts";

export interface Reason {
  /** The logical id of a function or a state machine; `*` at either end stands for anything. */
  readonly who: string;
  readonly actions: readonly string[];
  /** As `inShort` writes it, with `*` likewise. */
  readonly on: string;
  readonly because: string;
}

export const REASONS: readonly Reason[] = [
  {
    who: "*",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    on: "*Logs",
    because: "Lambda itself writes a function's log in the name of its role; no SDK call does.",
  },
  {
    who: "NurtureMachine",
    actions: [
      "logs:CreateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:DescribeLogGroups",
      "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:UpdateLogDelivery",
    ],
    on: "*",
    because: "Step Functions sets up the delivery of its error log with them; the laptop keeps no such log.",
  },
  {
    who: "AdvanceLead",
    actions: ["ses:SendEmail"],
    on: "identity/*",
    because:
      "In its sandbox SES asks for the recipient's identity too; the laptop's account is out of it. The condition lets mail leave from the sender's domain only.",
  },
  {
    who: "RecordEmailEvent",
    actions: ["sqs:ChangeMessageVisibility", "sqs:GetQueueUrl"],
    on: "MailEventsQueue",
    because:
      "CDK grants them with the three that Lambda's poller asks for, in one verb and on this queue alone.",
  },
  {
    who: "FollowLeads",
    actions: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
    on: "FollowerDeadLetters",
    because:
      "CDK grants them with the right to send to the dead letters, in one verb and on this queue alone.",
  },
];

export const fits = ({ who, actions, on }: Reason, grant: Grant) =>
  isLike(grant.who, who) && actions.includes(grant.action) && isLike(inShort(grant.resource), on);

function isLike(text: string, pattern: string): boolean {
  if (pattern === "*" && text !== "*") return true;
  if (pattern === text) return true;
  if (pattern.startsWith("*")) return text.endsWith(pattern.slice(1));
  return pattern.endsWith("*") && text.startsWith(pattern.slice(0, -1));
}
