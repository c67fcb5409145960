/** What the template promises a business, sentence by sentence. */
import { describe, expect, test } from "vitest";
import { SOURCE } from "../../functions/world/event-bus.ts";
import { ripenTemplate } from "../../infra/ripen-app.ts";
import { eventFilter } from "../../local/lambda/event-filter.ts";
import { Act } from "../../workflows/rules/announcement.ts";
import { functions, resources, target, template, theOnly } from "./deployed.ts";

describe("the lead table", () => {
  const table = theOnly("AWS::DynamoDB::Table");

  test("keeps everything about a lead under one key, is paid by use and can be restored to any second", () => {
    expect(table).toMatchObject({
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      BillingMode: "PAY_PER_REQUEST",
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  test("tells the stream what a lead was and what it became", () => {
    expect(table["StreamSpecification"]).toEqual({ StreamViewType: "NEW_AND_OLD_IMAGES" });
  });

  test.each([
    ["lets the sweeper find who is overdue by shard and time", "due", "dueShard", "nextWakeAt"],
    ["lists all leads by shard and arrival", "arrivals", "arrivalShard", "createdAt"],
  ])("%s, and tells nothing but their keys", (_what, IndexName, shard, time) => {
    expect(table["GlobalSecondaryIndexes"]).toHaveLength(2);
    expect(table["GlobalSecondaryIndexes"]).toContainEqual({
      IndexName,
      KeySchema: [
        { AttributeName: shard, KeyType: "HASH" },
        { AttributeName: time, KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    });
    expect(table["AttributeDefinitions"]).toContainEqual({ AttributeName: time, AttributeType: "N" });
  });

  test.each([
    ["dev", false],
    ["prod", true],
    ["production", true],
    ["live-eu", true],
    ["preprod", false],
  ])("of stage %s is protected from deletion: %s", (stage, protectedFromDeletion) => {
    const { LeadTable } = ripenTemplate({ stage }).Resources;
    expect(LeadTable?.Properties).toMatchObject({ DeletionProtectionEnabled: protectedFromDeletion });
  });
});

describe("the sent mails", () => {
  const bucket = theOnly("AWS::S3::Bucket");

  test("are public to nobody, encrypted, kept in one version only, so that what is erased is gone, and for three years at most", () => {
    expect(bucket).toEqual({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 3 * 365, Status: "Enabled" }] },
    });
  });

  test("travel encrypted or not at all", () => {
    expect(theOnly("AWS::S3::BucketPolicy")).toMatchObject({
      Bucket: { Ref: "SentMails" },
      PolicyDocument: {
        Statement: [
          {
            Effect: "Deny",
            Action: "s3:*",
            Principal: { AWS: "*" },
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      },
    });
  });
});

describe("the keys", () => {
  test.each(["IdSecret", "LinkSecret"])("%s is born as k1 with a generated key and no former ones", (id) => {
    expect(template.Resources[id]?.Properties).toMatchObject({
      GenerateSecretString: {
        SecretStringTemplate: '{"keyId":"k1","former":{}}',
        GenerateStringKey: "key",
        PasswordLength: 64,
        ExcludePunctuation: true,
      },
    });
  });

  test("neither is ever rotated by the clock", () => {
    expect(resources("AWS::SecretsManager::RotationSchedule")).toEqual({});
  });
});

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

/** How often each function is called by the clock. */
function scheduled(): Record<string, unknown> {
  const rules = Object.values(resources("AWS::Events::Rule"));
  return Object.fromEntries(
    rules.flatMap(({ ScheduleExpression, State, Targets }) =>
      (Targets as { Arn: unknown }[]).map(({ Arn }) => [target(Arn), [ScheduleExpression, State]]),
    ),
  );
}

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

/** The event source mapping of a function. */
function consumer(functionId: string) {
  const found = Object.values(resources("AWS::Lambda::EventSourceMapping")).find(
    ({ FunctionName }) => target(FunctionName) === functionId,
  );
  if (found === undefined)
    throw new Error(`${functionId} consumes nothing; there are ${Object.keys(functions)}.`);
  return found;
}

/** `integrations/` and a reference. */
const targetId = (value: unknown) => target((value as { "Fn::Join": [string, unknown[]] })["Fn::Join"][1][1]);
