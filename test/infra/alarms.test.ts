import { describe, expect, test } from "vitest";
import { metricsNamespace } from "../../infra/lead-function.ts";
import { ripenTemplate } from "../../infra/ripen-app.ts";
import { functions, list, resources, target } from "./deployed.ts";
import { alarms, countedBy, inWords, metricsOf, withoutHash } from "./watched.ts";

const OURS = metricsNamespace("dev");
const ringing = Object.entries(alarms);

test("a person is called when something is given up, fails, falls behind, stops, nears a limit, or nobody acts", () => {
  expect(Object.fromEntries(ringing.map(([name, alarm]) => [name, metricsOf(alarm).map(inWords)]))).toEqual({
    LeadsInTrouble: ["Ripen-dev Trouble of follow-leads"],
    ExecutionsFail: ["AWS/States ExecutionsFailed of NurtureMachine"],
    ExecutionsTimeOut: ["AWS/States ExecutionsTimedOut of NurtureMachine"],
    ExecutionsAborted: ["AWS/States ExecutionsAborted of NurtureMachine"],
    ExecutionsNearQuota: [
      "AWS/States OpenExecutionCount of the account",
      "AWS/States OpenExecutionLimit of the account",
    ],
    StreamFallsBehind: ["AWS/Lambda IteratorAge of FollowLeads"],
    StreamRecordsGivenUp: ["AWS/SQS ApproximateNumberOfMessagesVisible of FollowerDeadLetters"],
    LeadsSwept: ["Ripen-dev LeadSwept of sweep-leads"],
    LeadsUnsweepable: ["Ripen-dev SweepFailed of sweep-leads"],
    SweepFails: ["AWS/Lambda Errors of SweepLeads"],
    SweepsStop: ["AWS/Lambda Invocations of SweepLeads"],
    LettersRefused: ["Ripen-dev TouchRefused of advance-lead"],
    TouchesGivenUp: ["Ripen-dev TouchFailed of advance-lead"],
    TouchesUnknown: ["Ripen-dev TouchUnknown of advance-lead"],
    CopiesNotKept: ["Ripen-dev MailNotKept of advance-lead"],
    MailEventsFallBehind: ["AWS/SQS ApproximateAgeOfOldestMessage of MailEventsQueue"],
    MailEventsGivenUp: ["AWS/SQS ApproximateNumberOfMessagesVisible of MailEventsDeadLetters"],
    BouncesNearLimit: ["AWS/SES Reputation.BounceRate of the account"],
    ComplaintsNearLimit: ["AWS/SES Reputation.ComplaintRate of the account"],
    CampaignsStop: ["Ripen-dev CampaignStopped of record-email-event"],
    NobodyTold: ["Ripen-dev NobodyTold of release-lead"],
    NobodyAsked: ["Ripen-dev NobodyAsked of advance-lead"],
    SalesSilent: ["Ripen-dev SalesSilent of advance-lead"],
    DigestsFail: ["Ripen-dev DigestFailed of send-digests", "AWS/Lambda Errors of SendDigests"],
    AnnouncementsFallBehind: ["AWS/Lambda IteratorAge of AnnounceLeads"],
    AnnouncementsGivenUp: ["AWS/SQS ApproximateNumberOfMessagesVisible of AnnouncerDeadLetters"],
    AnnouncementsUnreadable: ["Ripen-dev NotAnnounced of announce-leads"],
    StagesUncounted: ["AWS/Lambda Errors of CountStages"],
    PagesFail: ["AWS/ApiGateway 5xx of ApiHttp"],
    PagesSlow: ["AWS/ApiGateway Latency of ApiHttp"],
    FunctionsFail: ["RecordEmailEvent", "AdvanceLead", "ReleaseLead", "FollowLeads", "AnnounceLeads"].map(
      (id) => `AWS/Lambda Errors of ${id}`,
    ),
    FunctionsThrottled: ["AWS/Lambda Throttles of the account"],
    StepsSlow: ["AWS/Lambda Duration of AdvanceLead"],
  });
});

