/** An account in which everything is as it should be. */
import { KINDS } from "../../../../local/doctor/checks/event-destination.ts";
import { type Account, Refused } from "../account.ts";
import type { Zone } from "../name-server.ts";

const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:123456789012:${rest}`;
export const TOPICS = {
  sales: arn("sns", "ripen-prod-SalesTopic0A1B2C3D-E4F5"),
  tasks: arn("sns", "ripen-prod-TasksTopic1A2B3C4D-F5A6"),
  alarms: arn("sns", "ripen-prod-AlarmsTopic2A3B4C5D-A6B7"),
  mails: arn("sns", "ripen-prod-MailEventsTopic3A4B5C6D-B7C8"),
};
export const queueUrl = (name: string) =>
  `https://sqs.eu-west-1.amazonaws.com/123456789012/ripen-prod-${name}`;
export const SET = "ripen-prod-MailConfigurationSet4A5B6C7D";
export const STACK = {
  StackId: arn("cloudformation", "stack/ripen-prod/11112222-3333-4444-5555-666677778888"),
  StackName: "ripen-prod",
  CreationTime: "2026-05-04T09:00:00Z",
  StackStatus: "UPDATE_COMPLETE",
  Outputs: [
    ["FormUrl", "https://a1b2c3.execute-api.eu-west-1.amazonaws.com/leads"],
    ["LeadTableName", "ripen-prod-LeadTable-9Z8Y"],
    ["StateMachineArn", arn("states", "stateMachine:NurtureMachine-7X6W")],
    ["SalesTopicArn", TOPICS.sales],
    ["TasksTopicArn", TOPICS.tasks],
    ["AlarmTopicArn", TOPICS.alarms],
  ].map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
};

export const RESOURCES = [
  ["MailSender5A6B7C8D", "AWS::SES::EmailIdentity", "your-company.com"],
  ["MailConfigurationSet4A5B6C7D", "AWS::SES::ConfigurationSet", SET],
  ["MailEventsTopic3A4B5C6D", "AWS::SNS::Topic", TOPICS.mails],
  ["MailEventsDeadLetters6A7B8C9D", "AWS::SQS::Queue", queueUrl("MailEventsDeadLetters")],
  ["MailEventsQueue7A8B9C0D", "AWS::SQS::Queue", queueUrl("MailEventsQueue")],
  ["FollowerDeadLetters8A9B0C1D", "AWS::SQS::Queue", queueUrl("FollowerDeadLetters")],
  ...["SweepFails", "LeadsInTrouble", "NobodyTold"].map((name) => [
    `Alarms${name}0B1C2D3E`,
    "AWS::CloudWatch::Alarm",
    `ripen-prod-${name}`,
  ]),
  ["CaptureLead", "AWS::Lambda::Function", "ripen-prod-CaptureLead-D9E0"],
  ["RecordActivity", "AWS::Lambda::Function", "ripen-prod-RecordActivity-E0F1"],
  ["FollowerFollowLeads0C1D2E3F", "AWS::Lambda::EventSourceMapping", "9d0c0a8e-1f2b"],
  ["SweeperSchedule1D2E3F4A", "AWS::Events::Rule", "ripen-prod-SweeperSchedule1D2E3F4A-F1A2"],
  ["NurtureMachine", "AWS::StepFunctions::StateMachine", arn("states", "stateMachine:NurtureMachine-7X6W")],
  ["SweeperSweepLogs9A0B1C2D", "AWS::Logs::LogGroup", "ripen-prod-SweeperSweepLogs9A0B1C2D-C8D9"],
].map(([LogicalResourceId, ResourceType, PhysicalResourceId]) => ({
  LogicalResourceId,
  ResourceType,
  PhysicalResourceId,
  ResourceStatus: "CREATE_COMPLETE",
}));

export const subscription = (address: string, SubscriptionArn: string) => ({
  Protocol: "email",
  Endpoint: address,
  Owner: "123456789012",
  SubscriptionArn,
});

const SUBSCRIBED: Readonly<Record<string, readonly string[]>> = {
  [TOPICS.sales]: ["sales", "tom", "ruth"],
  [TOPICS.tasks]: ["sales"],
  [TOPICS.alarms]: ["operators"],
};

export const alarm = (name: string, StateValue: string, AlarmDescription = "Look.") => ({
  AlarmName: `ripen-prod-${name}`,
  AlarmDescription,
  StateValue,
  StateUpdatedTimestamp: 1_795_338_000,
});

const quota = (QuotaCode: string, QuotaName: string, Value: number) => ({
  ServiceCode: "states",
  QuotaCode,
  QuotaName,
  Value,
  Adjustable: true,
});

