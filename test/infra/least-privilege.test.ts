import { describe, expect, test } from "vitest";
import { functions, mayDo, resources, roleOf, statements, target } from "./deployed.ts";

const decide = [
  "dynamodb:ConditionCheckItem",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:UpdateItem",
];
/** What a person of sales no longer holds leaves their list. */
const handOver = ["dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", ...decide.slice(1)];
const readKey = ["secretsmanager:GetSecretValue"];
const writeLog = ["logs:CreateLogStream", "logs:PutLogEvents"];

/** Beside its own log group, this is everything that each may touch. */
const rights: Record<string, Record<string, readonly string[]>> = {
  // A stamp of when a form was shown is signed like a link.
  CaptureLead: { LeadTable: decide, IdSecret: readKey, LinkSecret: readKey },
  RecordActivity: { LeadTable: handOver, IdSecret: readKey },
  AnswerHandoff: { LeadTable: handOver, LinkSecret: readKey },
  ManageMyLeads: {
    LeadTable: handOver,
    LinkSecret: readKey,
    SalesTopic: ["sns:GetTopicAttributes", "sns:Publish"],
  },
  SendDigests: {
    LeadTable: ["dynamodb:PutItem", "dynamodb:Query"],
    LinkSecret: readKey,
    SalesTopic: ["sns:GetTopicAttributes", "sns:Publish"],
  },
  ReportTask: { LeadTable: decide, LinkSecret: readKey },
  AnswerQuestion: { LeadTable: decide, LinkSecret: readKey },
  ShowDossier: {
    LeadTable: ["dynamodb:Query"],
    LinkSecret: readKey,
    "SentMails/*": ["s3:GetObject"],
  },
  ManageSubscription: { LeadTable: decide, LinkSecret: readKey },
  RecordEmailEvent: {
    LeadTable: decide,
    MailEventsQueue: [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:ReceiveMessage",
    ],
  },
  AdvanceLead: {
    LeadTable: handOver,
    LinkSecret: readKey,
    MailSender: ["ses:SendEmail"],
    MailConfigurationSet: ["ses:SendEmail"],
    TasksTopic: ["sns:GetTopicAttributes", "sns:Publish"],
    "SentMails/*": ["s3:PutObject"],
    // Of any identity, but from the sender's address only: see the test below.
    ":identity/*": ["ses:SendEmail"],
  },
  ReleaseLead: {
    LeadTable: handOver,
    LinkSecret: readKey,
    SalesTopic: ["sns:GetTopicAttributes", "sns:Publish"],
  },
  FollowLeads: {
    LeadTable: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
    NurtureMachine: ["states:SendTaskSuccess", "states:StartExecution"],
    FollowerDeadLetters: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"],
    "*": ["dynamodb:ListStreams"],
  },
  SweepLeads: {
    LeadTable: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"],
    "LeadTable/index/due": ["dynamodb:Query"],
    NurtureMachine: ["states:SendTaskSuccess"],
  },
  NurtureMachine: {
    AdvanceLead: ["lambda:InvokeFunction"],
    ReleaseLead: ["lambda:InvokeFunction"],
    LeadTable: ["dynamodb:UpdateItem"],
    // The only rights that Step Functions knows for delivering a log.
    "*": [
      "logs:CreateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:DescribeLogGroups",
      "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:UpdateLogDelivery",
    ],
  },
};

test.each(Object.entries(rights))("%s may do just this, and writes to its own log alone", (id, expected) => {
  const { ownLog, others } = apartFromLog(mayDo(roleOf(id)));
  expect(others).toEqual(expected);
  expect(ownLog).toEqual(id === "NurtureMachine" ? [] : [writeLog]);
});

test("where SES asks for the recipient's identity too, as in its sandbox, mail still leaves from the sender alone", () => {
  const [conditional] = statements(roleOf("AdvanceLead")).filter(({ Condition }) => Condition !== undefined);
  expect(target(conditional?.Resource)).toBe(":identity/*");
  expect(conditional?.Condition).toEqual({
    StringLike: { "ses:FromAddress": "*@orchard-cold-chain.example" },
  });
});

describe("of all functions", () => {
  test("every one is in the table above", () => {
    expect(Object.keys(functions).sort()).toEqual(
      Object.keys(rights)
        .filter((id) => id !== "NurtureMachine")
        .sort(),
    );
  });

  test("no two share a role, and none has a managed policy", () => {
    const roles = Object.keys(functions).map(roleOf);
    expect(new Set(roles).size).toBe(roles.length);
    for (const role of Object.values(resources("AWS::IAM::Role"))) {
      expect(role).not.toHaveProperty("ManagedPolicyArns");
    }
  });

  test("only follow-leads and sweep-leads know the machine: one it invokes would be a circle", () => {
    const knowing = Object.entries(functions)
      .filter(([id, { environment }]) =>
        JSON.stringify([environment, mayDo(roleOf(id))]).includes("NurtureMachine"),
      )
      .map(([id]) => id);
    expect(knowing.sort()).toEqual(["FollowLeads", "SweepLeads"]);
  });
});

/** Generated ids end in eight hexadecimal digits, which say nothing to a reader. */
const withoutHash = (id: string) => id.replace(/[0-9A-F]{8}$/, "");

function apartFromLog(allowed: Readonly<Record<string, readonly string[]>>) {
  const entries = Object.entries(allowed).map(([id, verbs]) => [withoutHash(id), verbs] as const);
  const isLog = (id: string) => id.endsWith("Logs");
  return {
    ownLog: entries.filter(([id]) => isLog(id)).map(([, verbs]) => verbs),
    others: Object.fromEntries(entries.filter(([id]) => !isLog(id))),
  };
}
