/** Day 2 and the last day: a deploy that changes nothing, one that changes a setting, and what a removal leaves. */
import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import * as z from "zod";
import { ACCOUNT, deploy, destroy } from "./cdk.ts";
import { type Exercise, equal } from "./exercise.ts";

const Environment = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) });

const Budgets = z.object({
  Budgets: z.array(z.object({ BudgetLimit: z.object({ Amount: z.string() }) })),
});

const OTHER_SETTINGS = { defaultTimeZone: "Europe/Berlin", monthlyBudget: "50" };

export const later: readonly Exercise[] = [
  [
    "a second cdk deploy changes nothing",
    async ({ endpoint }) => {
      equal(/no changes/.test(deploy(endpoint)), true);
      return "no changes";
    },
  ],
  [
    "a deploy with another setting, and with one more, changes what they are about",
    async ({ endpoint, rest, rpc, physical }) => {
      deploy(endpoint, OTHER_SETTINGS);
      const path = `/2015-03-31/functions/${physical("CaptureLead")}/configuration`;
      const { Variables } = Environment.parse(await rest("lambda", path)).Environment;
      equal(Variables["DEFAULT_TIME_ZONE"], "Europe/Berlin");
      const budgets = await rpc("budgets", "AWSBudgetServiceGateway.DescribeBudgets", { AccountId: ACCOUNT });
      equal(
        Budgets.parse(budgets).Budgets.map(({ BudgetLimit }) => BudgetLimit.Amount),
        ["50"],
      );
      return "capture-lead has the new time zone, under its old name; a budget is new";
    },
  ],
  [
    "cdk destroy leaves the table, the mails and both keys, and takes the rest",
    async (outside) => {
      const { dynamodb, secrets, outputs, endpoint, rest, rpc } = outside;
      destroy(endpoint);
      await dynamodb.send(new DescribeTableCommand({ TableName: outputs["LeadTableName"] }));
      for (const SecretId of [outputs["IdSecretArn"], outputs["LinkSecretArn"]])
        await secrets.send(new DescribeSecretCommand({ SecretId }));
      await rest("s3", `/${outputs["SentMailsBucket"]}?list-type=2`);
      // Not the logs: moto's Lambda writes to groups that it names itself, whatever a function is told.
      const lists = [
        await rest("lambda", "/2015-03-31/functions/"),
        await rest("iam", "/?Action=ListRoles&Version=2010-05-08"),
        await rpc("monitoring", "GraniteServiceVersion20100801.DescribeAlarms", {}),
        await rest("sns", "/?Action=ListTopics&Version=2010-03-31"),
        await rest("sqs", "/?Action=ListQueues&Version=2012-11-05"),
        await rest("apigateway", "/v2/apis"),
        await rpc("states", "AWSStepFunctions.ListStateMachines", {}),
        await rpc("events", "AWSEvents.ListEventBuses", {}),
        await rpc("budgets", "AWSBudgetServiceGateway.DescribeBudgets", { AccountId: ACCOUNT }),
      ];
      equal(JSON.stringify(lists).match(/ripen-dev[\w-]*/g), null);
      return `as they were; of the rest nothing is in ${lists.length} lists`;
    },
  ],
];
