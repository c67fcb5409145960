// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's placeholders
/** A small shop's template, which has nothing to do with leads. */
import { arnOf, lambda, ref, table } from "../aws/small-laptop.ts";

const definition = {
  QueryLanguage: "JSONata",
  StartAt: "Wait",
  States: {
    Wait: { Type: "Wait", Seconds: 259_200, Next: "Step" },
    Step: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Arguments: { FunctionName: "${Step}", Payload: { order: "{% $states.input.order %}" } },
      Output: "{% $states.result %}",
      End: true,
    },
  },
};

export const SHOP = {
  Orders: table(),
  Lost: { Type: "AWS::SQS::Queue" },
  Work: {
    Type: "AWS::SQS::Queue",
    Properties: {
      VisibilityTimeout: 60,
      RedrivePolicy: { deadLetterTargetArn: arnOf("Lost"), maxReceiveCount: 2 },
    },
  },
  News: { Type: "AWS::SNS::Topic", Properties: { DisplayName: "News" } },
  WorkHears: {
    Type: "AWS::SNS::Subscription",
    Properties: { Protocol: "sqs", Endpoint: arnOf("Work"), TopicArn: ref("News"), RawMessageDelivery: true },
  },
  TomHears: {
    Type: "AWS::SNS::Subscription",
    Properties: { Protocol: "email", Endpoint: "tom@orchard.example", TopicArn: ref("News") },
  },
  Key: {
    Type: "AWS::SecretsManager::Secret",
    Properties: {
      GenerateSecretString: {
        SecretStringTemplate: '{"keyId":"k1"}',
        GenerateStringKey: "key",
        PasswordLength: 40,
        ExcludePunctuation: true,
      },
    },
  },
  Watch: lambda("watch", { ORDERS: ref("Orders"), LOST: ref("Lost"), NEWS: ref("News") }),
  Do: lambda("do"),
  Tick: lambda("tick"),
  Step: { ...lambda("step"), Properties: { Timeout: 0.1 } },
  WatchOrders: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      EventSourceArn: { "Fn::GetAtt": ["Orders", "StreamArn"] },
      FunctionName: ref("Watch"),
      StartingPosition: "TRIM_HORIZON",
      BatchSize: 10,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 2,
      ParallelizationFactor: 3,
      DestinationConfig: { OnFailure: { Destination: arnOf("Lost") } },
      FilterCriteria: {
        Filters: [
          { Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"order"}]}}}}' },
        ],
      },
    },
  },
  DoWork: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      EventSourceArn: arnOf("Work"),
      FunctionName: ref("Do"),
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    },
  },
  Hourly: {
    Type: "AWS::Events::Rule",
    Properties: { ScheduleExpression: "rate(1 hour)", Targets: [{ Arn: arnOf("Tick"), Id: "Target0" }] },
  },
  Machine: {
    Type: "AWS::StepFunctions::StateMachine",
    Properties: {
      DefinitionString: JSON.stringify(definition),
      DefinitionSubstitutions: { Step: arnOf("Step") },
      RoleArn: "arn:aws:iam::000000000000:role/x",
    },
  },
};
