/** cdk-nag's two packs that are about a stack like this, over every template that the settings can make. */
import { type App, Duration, type Stack, Validations } from "aws-cdk-lib";
import { Topic } from "aws-cdk-lib/aws-sns";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { describe, expect, test } from "vitest";
import { ripenApp } from "../../infra/ripen-app.ts";
import { acknowledged } from "./acknowledged.ts";
import { CONTEXTS } from "./contexts.ts";
import { functions } from "./deployed.ts";

const unbundled = (context: Readonly<Record<string, unknown>> = {}) =>
  ripenApp({ context: { ...context, "aws:cdk:bundling-stacks": [] }, validate: false });

const packs = (app: App) => [new AwsSolutionsChecks(app), new ServerlessChecks(app)];

/** Warnings too, which would not fail a synthesis. */
const findings = (app: App) =>
  packs(app).flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
      ),
  );

describe("cdk-nag finds nothing that isn't explained", () => {
  test.each(Object.entries(CONTEXTS))("in %s", (_name, context) => {
    expect(findings(unbundled(context))).toEqual([]);
  });
});

describe("cdk-nag really looks", () => {
  const app = unbundled();
  const stack = app.node.findChild("Ripen") as Stack;
  new Topic(stack, "Careless");
  new Queue(stack, "Endless", { enforceSSL: true, retentionPeriod: Duration.days(1) });
  // Aspects.of(app).add(...) would check nothing, and say nothing about it.
  Validations.of(app).addPlugins(...packs(app));

  test("a topic that takes plain HTTP is found by the one pack, a queue without dead letters by the other", () => {
    expect(findings(app)).toEqual([
      "AwsSolutions-SNS3 Ripen/Careless/Resource",
      "AwsSolutions-SQS3 Ripen/Endless/Resource",
      "Serverless-SQSRedrivePolicy Ripen/Endless/Resource",
    ]);
  });

  test("and both stop a synthesis", () => {
    expect(() => app.synth()).toThrow(/AwsSolutions-SNS3[\s\S]*Serverless-SQSRedrivePolicy/);
  });
});

test("these findings are excused, each with its reason", () => {
  const { everyFunction, others } = excuses(unbundled());
  expect(everyFunction).toEqual({
    "Serverless-LambdaDLQ": Object.keys(functions).length,
    "Serverless-LambdaTracing": Object.keys(functions).length,
  });
  expect(others).toEqual(
    [
      "Alarms/Topic Serverless-SNSRedrivePolicy",
      "Announcer/Announce AwsSolutions-IAM5[Resource::*]",
      "Announcer/Announce AwsSolutions-IAM5[Resource::<SentMails.Arn>/left/*]",
      "Announcer/DeadLetters AwsSolutions-SQS3",
      "Announcer/DeadLetters Serverless-SQSRedrivePolicy",
      "Api/Http AwsSolutions-APIG4",
      "Desk/Schedule Serverless-EventBusDLQ",
      "Follower/DeadLetters AwsSolutions-SQS3",
      "Follower/DeadLetters Serverless-SQSRedrivePolicy",
      "Follower/Follow AwsSolutions-IAM5[Resource::*]",
      "Keys/Ids AwsSolutions-SMG4",
      "Keys/Links AwsSolutions-SMG4",
      "MailEvents/DeadLetters Serverless-SQSRedrivePolicy",
      "MailEvents/Record Serverless-LambdaEventSourceMappingDestination",
      "Nurture/Advance AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      "Nurture/Advance AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]",
      "Nurture/Machine AwsSolutions-SF1",
      "Nurture/Machine AwsSolutions-SF2",
      "Nurture/Machine Serverless-StepFunctionStateMachineXray",
      "Nurture/MachineRole AwsSolutions-IAM5[Resource::*]",
      "Pages/Dossier AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      "Pages/Subscription AwsSolutions-IAM5[Resource::<SentMails.Arn>/left/*]",
      "Privacy/Erase AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      "Privacy/Erase AwsSolutions-IAM5[Resource::<SentMails.Arn>/erased/*]",
      "Privacy/Export AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      "Sales Serverless-SNSRedrivePolicy",
      "SentMails/Bucket AwsSolutions-S1",
      "Stages/Schedule Serverless-EventBusDLQ",
      "Sweeper/Schedule Serverless-EventBusDLQ",
      "Sweeper/Sweep AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      "Sweeper/Sweep AwsSolutions-IAM5[Resource::<SentMails.Arn>/erased/*]",
      "Tasks Serverless-SNSRedrivePolicy",
    ].sort(),
  );
});

const OF_EVERY_FUNCTION = new Set(["Serverless-LambdaDLQ", "Serverless-LambdaTracing"]);

function excuses(app: App) {
  const everyFunction: Record<string, number> = {};
  const others: string[] = [];
  for (const { path, finding, reason } of acknowledged(app)) {
    expect(reason.length).toBeGreaterThan(40);
    if (OF_EVERY_FUNCTION.has(finding)) everyFunction[finding] = (everyFunction[finding] ?? 0) + 1;
    else others.push(`${path} ${finding}`);
  }
  return { everyFunction, others: others.sort() };
}
