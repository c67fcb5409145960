/** Which functions are called by the stream, by the clock, and how. */
import { describe, expect, test } from "vitest";
import { SOURCE } from "../../functions/world/event-bus.ts";
import { ripenTemplate } from "../../infra/ripen-app.ts";
import { eventFilter } from "../../local/lambda/event-filter.ts";
import { Act } from "../../workflows/rules/announcement.ts";
import { consumer, resources, target, template, theOnly } from "./deployed.ts";

describe("the stream's follower", () => {
  test("sees new and changed leads from the stream's beginning on, and nothing else of theirs", () => {
    const { StartingPosition, FilterCriteria } = consumer("FollowLeads");
    expect(StartingPosition).toBe("TRIM_HORIZON");
    const { Filters } = FilterCriteria as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      { eventName: ["INSERT", "MODIFY"], dynamodb: { Keys: { sk: { S: ["LEAD"] } } } },
    ]);
  });

  test("sets a poisoned record aside after five retries, alone, in a queue", () => {
    const { DestinationConfig, ...settings } = consumer("FollowLeads");
    expect(settings).toMatchObject({
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 5,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    const { OnFailure } = DestinationConfig as { OnFailure: { Destination: unknown } };
    expect(template.Resources[target(OnFailure.Destination)]?.Type).toBe("AWS::SQS::Queue");
  });
});

describe("the announcer", () => {
  const { FilterCriteria, ...settings } = consumer("AnnounceLeads");
  const patterns = (FilterCriteria as { Filters: { Pattern: string }[] }).Filters.map(
    ({ Pattern }) => Pattern,
  );

  test("waits half a day for a bus that is down, and sets aside what it couldn't tell by then", () => {
    expect(settings).toMatchObject({
      StartingPosition: "TRIM_HORIZON",
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 12 * 3_600,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    expect(settings).not.toHaveProperty("MaximumRetryAttempts");
    const { OnFailure } = settings["DestinationConfig"] as { OnFailure: { Destination: unknown } };
    expect(target(OnFailure.Destination)).toMatch(/^AnnouncerDeadLetters/);
  });

  test("reads a lead's items in one lane, since with two a click that was refused once would be told after the erase", () => {
    expect(settings["ParallelizationFactor"]).toBe(1);
  });

  test("is called for what may have something to tell, by no more patterns than Lambda takes", () => {
    expect(patterns.length).toBeLessThanOrEqual(5);
    const lets = eventFilter(patterns);
    const row = (OldImage: object | undefined, NewImage: object) =>
      lets({ eventName: "MODIFY", dynamodb: { Keys: { sk: { S: "LEAD" } }, OldImage, NewImage } });
    const stage = (S: string) => ({ lifecycle: { S } });
    expect(row(undefined, stage("captured"))).toBe(true);
    expect(row({ erasedAt: { N: "1" } }, stage("nurturing"))).toBe(true);
    expect(row(stage("mql"), stage("recycled"))).toBe(true);
    expect(row(stage("nurturing"), { erasedAt: { N: "1" } })).toBe(true);
    expect(row(stage("nurturing"), stage("nurturing"))).toBe(false);
    expect(row(stage("nurturing"), stage("mql"))).toBe(false);
  });

  test("every kind of act is let through, and no act of a machine", () => {
    const lets = eventFilter(patterns);
    const line = (kind: string, more = {}) =>
      lets({
        eventName: "INSERT",
        dynamodb: { Keys: { sk: { S: "EVENT#x" } }, NewImage: { kind: { S: kind }, ...more } },
      });
    for (const act of Act.options) expect(line(act === "talk" ? "task" : act)).toBe(true);
    expect(line("click", { machine: { S: "Likely" } })).toBe(false);
    expect(line("open")).toBe(false);
  });

  test("its bus is archived as long as logs are kept", () => {
    const archive = (logs: string) =>
      Object.values(ripenTemplate({ retention: { logs } }).Resources).find(
        ({ Type }) => Type === "AWS::Events::Archive",
      )?.Properties;
    expect(archive("3 months")).toMatchObject({ RetentionDays: 90, EventPattern: { source: [SOURCE] } });
    expect(archive("1 year")).toMatchObject({ RetentionDays: 365 });
    expect(theOnly("AWS::Events::EventBus")).toMatchObject({ Name: "ripen-dev" });
  });
});

test("whoever overslept is looked for every 15 minutes", () => {
  expect(scheduled()["SweepLeads"]).toEqual(["rate(15 minutes)", "ENABLED"]);
});

test("whether anybody's hour for the day's list has come is looked at every half hour", () => {
  expect(scheduled()["SendDigests"]).toEqual(["rate(30 minutes)", "ENABLED"]);
});

test("how many leads are in each stage is counted once a day", () => {
  expect(scheduled()["CountStages"]).toEqual(["rate(1 day)", "ENABLED"]);
});

/** How often each function is called by the clock. */
function scheduled(): Record<string, unknown> {
  const rules = Object.values(resources("AWS::Events::Rule"));
  return Object.fromEntries(
    rules.flatMap(({ ScheduleExpression, State, Targets }) =>
      (Targets as { Arn: unknown }[]).map(({ Arn }) => [target(Arn), [ScheduleExpression, State]]),
    ),
  );
}
