/** In which region a command asks: the environment's, else cdk.json's, else the SDK's own find. */
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { expect, test } from "vitest";
import { awsClients } from "../../../functions/world/aws-clients.ts";
import { partsOf } from "../../../local/stack/parts.ts";
import { clientSettings, standing } from "../../../local/stack/reach.ts";
import { NO_REGION, regionOf } from "../../../local/stack/region.ts";
import { outputsOf } from "../../../local/stack/stack-outputs.ts";

test.each([
  ["cdk.json's, where the environment names none", {}, "eu-north-1", { region: "eu-north-1" }],
  [
    "cdk.json's, where the environment's is empty",
    { AWS_REGION: "" },
    "eu-north-1",
    { region: "eu-north-1" },
  ],
  ["the environment's, where both name one", { AWS_REGION: "eu-west-1" }, "eu-north-1", {}],
  ["the SDK's own, where neither does", {}, undefined, {}],
])("it is %s", (_, env, settled, region) => {
  expect(regionOf(env, settled)).toEqual(region);
});

test("what a command found holds for the ports too, which are made as a function's", () => {
  expect(awsClients({ AWS_REGION: "eu-north-1" }).clientSettings).toEqual({ region: "eu-north-1" });
  expect(awsClients({}).clientSettings).toEqual({});
});

test("the sample's cdk.json leaves it to the credentials", async () => {
  expect(clientSettings(undefined, {})).toEqual({});
  expect(await standing({ stack: "ripen-prod" }, {})).toMatchObject({ client: {}, stack: "ripen-prod" });
});

test("a region that nobody names is told as what it is, whatever is asked first", async () => {
  const region = () => Promise.reject(new Error("Region is missing"));
  const credentials = { accessKeyId: "AKIAZOE", secretAccessKey: "a-secret" };
  const client = new CloudFormationClient({ region, credentials });
  await expect(outputsOf(client, "ripen-prod")).rejects.toThrow(NO_REGION);
  await expect(partsOf(client, "ripen-prod")).rejects.toThrow(NO_REGION);
});
