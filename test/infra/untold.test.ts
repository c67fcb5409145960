/** Nothing that AWS writes down by itself is set to write what people told us. */
import { expect, test } from "vitest";
import { functions, resources, theOnly } from "./deployed.ts";

test("the workflow logs errors without what the execution held, and is not traced", () => {
  const { LoggingConfiguration, TracingConfiguration } = theOnly("AWS::StepFunctions::StateMachine");
  expect(LoggingConfiguration).toMatchObject({ Level: "ERROR", IncludeExecutionData: false });
  expect(TracingConfiguration).toBeUndefined();
});

test("no function is traced, and none is told to log its events", () => {
  for (const { entry, properties, environment } of Object.values(functions)) {
    expect(properties["TracingConfig"], entry).toBeUndefined();
    const loud = Object.keys(environment).filter((name) =>
      /LOG_EVENT|LOG_LEVEL|TRACE|_DEV$|DEBUG/.test(name),
    );
    expect(loud, entry).toEqual([]);
  }
});

test("the access log has the route's name, and nothing of the path, the query, the caller or its browser", () => {
  const stages = Object.values(resources("AWS::ApiGatewayV2::Stage"));
  const formats = stages.map(({ AccessLogSettings }) =>
    JSON.parse((AccessLogSettings as { Format: string }).Format),
  );
  expect(formats.map((format) => Object.values(format).sort())).toEqual([
    [
      "$context.integrationErrorMessage",
      "$context.requestId",
      "$context.requestTime",
      "$context.responseLatency",
      "$context.routeKey",
      "$context.status",
    ],
  ]);
});

test("messages wait 14 days at most, dead letters too: those of SES's events hold addresses", () => {
  for (const [id, { MessageRetentionPeriod = 345_600 }] of Object.entries(resources("AWS::SQS::Queue")))
    expect(MessageRetentionPeriod, id).toBeLessThanOrEqual(14 * 86_400);
});

test("every log ends, after three months", () => {
  for (const [id, { RetentionInDays }] of Object.entries(resources("AWS::Logs::LogGroup")))
    expect(RetentionInDays, id).toBe(90);
});
