/** What is granted though no call on the laptop needs it, each with its reason. */
import { type Grant, inShort } from "./granted.ts";

export interface Reason {
  /** The logical id of a function or a state machine, or everybody. */
  readonly who: string;
  readonly actions: readonly string[];
  /** The whole of what `inShort` writes: a `*` in a right is meant as a `*`. */
  readonly on: RegExp;
  readonly because: string;
}

export const REASONS: readonly Reason[] = [
  {
    who: "everybody",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    on: /^\w+Logs$/,
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
    on: /^\*$/,
    because: "Step Functions sets up the delivery of its error log with them; the laptop keeps no such log.",
  },
  {
    who: "AdvanceLead",
    actions: ["ses:SendEmail"],
    on: /^identity\/\*$/,
    because:
      "In its sandbox SES asks for the recipient's identity too; the laptop's account is out of it. The condition lets mail leave from the sender's domain only.",
  },
  {
    who: "RecordEmailEvent",
    actions: ["sqs:ChangeMessageVisibility", "sqs:GetQueueUrl"],
    on: /^MailEventsQueue$/,
    because:
      "CDK grants them with the three that Lambda's poller asks for, in one verb and on this queue alone.",
  },
  {
    who: "FollowLeads",
    actions: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
    on: /^FollowerDeadLetters$/,
    because:
      "CDK grants them with the right to send to the dead letters, in one verb and on this queue alone.",
  },
  {
    who: "AnnounceLeads",
    actions: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
    on: /^AnnouncerDeadLetters$/,
    because:
      "CDK grants them with the right to send to the dead letters, in one verb and on this queue alone.",
  },
];

export const fits = ({ who, actions, on }: Reason, grant: Grant) =>
  (who === "everybody" || who === grant.who) &&
  actions.includes(grant.action) &&
  on.test(inShort(grant.resource));
