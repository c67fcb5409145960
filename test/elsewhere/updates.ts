/** Day 2 and the last day: a deploy that changes nothing, one that changes a setting, and what a removal leaves. */
import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import * as z from "zod";
import { deploy, destroy } from "./cdk.ts";
import { type Exercise, equal } from "./exercise.ts";

const Environment = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) });

export const later: readonly Exercise[] = [
  [
    "a second cdk deploy changes nothing",
    async ({ endpoint }) => {
      equal(/no changes/.test(deploy(endpoint)), true);
      return "no changes";
    },
  ],
  [
    "a deploy with another setting changes what it is about",
    async ({ endpoint, rest, physical }) => {
      deploy(endpoint, { defaultTimeZone: "Europe/Berlin" });
      const path = `/2015-03-31/functions/${physical("CaptureLead")}/configuration`;
      const { Variables } = Environment.parse(await rest("lambda", path)).Environment;
      equal(Variables["DEFAULT_TIME_ZONE"], "Europe/Berlin");
      return "capture-lead has the new time zone, under its old name";
    },
  ],
  [
    "cdk destroy leaves the table, the mails and both keys, and takes the rest",
    async (outside) => {
      const { dynamodb, secrets, outputs, endpoint, rest, physical } = outside;
      destroy(endpoint);
      await dynamodb.send(new DescribeTableCommand({ TableName: outputs["LeadTableName"] }));
      for (const SecretId of [outputs["IdSecretArn"], outputs["LinkSecretArn"]])
        await secrets.send(new DescribeSecretCommand({ SecretId }));
      await rest("s3", `/${outputs["SentMailsBucket"]}?list-type=2`);
      const gone = await rest(
        "lambda",
        `/2015-03-31/functions/${physical("CaptureLead")}/configuration`,
      ).then(
        () => false,
        () => true,
      );
      equal(gone, true);
      return "as they were";
    },
  ],
];
