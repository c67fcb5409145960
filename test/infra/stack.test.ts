/** What the template promises a business, sentence by sentence. */
import { describe, expect, test } from "vitest";
import { ripenTemplate } from "../../infra/ripen-app.ts";
import { consumer, resources, target, template, theOnly } from "./deployed.ts";

describe("the public door", () => {
  const stage = theOnly("AWS::ApiGatewayV2::Stage");

  test("has these routes and no others, each open to every method, so that a wrong one gets its 405", () => {
    const integrations = resources("AWS::ApiGatewayV2::Integration");
    const routes = Object.values(resources("AWS::ApiGatewayV2::Route")).map(({ RouteKey, Target }) => [
      RouteKey,
      target(integrations[targetId(Target)]?.["IntegrationUri"]),
    ]);
    expect(Object.fromEntries(routes)).toEqual({
      "ANY /leads": "CaptureLead",
      "ANY /leads/stamp": "CaptureLead",
      "ANY /activities": "RecordActivity",
      "ANY /admin/export": "ExportPerson",
      "ANY /admin/erase": "ErasePerson",
      "ANY /handoffs/{token}": "AnswerHandoff",
      "ANY /desk/{token}": "ManageMyLeads",
      "ANY /tasks/{token}": "ReportTask",
      "ANY /questions/{token}": "AnswerQuestion",
      "ANY /dossiers/{token}": "ShowDossier",
      "ANY /unsubscribe/{token}": "ManageSubscription",
      "ANY /confirm/{token}": "ManageSubscription",
      "ANY /preferences/{token}": "ManageSubscription",
    });
  });

  test("lets anybody in but at /activities and /admin, where only a request signed by somebody of the account's arrives", () => {
    const routes = Object.values(resources("AWS::ApiGatewayV2::Route"));
    const signed = routes.filter(({ AuthorizationType }) => AuthorizationType === "AWS_IAM");
    expect(signed.map(({ RouteKey }) => RouteKey)).toEqual([
      "ANY /activities",
      "ANY /admin/export",
      "ANY /admin/erase",
    ]);
    expect(new Set(routes.map(({ AuthorizationType = "NONE" }) => AuthorizationType))).toEqual(
      new Set(["NONE", "AWS_IAM"]),
    );
  });

  test("slows a flood down to 50 requests a second", () => {
    expect(stage).toMatchObject({
      StageName: "$default",
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
  });

  test("lets the company's own pages post from scripts, ask for a stamp and name a post, and nobody else's", () => {
    expect(theOnly("AWS::ApiGatewayV2::Api")["CorsConfiguration"]).toEqual({
      AllowOrigins: ["https://www.orchard-cold-chain.example"],
      AllowMethods: ["GET", "POST"],
      AllowHeaders: ["content-type", "idempotency-key"],
    });
  });

  test("logs which route was asked, never the path with its token, nor who asked", () => {
    const { Format } = stage["AccessLogSettings"] as { Format: string };
    expect(Object.values(JSON.parse(Format)).sort()).toEqual([
      "$context.integrationErrorMessage",
      "$context.requestId",
      "$context.requestTime",
      "$context.responseLatency",
      "$context.routeKey",
      "$context.status",
    ]);
  });
});

describe("mail", () => {
  test("is sent as the sender's domain, so that SES signs it with the domain's key", () => {
    expect(theOnly("AWS::SES::EmailIdentity")).toMatchObject({ EmailIdentity: "orchard-cold-chain.example" });
  });

  test("reports whatever became of it to a topic, which hands it raw to a queue", () => {
    const { EventDestination } = theOnly("AWS::SES::ConfigurationSetEventDestination") as {
      EventDestination: {
        Enabled: boolean;
        MatchingEventTypes: string[];
        SnsDestination: { TopicARN: unknown };
      };
    };
    expect(EventDestination.MatchingEventTypes.sort()).toEqual(
      [
        "bounce",
        "click",
        "complaint",
        "delivery",
        "deliveryDelay",
        "open",
        "reject",
        "renderingFailure",
        "send",
      ].sort(),
    );
    const topic = target(EventDestination.SnsDestination.TopicARN);
    const subscription = Object.values(resources("AWS::SNS::Subscription")).find(
      ({ TopicArn }) => target(TopicArn) === topic,
    );
    expect(subscription).toMatchObject({ Protocol: "sqs", RawMessageDelivery: true });
  });

  test("that can't be recorded in five tries waits 14 days for a person, and holds nobody else up", () => {
    const [queue = {}] = Object.values(resources("AWS::SQS::Queue")).filter((one) => "RedrivePolicy" in one);
    const { maxReceiveCount, deadLetterTargetArn } = queue["RedrivePolicy"] as Record<string, unknown>;
    expect(maxReceiveCount).toBe(5);
    expect(template.Resources[target(deadLetterTargetArn)]?.Properties).toMatchObject({
      MessageRetentionPeriod: 14 * 86_400,
    });
    expect(consumer("RecordEmailEvent")).toMatchObject({
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    // Six times the function's 30 seconds.
    expect(queue["VisibilityTimeout"]).toBe(180);
  });
});

test("sales' inbox is told by e-mail, and of tasks whoever does them, or sales; alarms go to whoever reads the replies, or to the operators once they are named", () => {
  const told = (context: Record<string, unknown>) =>
    Object.values(ripenTemplate(context).Resources)
      .filter(
        ({ Type, Properties = {} }) =>
          Type === "AWS::SNS::Subscription" &&
          Properties["Protocol"] === "email" &&
          !Properties["FilterPolicy"],
      )
      .map(({ Properties }) => [
        target(Properties?.["TopicArn"]).replace(/[0-9A-F]{8}$/, ""),
        Properties?.["Endpoint"],
      ]);
  expect(told({})).toEqual([
    ["SalesTopic", "sales@orchard-cold-chain.example"],
    ["TasksTopic", "sales@orchard-cold-chain.example"],
    ["AlarmsTopic", "nora@orchard-cold-chain.example"],
  ]);
  expect(told({ tasksEmail: "calls@cold.com" })).toContainEqual(["TasksTopic", "calls@cold.com"]);
  expect(told({ operatorsEmail: "ops@cold.com" })).toContainEqual(["AlarmsTopic", "ops@cold.com"]);
});

test("a user is told where forms post to, where things are, and what to put into the DNS", () => {
  expect(Object.keys(template.Outputs)).toEqual([
    "FormUrl",
    "ActivitiesUrl",
    "LeadTableName",
    "SentMailsBucket",
    "IdSecretArn",
    "LinkSecretArn",
    "DefaultTimeZone",
    "StateMachineArn",
    "SalesTopicArn",
    "TasksTopicArn",
    "EventBusName",
    "AlarmTopicArn",
    "DnsRecord1",
    "DnsRecord2",
    "DnsRecord3",
    "DnsRecord4",
    "DnsRecord5",
    "DnsRecord6",
  ]);
  expect(JSON.stringify(template.Outputs["FormUrl"]?.Value)).toMatch(/ApiEndpoint"\]\},"\/leads"\]\]\}$/);
});

/** `integrations/` and a reference. */
const targetId = (value: unknown) => target((value as { "Fn::Join": [string, unknown[]] })["Fn::Join"][1][1]);
