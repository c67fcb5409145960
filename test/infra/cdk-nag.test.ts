import { type App, type Stack, Validations } from "aws-cdk-lib";
import { Topic } from "aws-cdk-lib/aws-sns";
import { AwsSolutionsChecks } from "cdk-nag";
import { expect, test } from "vitest";
import { type RipenAppOptions, ripenApp } from "../../infra/ripen-app.ts";
import { acknowledged } from "./acknowledged.ts";

const unbundled: RipenAppOptions = { context: { "aws:cdk:bundling-stacks": [] }, validate: false };

function checked(app: App): App {
  // Aspects.of(app).add(...) would check nothing, and say nothing about it.
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

test("cdk-nag finds nothing that isn't explained", () => {
  expect(() => checked(ripenApp(unbundled)).synth()).not.toThrow();
});

test("cdk-nag really looks: a topic that takes plain HTTP is found", () => {
  const app = ripenApp(unbundled);
  new Topic(app.node.findChild("Ripen") as Stack, "Careless");
  expect(() => checked(app).synth()).toThrow("AwsSolutions-SNS3");
});

test("these findings are excused, each with its reason", () => {
  expect(excuses(ripenApp(unbundled))).toEqual(
    [
      "Announcer/Announce AwsSolutions-IAM5[Resource::*]",
      "Announcer/DeadLetters AwsSolutions-SQS3",
      "Follower/DeadLetters AwsSolutions-SQS3",
      "Follower/Follow AwsSolutions-IAM5[Resource::*]",
      "Keys/Ids AwsSolutions-SMG4",
      "Keys/Links AwsSolutions-SMG4",
      "Nurture/Advance AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      "Pages/Dossier AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      "Privacy/Erase AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      "Privacy/Export AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      "Sweeper/Sweep AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      "SentMails/Bucket AwsSolutions-S1",
      "Nurture/Advance AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]",
      "Nurture/Machine AwsSolutions-SF1",
      "Nurture/Machine AwsSolutions-SF2",
      "Nurture/MachineRole AwsSolutions-IAM5[Resource::*]",
      "Api/Http AwsSolutions-APIG4",
    ].sort(),
  );
});

function excuses(app: App): string[] {
  return acknowledged(app)
    .map(({ path, finding, reason }) => {
      expect(reason.length).toBeGreaterThan(40);
      return `${path} ${finding}`;
    })
    .sort();
}
