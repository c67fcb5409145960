/** What AWS does in a role's name on the laptop, and which policies it can't judge. */
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { describe, expect, test } from "vitest";
import { allow, machine, role } from "./iam-template.ts";
import { arnOf, clientOf, lambda, ref, smallLaptop, stopAndForget, table } from "./small-laptop.ts";

describe("what AWS does in a role's name", () => {
  test("a workflow's task fails by the SDK's name for it, and can catch it", async () => {
    const tries = (Resource: string, Arguments: object) =>
      machine("Nobody", {
        Type: "Task",
        Resource: `arn:aws:states:::${Resource}`,
        Arguments,
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "B", Output: "{% $states.errorOutput.Error %}" }],
        End: true,
      });
    const resources = {
      Nobody: role(),
      Do: lambda("does"),
      Things: table(),
      Invokes: tries("lambda:invoke", { FunctionName: "small-Do" }),
      Writes: tries("aws-sdk:dynamodb:putItem", {
        TableName: "small-Things",
        Item: { pk: { S: "a" }, sk: { S: "b" } },
      }),
    };
    const other = await smallLaptop(resources, { does: () => "done" });
    const outcome = async (name: string) => {
      const sfn = new SFNClient(clientOf(other.urls.aws));
      const stateMachineArn = `arn:aws:states:us-east-1:000000000000:stateMachine:small-${name}`;
      const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
      await other.settle();
      return (await sfn.send(new DescribeExecutionCommand({ executionArn }))).output;
    };
    expect(await outcome("Invokes")).toBe('"Lambda.AWSLambdaException"');
    expect(await outcome("Writes")).toBe('"DynamoDb.DynamoDbException"');
    await stopAndForget(other);
  });

  test("a queue that the function may not poll is refused when the template is stood up", async () => {
    const polled = smallLaptop(
      {
        Nobody: role(allow("sqs:ReceiveMessage", arnOf("Queue"))),
        Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "work" } },
        Do: { ...lambda("does"), Properties: { Role: arnOf("Nobody") } },
        Polls: {
          Type: "AWS::Lambda::EventSourceMapping",
          Properties: { EventSourceArn: arnOf("Queue"), FunctionName: ref("Do") },
        },
      },
      { does: () => "done" },
    );
    await expect(polled).rejects.toThrow(
      /^Polls can't be polled\. User: \S+small-Nobody\/laptop is not authorized to perform: sqs:DeleteMessage/,
    );
  });

  test.each([
    [
      "a policy that stands elsewhere",
      { ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
      /Known .*ManagedPolicyArns/,
    ],
    [
      "a condition that the laptop can't judge",
      {
        Policies: [
          {
            PolicyDocument: {
              Statement: [
                allow("sqs:*", "*", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }),
              ],
            },
          },
        ],
      },
      /Known .*/,
    ],
    [
      "all but some actions",
      {
        Policies: [
          { PolicyDocument: { Statement: [{ Effect: "Allow", NotAction: "sqs:*", Resource: "*" }] } },
        ],
      },
      /Known .*/,
    ],
  ])("%s is refused by name", async (_, Properties, message) => {
    await expect(smallLaptop({ Known: { Type: "AWS::IAM::Role", Properties } })).rejects.toThrow(message);
  });
});
