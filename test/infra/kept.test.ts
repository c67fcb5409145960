/** What outlives everything: the table, the sent mails, the keys. */
import { describe, expect, test } from "vitest";
import { ripenTemplate } from "../../infra/ripen-app.ts";
import { resources, template, theOnly } from "./deployed.ts";

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
    ["lets the sweeper find who is overdue by shard and time", "due", "dueShard", "nextWakeAt", "N"],
    ["lists all leads by shard and arrival", "arrivals", "arrivalShard", "createdAt", "N"],
    ["counts all leads by shard and stage", "stages", "arrivalShard", "lifecycle", "S"],
  ])("%s, and tells nothing but their keys", (_what, IndexName, shard, sorted, AttributeType) => {
    expect(table["GlobalSecondaryIndexes"]).toHaveLength(3);
    expect(table["GlobalSecondaryIndexes"]).toContainEqual({
      IndexName,
      KeySchema: [
        { AttributeName: shard, KeyType: "HASH" },
        { AttributeName: sorted, KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    });
    expect(table["AttributeDefinitions"]).toContainEqual({ AttributeName: sorted, AttributeType });
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
      LifecycleConfiguration: {
        Rules: [
          {
            Id: "SentMails",
            ObjectSizeGreaterThan: 64,
            ExpirationInDays: 3 * 365,
            Status: "Enabled",
          },
          { Id: "ErasedMarks", Prefix: "erased/", ExpirationInDays: 400, Status: "Enabled" },
          { Id: "LeftMarks", Prefix: "left/", ExpirationInDays: 400, Status: "Enabled" },
        ],
      },
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

test("a first deploy that fails leaves these four, as docs/deploy.md says, and no name of theirs is in the next one's way", () => {
  // RetainExceptOnCreate goes with the creation that failed.
  const isLeft = (resource: object) => Reflect.get(resource, "DeletionPolicy") === "Retain";
  const left = Object.entries(template.Resources).filter(([, resource]) => isLeft(resource));
  expect(left.map(([id]) => id).sort()).toEqual(["IdSecret", "LeadTable", "LinkSecret", "SentMails"]);
  for (const [, { Properties = {} }] of left)
    for (const name of ["TableName", "BucketName", "Name"]) expect(Properties).not.toHaveProperty(name);
});