export const table = (leads: number) => ({
  Table: {
    TableName: "ripen-prod-LeadTable-9Z8Y",
    TableStatus: "ACTIVE",
    ItemCount: leads * 31,
    GlobalSecondaryIndexes: [
      { IndexName: "due", ItemCount: leads },
      { IndexName: "arrivals", ItemCount: leads },
    ],
  },
});

/** Of the index `due`: so many leads in each of its partitions. */
export const dueLeads = (inEach: number) => (input: Readonly<Record<string, unknown>>) =>
  input["Select"] === "COUNT" ? { Count: inEach, ScannedCount: inEach } : { Items: [], Count: 0 };

export const healthy: Account = {
  "ssm:GetParameter": ({ Name }) => ({
    Parameter: { Name, Type: "String", Value: "28", Version: 4, DataType: "text" },
  }),
  "cloudformation:DescribeStacks": () => ({ Stacks: [STACK] }),
  "cloudformation:ListStackResources": () => ({ StackResourceSummaries: RESOURCES }),
  "ses:GetAccount": () => ({
    EnforcementStatus: "HEALTHY",
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 812 },
  }),
  "ses:GetEmailIdentity": () => ({
    IdentityType: "DOMAIN",
    VerifiedForSendingStatus: true,
    VerificationStatus: "SUCCESS",
    DkimAttributes: {
      SigningEnabled: true,
      Status: "SUCCESS",
      Tokens: ["abc", "def", "ghi"],
      SigningHostedZone: "dkim.amazonses.com",
    },
    MailFromAttributes: {
      MailFromDomain: "mail.your-company.com",
      MailFromDomainStatus: "SUCCESS",
      BehaviorOnMxFailure: "USE_DEFAULT_VALUE",
    },
  }),
  "ses:GetConfigurationSet": ({ name }) => ({
    ConfigurationSetName: name,
    SendingOptions: { SendingEnabled: true },
  }),
  "ses:GetConfigurationSetEventDestinations": () => ({
    EventDestinations: [
      {
        Name: "Events",
        Enabled: true,
        MatchingEventTypes: KINDS,
        SnsDestination: { TopicArn: TOPICS.mails },
      },
    ],
  }),
  "sns:ListSubscriptionsByTopic": ({ TopicArn }) => ({
    Subscriptions: (SUBSCRIBED[String(TopicArn)] ?? []).map((who, n) =>
      subscription(`${who}@your-company.com`, `${TopicArn}:${n}`),
    ),
  }),
  "sns:GetSubscriptionAttributes": () => ({
    Attributes: { PendingConfirmation: "false", ConfirmationWasAuthenticated: "true" },
  }),
  "dynamodb:DescribeTable": () => table(41_200),
  "dynamodb:Query": dueLeads(310),
  "dynamodb:GetItem": () => ({}),
  "servicequotas:ListAWSDefaultServiceQuotas": () => ({
    Quotas: [
      quota("L-B8A5B662", "Open executions", 1_000_000),
      quota("L-AD9B4E93", "StateTransition throttle token refill rate per second", 5_000),
      quota("L-1B55A735", "StartExecution throttle token refill rate per second", 300),
    ],
  }),
  "servicequotas:ListServiceQuotas": () => ({ Quotas: [quota("L-B8A5B662", "Open executions", 2_000_000)] }),
  "lambda:GetAccountSettings": () => ({
    AccountLimit: { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 1_000 },
    AccountUsage: { FunctionCount: 17 },
  }),
  "lambda:GetFunctionConcurrency": () => ({}),
  "lambda:GetEventSourceMapping": ({ name }) => ({ UUID: name, State: "Enabled" }),
  "events:DescribeRule": ({ Name }) => ({ Name, State: "ENABLED" }),
  "cloudwatch:DescribeAlarms": () => ({
    MetricAlarms: ["SweepFails", "LeadsInTrouble", "NobodyTold"].map((name) => alarm(name, "OK")),
    CompositeAlarms: [],
  }),
  "cloudwatch:GetMetricStatistics": ({ MetricName }) => ({ Label: MetricName, Datapoints: [] }),
  "sqs:GetQueueAttributes": ({ QueueUrl }) => ({
    Attributes: {
      ApproximateNumberOfMessages: "0",
      QueueArn: `arn:aws:sqs:eu-west-1:123456789012:${String(QueueUrl).split("/").at(-1)}`,
    },
  }),
};

/** Of which only the policy is asked for: SES has found all else. */
export const healthyZone: Zone = {
  "_dmarc.your-company.com TXT": ["v=DMARC1; p=quarantine; rua=mailto:dmarc@your-company.com"],
};

export const notFound = (what: string): never => {
  throw new Refused("NotFoundException", `${what} does not exist.`);
};
