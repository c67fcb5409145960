/** What commands may rely on when they give a secret a new value; on AWS it is the same. */
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type PutSecretValueCommandInput,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, expect, test } from "vitest";
import { monday, type SmallLaptop, smallLaptop, stopAndForget } from "./small-laptop.ts";

const SecretId = "small-Key";
const [FIRST, SECOND] = ["a".repeat(64), "b".repeat(32)];

let laptop: SmallLaptop;
let client: SecretsManagerClient;
beforeAll(async () => {
  laptop = await smallLaptop({
    Key: { Type: "AWS::SecretsManager::Secret", Properties: { SecretString: "born" } },
  });
  client = new SecretsManagerClient(laptop.client);
});
afterAll(() => stopAndForget(laptop));

const read = (more: object = {}) => client.send(new GetSecretValueCommand({ SecretId, ...more }));
const put = (input: Partial<PutSecretValueCommandInput>) =>
  client.send(new PutSecretValueCommand({ SecretId, ...input }));

test("a new value is read from then on, and the one before it at its stage or by its version", async () => {
  const born = await read();
  await laptop.sources.time.moveTo(monday + 60_000);
  const answer = await put({ SecretString: "second", ClientRequestToken: FIRST });
  expect(answer).toMatchObject({ VersionId: FIRST, VersionStages: ["AWSCURRENT"] });
  const current = await read();
  expect(current).toMatchObject({ SecretString: "second", VersionId: FIRST });
  expect(current.CreatedDate?.getTime()).toBe(monday + 60_000);
  expect(await read({ VersionStage: "AWSPREVIOUS" })).toMatchObject({ SecretString: "born" });
  expect(await read({ VersionId: born.VersionId })).toMatchObject({ VersionStages: ["AWSPREVIOUS"] });
  const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId }));
  expect(VersionIdsToStages).toEqual({ [FIRST]: ["AWSCURRENT"], [born.VersionId ?? ""]: ["AWSPREVIOUS"] });
});

test("the same version asked for again is there already; with another value it is refused", async () => {
  expect(await put({ SecretString: "second", ClientRequestToken: FIRST })).toMatchObject({
    VersionId: FIRST,
  });
  await expect(put({ SecretString: "third", ClientRequestToken: FIRST })).rejects.toMatchObject({
    name: "ResourceExistsException",
    message: expect.stringContaining(
      `You can't use ClientRequestToken ${FIRST} because that value is already in use`,
    ),
  });
  expect(await read()).toMatchObject({ SecretString: "second" });
});

test("an older version that is put again does not come back", async () => {
  await put({ SecretString: "third", ClientRequestToken: SECOND });
  await put({ SecretString: "second", ClientRequestToken: FIRST });
  expect(await read()).toMatchObject({ SecretString: "third", VersionId: SECOND });
});

test.each<[object, string]>([
  [{ SecretString: "x", ClientRequestToken: "short" }, "InvalidParameterException"],
  [{ ClientRequestToken: "c".repeat(32) }, "ValidationException"],
  [{ SecretString: "x", VersionStages: ["MINE"] }, "UnknownOperationException"],
  [{ SecretString: "x", SecretId: "other" }, "ResourceNotFoundException"],
])("%j is refused: %s", async (input, name) => {
  await expect(put(input)).rejects.toMatchObject({ name });
  expect(await read()).toMatchObject({ SecretString: "third" });
});

test("a version or a stage that isn't there is refused in AWS's words", async () => {
  await expect(read({ VersionStage: "AWSPENDING" })).rejects.toThrow(
    "Secrets Manager can't find the specified secret value for staging label: AWSPENDING",
  );
  await expect(read({ VersionId: "d".repeat(32) })).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});
