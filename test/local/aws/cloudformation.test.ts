/** The stack tells its outputs as on AWS: that is how commands find its table. */
import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outputsOf } from "../../../local/stack/stack-outputs.ts";
import { monday, ref, type SmallLaptop, smallLaptop, stopAndForget, table } from "./small-laptop.ts";

let laptop: SmallLaptop;
let client: CloudFormationClient;
beforeAll(async () => {
  const template = {
    Resources: { Things: table() },
    Outputs: {
      TableName: { Value: ref("Things") },
      Odd: { Value: { "Fn::Join": ["", ["<a&b> ", ref("AWS::Region")]] } },
    },
  };
  laptop = await smallLaptop(
    {},
    {},
    {
      program: {
        stackName: "small",
        template: () => template,
        handler: () => Promise.reject(new Error("It has no functions.")),
      },
    },
  );
  client = new CloudFormationClient(laptop.client);
});
afterAll(() => stopAndForget(laptop));

test.each(["small", "arn:aws:cloudformation:us-east-1:000000000000:stack/small/laptop", undefined])(
  "asked for %s it describes itself, its outputs resolved",
  async (StackName) => {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    expect(Stacks).toMatchObject([
      {
        StackName: "small",
        StackStatus: "CREATE_COMPLETE",
        CreationTime: new Date(monday),
        Outputs: [
          { OutputKey: "TableName", OutputValue: "small-Things" },
          { OutputKey: "Odd", OutputValue: "<a&b> us-east-1" },
        ],
      },
    ]);
  },
);

test("another stack doesn't exist, and another action isn't offered, in AWS's words", async () => {
  await expect(client.send(new DescribeStacksCommand({ StackName: "other" }))).rejects.toMatchObject({
    name: "ValidationError",
    message: "Stack with id other does not exist",
  });
  await expect(client.send(new ListStacksCommand({}))).rejects.toMatchObject({ name: "InvalidAction" });
});

test("a command is told in words that the stack isn't there, or too old to tell what is needed", async () => {
  await expect(outputsOf(client, "other")).rejects.toThrow(
    "CloudFormation did not answer as hoped (Stack with id other does not exist). Name the stack as `aws cloudformation list-stacks` shows it",
  );
  await expect(outputsOf(client, "small")).rejects.toThrow(
    "The stack small does not tell its LeadTableName, StateMachineArn, IdSecretArn, DefaultTimeZone: deploy it anew.",
  );
});
