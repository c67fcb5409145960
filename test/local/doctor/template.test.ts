/** What the doctor takes for granted is as the template has it. */
import { expect, test } from "vitest";
import * as z from "zod";
import { readSettings } from "../../../infra/read-settings.ts";
import { ripenTemplate } from "../../../infra/ripen-app.ts";
import { CAMPAIGNS, SALES_DESK } from "../../../local/campaign/folders.ts";
import { thisCheckout } from "../../../local/doctor/admit.ts";
import { HOLDING } from "../../../local/doctor/checks/alarms.ts";
import { BOOTSTRAP } from "../../../local/doctor/checks/bootstrap.ts";
import { KINDS } from "../../../local/doctor/checks/event-destination.ts";
import { audiences } from "../../../local/doctor/listeners.ts";
import { compileCampaigns } from "../../../workflows/compile/compile-campaigns.ts";
import { compileDesk } from "../../../workflows/compile/compile-desk.ts";
import { resources, target, template, theOnly } from "../../infra/deployed.ts";
import { patient } from "./patient.ts";

const ids = (type: string) => Object.keys(resources(type));

test("the bootstrap that a deployment needs is the synthesized template's", () => {
  const { Rules, Parameters } = z.parse(Checked, template);
  const [{ AssertDescription }] = Rules.CheckBootstrapVersion.Assertions;
  expect(AssertDescription).toContain(`CDK bootstrap stack version ${BOOTSTRAP.needed} required`);
  expect(Parameters.BootstrapVersion.Default).toBe(BOOTSTRAP.parameter);
});

const Checked = z.object({
  Rules: z.object({
    CheckBootstrapVersion: z.object({ Assertions: z.tuple([z.object({ AssertDescription: z.string() })]) }),
  }),
  Parameters: z.object({ BootstrapVersion: z.object({ Default: z.string() }) }),
});

test("the kinds of events are those that the stack subscribes to", () => {
  const { EventDestination } = theOnly("AWS::SES::ConfigurationSetEventDestination") as {
    EventDestination: { MatchingEventTypes: string[] };
  };
  const kinds = EventDestination.MatchingEventTypes.map((kind) =>
    kind.replace(/[A-Z]/g, "_$&").toUpperCase(),
  );
  expect(new Set(kinds)).toEqual(new Set(KINDS));
});

test("what is found by its logical id is there under it", () => {
  expect(ids("AWS::SNS::Topic").filter((id) => id.startsWith("MailEvents"))).toHaveLength(1);
  expect(ids("AWS::SQS::Queue").filter((id) => /^(MailEvents|Follower)DeadLetters/.test(id))).toHaveLength(2);
  expect(ids("AWS::SQS::Queue").filter((id) => /^MailEvents(?!DeadLetters)/.test(id))).toHaveLength(1);
  expect(ids("AWS::Logs::LogGroup").filter((id) => id.startsWith("SweeperSweepLogs"))).toHaveLength(1);
  for (const name of [
    "FormUrl",
    "LeadTableName",
    "StateMachineArn",
    "SalesTopicArn",
    "TasksTopicArn",
    "AlarmTopicArn",
  ])
    expect(Object.keys(template.Outputs)).toContain(name);
});

test("whoever is to hear is who the stack subscribes, by the same filter, to the topic of that output", () => {
  const subscribed = Object.values(resources("AWS::SNS::Subscription"))
    .filter(({ Protocol }) => Protocol === "email")
    .map(({ TopicArn, Endpoint, FilterPolicy }) => [target(TopicArn), Endpoint, FilterPolicy]);
  const settings = readSettings(thisCheckout().context);
  const desk = compileDesk(SALES_DESK, compileCampaigns(CAMPAIGNS));
  const heard = audiences(patient({ settings, desk })).flatMap(({ output, listeners }) =>
    listeners.map(({ address, filterPolicy }) => [
      target(template.Outputs[output]?.Value),
      address,
      filterPolicy,
    ]),
  );
  expect(heard.length).toBeGreaterThan(4);
  expect(new Set(heard.map((each) => JSON.stringify(each)))).toEqual(
    new Set(subscribed.map((each) => JSON.stringify(each))),
  );
});

test("a name of one's own stands in FormUrl, and its CNAME in an output, as they are looked for", () => {
  const name = "leads.orchard-cold-chain.example";
  const { Outputs } = ripenTemplate({
    domain: { name, certificateArn: `arn:aws:acm:eu-west-1:123456789012:certificate/${"0".repeat(36)}` },
    region: "eu-west-1",
  });
  expect(Outputs["FormUrl"]?.Value).toBe(`https://${name}/leads`);
  const records = Object.entries(Outputs).filter(([key]) => /^DnsRecord\d+$/.test(key));
  expect(records.map(([, { Value }]) => JSON.stringify(Value))).toContainEqual(
    expect.stringContaining(`${name} CNAME `),
  );
});

test("the alarms that tell of leads standing still are there, by the names and in the words that are read", () => {
  const alarms = Object.values(resources("AWS::CloudWatch::Alarm"));
  const names = new Set(alarms.map(({ AlarmName }) => String(AlarmName).replace(/^ripen-dev-/, "")));
  expect([...HOLDING].filter((name) => !names.has(name))).toEqual([]);
  for (const { AlarmDescription } of alarms) expect(AlarmDescription).toMatch(/^Rings when .*\. First: /s);
});

test("unknown touches are counted under the metric that is asked for", () => {
  const [alarm] = Object.values(resources("AWS::CloudWatch::Alarm")).filter(
    ({ MetricName }) => MetricName === "TouchUnknown",
  );
  expect(alarm).toMatchObject({
    Namespace: "Ripen-dev",
    Dimensions: [{ Name: "service", Value: "advance-lead" }],
    Statistic: "Sum",
  });
});
