import { type App, type Stack, Validations } from "aws-cdk-lib";
import { Topic } from "aws-cdk-lib/aws-sns";
import { AwsSolutionsChecks } from "cdk-nag";
import { expect, test } from "vitest";
import { type RipenAppOptions, ripenApp } from "../../infra/ripen-app.ts";

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
      "Follower/DeadLetters AwsSolutions-SQS3",
      "Follower/Follow AwsSolutions-IAM5[Resource::*]",
      "Keys/Ids AwsSolutions-SMG4",
      "Keys/Links AwsSolutions-SMG4",
      "Nurture/Advance AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
      "Pages/Dossier AwsSolutions-IAM5[Resource::<SentMails.Arn>/*]",
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
  return app.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.entries(data as Record<string, unknown>))
        .map(([id, reason]) => {
          expect(String(JSON.stringify(reason)).length).toBeGreaterThan(40);
          return `${construct.node.path.replace(/^Ripen\//, "")} ${id.replace(/^annotation::/i, "")}`;
        }),
    )
    .sort();
}
