import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { repositoryFile } from "../../infra/repository.ts";
import { functions, resources, target } from "./deployed.ts";

const alarms = Object.values(resources("AWS::CloudWatch::Alarm"));

/** What an alarm watches: `Namespace Metric`, and the resource or function it is about. */
function watched(alarm: (typeof alarms)[number]): string {
  const { Namespace, MetricName, Dimensions } = alarm as unknown as Watched;
  return `${Namespace} ${MetricName} of ${Dimensions.map(({ Value }) => target(Value).replace(/[0-9A-F]{8}$/, ""))}`;
}

/** One metric each: of an expression over several, CloudWatch takes ten at most and bills each. */
interface Watched {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
}

test("a person is called when something is given up, fails, falls behind, stops itself, or nobody is told", () => {
  expect(alarms.map(watched)).toEqual([
    "AWS/SQS ApproximateNumberOfMessagesVisible of MailEventsDeadLetters",
    "AWS/SQS ApproximateNumberOfMessagesVisible of FollowerDeadLetters",
    "AWS/Lambda IteratorAge of FollowLeads",
    "AWS/States ExecutionsFailed of NurtureMachine",
    "AWS/States ExecutionsTimedOut of NurtureMachine",
    "AWS/Lambda Errors of SweepLeads",
    "Ripen TouchUnknown of advance-lead",
    "Ripen NobodyTold of release-lead",
    "Ripen NobodyAsked of advance-lead",
    "Ripen CampaignStopped of record-email-event",
    "Ripen Trouble of follow-leads",
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

test("a metric of ours is counted by the function it is watched at, and by no other", async () => {
  const counters = await Promise.all(
    Object.values(functions).map(async ({ entry, environment }) => ({
      service: environment["POWERTOOLS_SERVICE_NAME"],
      counted: await metricsCountedIn(entry),
    })),
  );
  const ours = (alarms as unknown as Watched[]).filter(({ Namespace }) => Namespace === "Ripen");
  expect(ours).not.toEqual([]);
  for (const { MetricName, Dimensions } of ours) {
    const services = counters.filter(({ counted }) => counted.has(MetricName)).map(({ service }) => service);
    expect([MetricName, Dimensions]).toEqual([
      MetricName,
      services.map((service) => ({ Name: "service", Value: service })),
    ]);
  }
});

/** The names in quotes of every line that counts, in all that a function is bundled from. */
async function metricsCountedIn(entry: string): Promise<ReadonlySet<string>> {
  const bundled = {
    bundle: true,
    write: false,
    metafile: true,
    packages: "external",
    format: "esm",
  } as const;
  const { metafile } = await build({
    ...bundled,
    entryPoints: [repositoryFile(entry)],
    absWorkingDir: repositoryFile("."),
    logLevel: "error",
  });
  const sources = Object.keys(metafile.inputs).map((file) => readFileSync(repositoryFile(file), "utf8"));
  const counting = sources.flatMap((source) => source.match(/report\.count\([^;]*;/g) ?? []);
  return new Set(counting.flatMap((line) => [...line.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name)));
}
