import { expect, test } from "vitest";
import { functions, resources, target } from "./deployed.ts";

const alarms = Object.values(resources("AWS::CloudWatch::Alarm"));

/** What an alarm watches: `Namespace Metric`, and the resource or services it is about. */
function watched(alarm: (typeof alarms)[number]): string {
  const { Namespace, MetricName, Dimensions = [], Metrics = [] } = alarm as unknown as Watched;
  if (MetricName !== undefined) {
    return `${Namespace} ${MetricName} of ${Dimensions.map(({ Value }) => target(Value).replace(/[0-9A-F]{8}$/, ""))}`;
  }
  const [expression, ...metrics] = Metrics;
  const names = new Set(
    metrics.map(({ MetricStat }) => `${MetricStat?.Metric.Namespace} ${MetricStat?.Metric.MetricName}`),
  );
  return `${expression?.Expression} over ${[...names]}`;
}

interface Watched {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly Dimension[];
  readonly Metrics?: readonly {
    readonly Expression?: string;
    readonly MetricStat?: { readonly Metric: Watched };
  }[];
}

interface Dimension {
  readonly Name: string;
  readonly Value: unknown;
}

test("a person is called when something is given up, fails, falls behind, or nobody is told", () => {
  expect(alarms.map(watched)).toEqual([
    "AWS/SQS ApproximateNumberOfMessagesVisible of MailEventsDeadLetters",
    "AWS/SQS ApproximateNumberOfMessagesVisible of FollowerDeadLetters",
    "AWS/Lambda IteratorAge of FollowLeads",
    "AWS/States ExecutionsFailed of NurtureMachine",
    "AWS/States ExecutionsTimedOut of NurtureMachine",
    "AWS/Lambda Errors of SweepLeads",
    "SUM(METRICS()) over Ripen TouchUnknown",
    "SUM(METRICS()) over Ripen NobodyTold",
    "SUM(METRICS()) over Ripen Trouble",
  ]);
});

test("every alarm says what to do first, and reaches the operators' topic", () => {
  for (const { AlarmDescription, AlarmActions, TreatMissingData } of alarms) {
    expect(String(AlarmDescription).length).toBeGreaterThan(80);
    expect((AlarmActions as unknown[]).map(target)).toEqual([expect.stringMatching(/^AlarmsTopic/)]);
    expect(TreatMissingData).toBe("notBreaching");
  }
});

test("CloudWatch may publish to the operators' topic, whose own policy would else admit nobody", () => {
  const policies = Object.values(resources("AWS::SNS::TopicPolicy")).map((policy) => JSON.stringify(policy));
  const [policy = ""] = policies.filter((text) => text.includes("AlarmsTopic"));
  expect(policy).toContain('"Principal":{"Service":"cloudwatch.amazonaws.com"}');
});

test("a metric counts whichever function counted it", () => {
  const services = Object.values(functions).map(({ environment }) => environment["POWERTOOLS_SERVICE_NAME"]);
  for (const { Metrics } of alarms.filter((alarm) => "Metrics" in alarm) as unknown as Watched[]) {
    const counted = Metrics?.flatMap(({ MetricStat }) => MetricStat?.Metric.Dimensions ?? []).map(
      ({ Value }) => Value,
    );
    expect(counted?.sort()).toEqual(services.sort());
  }
});
