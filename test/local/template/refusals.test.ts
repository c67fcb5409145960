// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's placeholders
import { afterEach, expect, test } from "vitest";
import { type SmallLaptop, smallLaptop, stopAndForget, table } from "../aws/small-laptop.ts";

let laptop: SmallLaptop | undefined;
afterEach(async () => {
  if (laptop) await stopAndForget(laptop);
  laptop = undefined;
});

const machine = (definition: object) => ({
  Type: "AWS::StepFunctions::StateMachine",
  Properties: { DefinitionString: JSON.stringify(definition), RoleArn: "arn:aws:iam::000000000000:role/x" },
});

test.each<[string, Record<string, object>, RegExp]>([
  [
    "a resource type nobody stands up",
    { Files: { Type: "AWS::EFS::FileSystem" } },
    /Files is an AWS::EFS::FileSystem/,
  ],
  [
    "a property nobody honours",
    { Things: table({ KinesisStreamSpecification: {} }) },
    /Things .*KinesisStreamSpecification/,
  ],
  ["a function without its source", { Do: { Type: "AWS::Lambda::Function" } }, /Do has no ripen:entry/],
  [
    "a subscription nobody delivers",
    {
      Sub: { Type: "AWS::SNS::Subscription", Properties: { TopicArn: "a", Protocol: "sms", Endpoint: "1" } },
    },
    /Sub .*sqs/,
  ],
  [
    "a rule with a pattern",
    { Rule: { Type: "AWS::Events::Rule", Properties: { EventPattern: {}, Targets: [] } } },
    /Rule .*schedules only/,
  ],
  [
    "an unknown intrinsic",
    { Q: { Type: "AWS::SQS::Queue", Properties: { QueueName: { "Fn::ImportValue": "x" } } } },
    /Fn::ImportValue/,
  ],
  [
    "a task nobody carries out",
    {
      M: machine({
        QueryLanguage: "JSONata",
        StartAt: "A",
        States: { A: { Type: "Task", Resource: "arn:aws:states:::s3:putObject", End: true } },
      }),
    },
    /s3:putObject/,
  ],
  [
    "a placeholder nobody fills",
    { M: machine({ Comment: "${Missing}", StartAt: "A", States: {} }) },
    /M: nothing fills the placeholder Missing/,
  ],
])("%s is refused by name", async (_, resources, complaint) => {
  await expect(smallLaptop(resources)).rejects.toThrow(complaint);
});

test("roles, logs, alarms and dashboards are accepted and change nothing", async () => {
  laptop = await smallLaptop({
    Role: { Type: "AWS::IAM::Role" },
    Policy: { Type: "AWS::IAM::Policy" },
    Log: { Type: "AWS::Logs::LogGroup" },
    Alarm: { Type: "AWS::CloudWatch::Alarm" },
    Dashboard: { Type: "AWS::CloudWatch::Dashboard" },
    Permission: { Type: "AWS::Lambda::Permission" },
    CDKMetadata: { Type: "AWS::CDK::Metadata" },
    TopicPolicy: { Type: "AWS::SNS::TopicPolicy" },
    QueuePolicy: { Type: "AWS::SQS::QueuePolicy" },
  });
  expect(laptop.urls.aws).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});
