/** An account in the middle of docs/deploy.md: deployed, with DNS half done, nobody's subscription confirmed as it should be, and a first lead in it. */
import { marshall } from "@aws-sdk/util-dynamodb";
import { type Account, notAllowed } from "../account.ts";
import type { Zone } from "../name-server.ts";
import { alarm, dueLeads, healthy, queueUrl, subscription, TOPICS, table } from "./healthy.ts";

const SUBSCRIBED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  [TOPICS.sales]: [
    ["sales", "PendingConfirmation"],
    ["tom", "PendingConfirmation"],
  ],
  [TOPICS.tasks]: [["sales", `${TOPICS.tasks}:clicked`]],
  [TOPICS.alarms]: [["operators", `${TOPICS.alarms}:signed`]],
};

export const halfFinished: Account = {
  ...healthy,
  "ses:GetAccount": () => ({
    EnforcementStatus: "HEALTHY",
    ProductionAccessEnabled: false,
    SendingEnabled: true,
    SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 2 },
  }),
  "ses:GetEmailIdentity": () => ({
    IdentityType: "DOMAIN",
    VerifiedForSendingStatus: false,
    VerificationStatus: "PENDING",
    DkimAttributes: {
      SigningEnabled: true,
      Status: "PENDING",
      Tokens: ["abc", "def", "ghi"],
      SigningHostedZone: "dkim.amazonses.com",
    },
    MailFromAttributes: {
      MailFromDomain: "mail.your-company.com",
      MailFromDomainStatus: "PENDING",
      BehaviorOnMxFailure: "USE_DEFAULT_VALUE",
    },
  }),
  "sns:ListSubscriptionsByTopic": ({ TopicArn }) => ({
    Subscriptions: (SUBSCRIBED[String(TopicArn)] ?? []).map(([who, arn]) =>
      subscription(`${who}@your-company.com`, arn),
    ),
  }),
  "sns:GetSubscriptionAttributes": ({ SubscriptionArn }) => ({
    Attributes: {
      PendingConfirmation: "false",
      ConfirmationWasAuthenticated: String(String(SubscriptionArn).endsWith(":signed")),
    },
  }),
  "dynamodb:DescribeTable": () => table(1),
  "dynamodb:Query": dueLeads(0),
  "dynamodb:GetItem": ({ Key }) =>
    JSON.stringify(Key).includes("green-bananas")
      ? {
          Item: marshall({ pausedAt: 1_795_338_000_000, because: "hard bounces 3.1 % of the last 32 mails" }),
        }
      : {},
  "servicequotas:ListAWSDefaultServiceQuotas": notAllowed("servicequotas:ListAWSDefaultServiceQuotas"),
  "lambda:GetAccountSettings": () => ({
    AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 },
  }),
  "cloudwatch:DescribeAlarms": () => ({
    MetricAlarms: [
      alarm(
        "NobodyTold",
        "ALARM",
        "Rings when a lead is ripe and nobody hears of it: the sales topic has no confirmed subscription. First: Confirm or renew it (an unconfirmed one dies after 48 hours); the lead is told again by itself.",
      ),
      alarm("SweepFails", "OK"),
      alarm("LeadsInTrouble", "INSUFFICIENT_DATA"),
    ],
  }),
  "cloudwatch:GetMetricStatistics": ({ MetricName }) => ({
    Label: MetricName,
    Datapoints: MetricName === "TouchUnknown" ? [{ Sum: 1, Unit: "Count" }] : [],
  }),
  "sqs:GetQueueAttributes": ({ QueueUrl }) => ({
    Attributes: {
      ApproximateNumberOfMessages: QueueUrl === queueUrl("MailEventsDeadLetters") ? "3" : "0",
      QueueArn: `arn:aws:sqs:eu-west-1:123456789012:${String(QueueUrl).split("/").at(-1)}`,
    },
  }),
};

/** The first of the three, a second mistyped, the third forgotten; of MAIL FROM the MX record only. */
export const halfFinishedZone: Zone = {
  "abc._domainkey.your-company.com CNAME": ["abc.dkim.amazonses.com"],
  "def._domainkey.your-company.com CNAME": ["def.dkim.amazonses.com.your-company.com"],
  "mail.your-company.com MX": ["10 feedback-smtp.eu-west-1.amazonses.com"],
};
