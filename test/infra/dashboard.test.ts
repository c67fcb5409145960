import { describe, expect, test } from "vitest";
import { PRICES } from "../../infra/dashboard/costs.ts";
import { metricsNamespace } from "../../infra/lead-function.ts";
import { SERVICES } from "../../local/costs/prices.ts";
import { Lifecycle } from "../../workflows/rules/lead.ts";
import { drawnDashboard, standsInDocs } from "../dashboard.ts";
import { dashboardWidgets, linesOf, metricOf, shownOf, type Widget } from "./dashboard-body.ts";
import { functions, resources, template } from "./deployed.ts";
import { countedBy } from "./watched.ts";

const widgets = dashboardWidgets();
const metrics = widgets.flatMap(linesOf).flatMap((line) => metricOf(line) ?? []);
const titled = (title: string) => widgets.find(({ properties }) => properties.title?.startsWith(title));

describe("the dashboard", () => {
  test("covers a page of 24 columns: no gap, and nothing over anything else", () => {
    const taken = new Map<string, number>();
    for (const { x, y, width, height } of widgets)
      for (let column = x; column < x + width; column++)
        for (let line = y; line < y + height; line++)
          taken.set(`${column},${line}`, (taken.get(`${column},${line}`) ?? 0) + 1);
    expect(new Set(taken.values())).toEqual(new Set([1]));
    expect(Math.max(...widgets.map(({ x, width }) => x + width))).toBe(24);
    expect(taken.size).toBe(24 * Math.max(...widgets.map(({ y, height }) => y + height)));
  });

  test("shows every alarm", () => {
    const shown = widgets.flatMap(({ properties }) => properties.alarms ?? []);
    expect(shown.sort()).toEqual(Object.keys(resources("AWS::CloudWatch::Alarm")).sort());
  });

  test("names each graph and each line, no two of a graph alike", () => {
    for (const widget of widgets.filter(({ type }) => type === "metric")) {
      expect(widget.properties.title).toMatch(/^.{10,60}$/);
      const labels = visible(widget).map(({ label }) => label);
      expect(labels, widget.properties.title).not.toContain(undefined);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  test.each(["Leads in each stage, counted once a day", "Leads that came into a stage, a day"])(
    "has a line for each stage in “%s”",
    (title) => {
      const shown = titled(title);
      expect(shown && visible(shown).map(({ label }) => label)).toEqual(Lifecycle.options);
    },
  );

  test("shows of the leads in a stage the day's highest count: one that was told twice is no second crowd", () => {
    const { properties } = titled("Leads in each stage") ?? {};
    const shown = (properties?.metrics ?? []).map(shownOf);
    expect(shown.map(({ stat, period }) => [stat, period])).toEqual(
      Lifecycle.options.map(() => ["Maximum", 86_400]),
    );
  });

  test("shows the errors of every function", () => {
    const { properties } = titled("Failed calls") ?? {};
    const shown = (properties?.metrics ?? []).map((line) => metricOf(line)?.dimensions["FunctionName"]);
    expect(shown.sort()).toEqual(Object.keys(functions).sort());
  });
});

describe("no graph stays empty for good", () => {
  test("each metric of ours is counted by the function that it is looked for at, and by no other", async () => {
    const counters = await countedBy();
    const ours = metrics.filter(({ namespace }) => namespace.startsWith("Ripen"));
    expect(ours.length).toBeGreaterThan(30);
    for (const { namespace, name, dimensions } of ours) {
      const { stage, ...rest } = dimensions;
      expect(stage !== undefined, name).toBe(["StageEntered", "LeadsInStage"].includes(name));
      expect([namespace, name, rest]).toEqual([
        metricsNamespace("dev"),
        name,
        ...(counters.get(name) ?? ["nobody"]).map((service) => ({ service })),
      ]);
    }
  });

  test("each metric of a resource is of one in the template, and of the kind that has it", () => {
    for (const { namespace, name, dimensions } of metrics) {
      const { service, stage, GlobalSecondaryIndexName, ...of } = dimensions;
      const types = Object.values(of).map((id) => template.Resources[id]?.Type);
      if (types.length > 0) expect([name, types]).toEqual([name, [OF[namespace]]]);
      if (GlobalSecondaryIndexName !== undefined)
        expect(["due", "arrivals", "stages"]).toContain(GlobalSecondaryIndexName);
    }
  });

  test("what has neither is the account's, and says so in its title or its line", () => {
    for (const widget of widgets)
      for (const line of linesOf(widget)) {
        const { dimensions = { some: "" } } = metricOf(line) ?? {};
        if (Object.keys(dimensions).length === 0) expect(widget.properties.title).toContain("account");
      }
  });
});

const OF: Readonly<Record<string, string>> = {
  "AWS/Lambda": "AWS::Lambda::Function",
  "AWS/States": "AWS::StepFunctions::StateMachine",
  "AWS/SQS": "AWS::SQS::Queue",
  "AWS/ApiGateway": "AWS::ApiGatewayV2::Api",
  "AWS/DynamoDB": "AWS::DynamoDB::Table",
};

test("its dollars are those of costs.md", () => {
  const priceOf = (service: string) => SERVICES.find(({ name }) => name === service)?.price;
  expect(PRICES).toEqual({
    transitions: priceOf("Step Functions"),
    mails: priceOf("SES"),
    writes: priceOf("DynamoDB, writes"),
    reads: priceOf("DynamoDB, reads"),
    requests: priceOf("API Gateway"),
  });
  const { properties } = titled("Dollars") ?? {};
  const expressions = (properties?.metrics ?? []).flatMap((line) => shownOf(line).expression ?? []);
  expect(expressions[0]).toBe("(FILL(s0, 0)) * 75 / 1000000");
  expect(expressions).toHaveLength(7);
});

test("its picture in the docs is of this template: npm run dashboard draws it anew", () => {
  expect(standsInDocs()).toBe(drawnDashboard());
});

const visible = (widget: Widget) =>
  linesOf(widget)
    .map(shownOf)
    .filter((shown) => shown.visible !== false);
