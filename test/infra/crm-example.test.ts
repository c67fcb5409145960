/** The example of docs/crm.md, put into the stack as the guide says. */
import { type App, type Stack, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { beforeAll, expect, test } from "vitest";
import { CrmWebhook } from "../../infra/crm-example.ts";
import { ripenApp, type Template } from "../../infra/ripen-app.ts";
import { EVENTS } from "../../workflows/rules/announcement.ts";
import { template as asShipped, theOnly } from "./deployed.ts";

let app: App;
let template: Template;
beforeAll(() => {
  app = ripenApp({ context: { "aws:cdk:bundling-stacks": [] }, validate: false });
  const stack = app.node.findChild("Ripen") as Stack;
  new CrmWebhook(stack, "Crm", {
    busName: "ripen-dev",
    url: "https://crm.orchard-cold-chain.example/ripen",
    secretName: "crm",
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  template = app.synth().getStackArtifact("Ripen").template;
});

const only = (type: string) => {
  const [found, ...others] = Object.values(template.Resources).filter(
    ({ Type, Properties = {} }) => Type === type && !("ScheduleExpression" in Properties),
  );
  expect(others).toEqual([]);
  return found?.Properties ?? {};
};

test("the webhook hears of ripe leads and of those who left, and gets what happened with its detail, and nothing else", () => {
  const { EventBusName, EventPattern, Targets } = only("AWS::Events::Rule") as {
    EventBusName: string;
    EventPattern: { source: string[]; "detail-type": string[] };
    Targets: Record<string, unknown>[];
  };
  expect(EventPattern.source).toEqual(["ripen"]);
  expect(EventBusName).toBe(theOnly("AWS::Events::EventBus")["Name"]);
  for (const name of EventPattern["detail-type"]) expect(Object.keys(EVENTS)).toContain(name);
  expect(Targets).toMatchObject([
    {
      InputTransformer: {
        InputPathsMap: { "detail-type": "$.detail-type", detail: "$.detail" },
        InputTemplate: '{"type":<detail-type>,"detail":<detail>}',
      },
      RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      DeadLetterConfig: { Arn: expect.anything() },
    },
  ]);
  expect(only("AWS::Events::ApiDestination")).toMatchObject({
    InvocationEndpoint: "https://crm.orchard-cold-chain.example/ripen",
    HttpMethod: "POST",
  });
  expect(JSON.stringify(only("AWS::Events::Connection"))).toContain("{{resolve:secretsmanager:crm:");
});

test("it is in no stack by itself", () => {
  const types = Object.values(asShipped.Resources).map(({ Type }) => Type);
  expect(types.filter((type) => /ApiDestination|Connection$/.test(type))).toEqual([]);
});