describe("every alarm", () => {
  test.each(ringing)(
    "%s says when it rings and what to do first, no longer than CloudWatch takes",
    (_, alarm) => {
      const { AlarmDescription } = alarm;
      expect(AlarmDescription).toMatch(/^Rings when .{25,}[^.]\. First: .{50,}\.$/);
      expect(String(AlarmDescription).length).toBeLessThan(1_024);
    },
  );

  test.each(ringing)("%s names its own stack in what is to be pasted", (_, { AlarmDescription }) => {
    expect(AlarmDescription).not.toMatch(/<\w+>/);
    for (const [, command = ""] of String(AlarmDescription).matchAll(/`(npm run [^`]+)`/g))
      expect(command).toMatch(/ --stack ripen-dev$/);
  });

  test.each(ringing)("%s reaches the operators' topic, and so does its end or nothing", (_, alarm) => {
    expect(list(alarm["AlarmActions"]).map(target)).toEqual([expect.stringMatching(/^AlarmsTopic/)]);
    if (alarm["OKActions"] !== undefined) expect(alarm["OKActions"]).toEqual(alarm["AlarmActions"]);
    expect(alarm["InsufficientDataActions"]).toBeUndefined();
  });
});

test("of what lasts the end is told too; of what is counted it would only say that it didn't happen again", () => {
  expect(named(({ OKActions }) => OKActions !== undefined)).toEqual([
    "ExecutionsNearQuota",
    "StreamFallsBehind",
    "StreamRecordsGivenUp",
    "SweepsStop",
    "MailEventsFallBehind",
    "MailEventsGivenUp",
    "BouncesNearLimit",
    "ComplaintsNearLimit",
    "AnnouncementsFallBehind",
    "AnnouncementsGivenUp",
    "PagesSlow",
    "FunctionsThrottled",
    "StepsSlow",
  ]);
});

test("silence is well where only faults are counted, says nothing of a rate, and is the fault where the sweeper should run", () => {
  expect(named(({ TreatMissingData }) => TreatMissingData === "ignore")).toEqual([
    "ExecutionsNearQuota",
    "BouncesNearLimit",
    "ComplaintsNearLimit",
  ]);
  expect(named(({ TreatMissingData }) => TreatMissingData === "breaching")).toEqual(["SweepsStop"]);
  expect(named(({ TreatMissingData }) => TreatMissingData === "notBreaching")).toHaveLength(
    ringing.length - 4,
  );
});

test("SES's rates ring at half of what makes AWS review an account: 5 % bounces, 0.1 % complaints", () => {
  expect(alarms["BouncesNearLimit"]?.["Threshold"]).toBe(0.025);
  expect(alarms["ComplaintsNearLimit"]?.["Threshold"]).toBe(0.0005);
});

test("CloudWatch may publish to the operators' topic, whose own policy would else admit nobody", () => {
  const policies = Object.values(resources("AWS::SNS::TopicPolicy")).map((policy) => JSON.stringify(policy));
  const [policy = ""] = policies.filter((text) => text.includes("AlarmsTopic"));
  expect(policy).toContain('"Principal":{"Service":"cloudwatch.amazonaws.com"}');
});

describe("no alarm watches nothing", () => {
  const watched = ringing.flatMap(([name, alarm]) =>
    metricsOf(alarm).map((metric) => [name, metric] as const),
  );

  test("a metric of ours is counted by the function it is watched at, and by no other", async () => {
    const counters = await countedBy();
    const ours = watched.map(([, metric]) => metric).filter(({ namespace }) => namespace.startsWith("Ripen"));
    expect(ours.length).toBeGreaterThan(10);
    for (const { namespace, name, dimensions } of ours) {
      expect([namespace, name, dimensions]).toEqual([
        OURS,
        name,
        ...(counters.get(name) ?? ["nobody"]).map((service) => ({ service })),
      ]);
    }
  });

  test("every function counts in the namespace that is watched", () => {
    for (const { environment } of Object.values(functions))
      expect(environment["METRICS_NAMESPACE"]).toBe(OURS);
  });
});

test("two stages of an account ring neither's alarms: names and metrics of ours carry the stage", () => {
  const { Resources } = ripenTemplate({ stage: "prod" });
  const theirs = Object.values(Resources).filter(({ Type }) => /^AWS::CloudWatch::/.test(Type));
  expect(theirs).toHaveLength(ringing.length + 1);
  expect(JSON.stringify(theirs)).not.toMatch(/ripen-dev/i);
});

describe("nothing goes unwatched", () => {
  const metrics = ringing.flatMap(([, alarm]) => metricsOf(alarm));
  const of = (dimension: string, name: string) =>
    metrics.filter((metric) => metric.name === name).flatMap(({ dimensions }) => dimensions[dimension] ?? []);

  test("a function's errors ring, by themselves or as the API's answers of 500 and more", () => {
    const routed = Object.values(resources("AWS::ApiGatewayV2::Integration")).map(({ IntegrationUri }) =>
      target(IntegrationUri),
    );
    expect([...of("FunctionName", "Errors"), ...routed].sort()).toEqual(Object.keys(functions).sort());
  });

  test("every queue of dead letters rings, and every other's age", () => {
    const queues = Object.keys(resources("AWS::SQS::Queue"));
    const dead = queues.filter((id) => withoutHash(id).endsWith("DeadLetters"));
    expect(of("QueueName", "ApproximateNumberOfMessagesVisible").map(withoutAttribute)).toEqual(
      expect.arrayContaining(dead),
    );
    expect(of("QueueName", "ApproximateAgeOfOldestMessage").map(withoutAttribute)).toEqual(
      queues.filter((id) => !dead.includes(id)),
    );
  });
});

const withoutAttribute = (id: string) => id.replace(/\..*$/, "");

const named = (is: (alarm: (typeof alarms)[string]) => boolean) =>
  ringing.filter(([, alarm]) => is(alarm)).map(([name]) => name);
