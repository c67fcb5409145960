/** A look that fails is never told as fine. */
import { expect, test } from "vitest";
import { CHECKS } from "../../../local/doctor/checks.ts";
import { notAllowed, Refused } from "./account.ts";
import { fresh } from "./accounts/fresh.ts";
import { healthy, healthyZone, RESOURCES } from "./accounts/healthy.ts";
import { OWN, said } from "./examined.ts";

const lines = (words: string, level: string) =>
  words.split("\n").filter((line) => line.startsWith(`${level} `));

test("credentials that may nothing but see the stack leave every other check unknown, by the action that they lack", async () => {
  const { "cloudformation:DescribeStacks": seen, "cloudformation:ListStackResources": made } = healthy;
  const refused = Object.keys(healthy).map((action) => [action, notAllowed(action)]);
  const account = {
    ...Object.fromEntries(refused),
    "cloudformation:DescribeStacks": seen,
    "cloudformation:ListStackResources": made,
  };
  const { words, code } = await said(account, { zone: healthyZone });
  expect(code).toBe(2);
  expect(words).toMatch(/\nNothing that was looked at stops leads; \d+ couldn't be looked at; /);
  const blind = CHECKS.filter(({ asks }) => asks.length > 0 && !asks[0]?.startsWith("cloudformation:"));
  const unknown = lines(words, "unknown");
  expect(unknown).toHaveLength(blind.length);
  for (const { of } of blind)
    expect(unknown).toContainEqual(
      expect.stringMatching(
        new RegExp(`Couldn't look at ${of}: your credentials may not \\w+:\\w+\\. → allow `),
      ),
    );
});

test("credentials that may not see the stack say so, and what needs no stack is looked at", async () => {
  const { words, code } = await said(
    { ...healthy, "cloudformation:DescribeStacks": notAllowed("cloudformation:DescribeStacks") },
    { zone: healthyZone },
  );
  expect(code).toBe(2);
  expect(lines(words, "unknown")).toEqual([
    expect.stringContaining(
      "Couldn't look at the stack: your credentials may not cloudformation:DescribeStacks.",
    ),
    expect.stringMatching(/SES sends 50,000 mails .* how much is due, nobody knows/),
    expect.stringMatching(/Step Functions allows .* of how many leads, nobody knows/),
    expect.stringMatching(/Until the stack can be seen, nobody knows of .*overdue leads/),
  ]);
  expect(words).toContain("Lambda runs 1,000 functions at once.");
});

test("credentials that AWS doesn't take end it in one line", async () => {
  const expired = () => {
    throw new Refused("ExpiredTokenException", "The security token included in the request is expired");
  };
  await expect(said({ ...fresh, "ses:GetAccount": expired }, {})).rejects.toThrow(
    "AWS doesn't take your credentials in eu-west-1 (The security token included in the request is expired). Sign in as you do for the AWS CLI: `aws sts get-caller-identity --region eu-west-1` should answer. A region that has to be opted into takes none before it is.",
  );
});

test("a service that answers something else leaves its check unknown", async () => {
  const { words } = await said(
    {
      ...healthy,
      "sqs:GetQueueAttributes": () => {
        throw new Refused("QueueDoesNotExist", "The specified queue does not exist.");
      },
    },
    { zone: healthyZone },
  );
  expect(lines(words, "unknown")).toEqual([
    expect.stringContaining(
      "Couldn't look at the dead-letter queues: QueueDoesNotExist, The specified queue does not exist.",
    ),
  ]);
});

test("a stack that is too old to tell something is to be deployed anew", async () => {
  const { words } = await said(
    {
      ...healthy,
      "cloudformation:DescribeStacks": () => ({
        Stacks: [
          {
            StackName: "ripen-prod",
            StackId: "arn:aws:cloudformation:eu-west-1:123456789012:stack/ripen-prod/1",
            StackStatus: "CREATE_COMPLETE",
          },
        ],
      }),
    },
    { zone: healthyZone },
  );
  expect(lines(words, "unknown")).toContainEqual(
    expect.stringContaining(
      "Couldn't look at overdue leads: the stack ripen-prod doesn't tell its LeadTableName. → npx cdk deploy -c stage=prod",
    ),
  );
});

test.each([
  ["REVIEW_IN_PROGRESS", "ripen-prod isn't deployed in eu-west-1."],
  [
    "ROLLBACK_COMPLETE",
    "ripen-prod was never whole (ROLLBACK_COMPLETE): delete what is left of it, then deploy.",
  ],
])("a stack in %s is none that could be looked into", async (StackStatus, says) => {
  const empty = { StackName: "ripen-prod", StackId: "arn:aws:cloudformation:eu-west-1:1:stack/ripen-prod/1" };
  const { words } = await said({
    ...fresh,
    "cloudformation:DescribeStacks": () => ({ Stacks: [{ ...empty, StackStatus }] }),
  });
  expect(lines(words, "stops").join("\n")).toContain(says);
  expect(lines(words, "unknown")).toEqual([expect.stringContaining("Until the stack can be seen")]);
});

test("a DNS that doesn't answer leaves DMARC unknown, and calls nothing missing", async () => {
  // Nothing listens on the discard port of this machine.
  const { words, code } = await said(healthy, { dns: "127.0.0.1:9" });
  // Whatever DMARC says, leads get on.
  expect(code).toBe(0);
  expect(words).toContain("\n\nNothing stops leads; 1 couldn't be looked at; ");
  expect(lines(words, "unknown")).toEqual([
    expect.stringContaining("Couldn't look at the DMARC record of your-company.com: DNS doesn't answer"),
  ]);
});

test("a DNS server that is no address is refused in words", async () => {
  await expect(said(fresh, { dns: "ns1.your-company.com" })).rejects.toThrow(
    '--dns can\'t be "ns1.your-company.com": it should be an IP address, like 1.1.1.1 or 127.0.0.1:5353.',
  );
});

test("a clone that still has the sample's values asks nobody for the sample's DNS", async () => {
  const sample = {
    stage: "dev",
    sender: "nora@orchard-cold-chain.example",
    replyTo: "nora@orchard-cold-chain.example",
    salesEmail: "sales@orchard-cold-chain.example",
  };
  const { words } = await said(fresh, { stack: "ripen-dev", context: { ...OWN, ...sample } });
  expect(lines(words, "stops").at(2)).toContain(
    "cdk.json still has example values: sender, replyTo, salesEmail.",
  );
  expect(words).not.toContain("in the DNS of");
});

test.each([
  ["sqs:GetQueueAttributes", {}, "the dead-letter queues: SQS doesn't tell how many messages"],
  ["dynamodb:DescribeTable", {}, "Step Functions' quotas: DynamoDB doesn't count the index arrivals"],
  ["dynamodb:Query", { Items: [] }, "the sending rate: DynamoDB doesn't count the index due"],
  ["cloudwatch:GetMetricStatistics", {}, "unknown touches: what answers at "],
])("what %s leaves out is unknown, and not none", async (action, answer, says) => {
  const { words } = await said({ ...healthy, [action]: () => answer }, { zone: healthyZone });
  expect(lines(words, "unknown").join("\n")).toContain(`Couldn't look at ${says}`);
});

test("a stack that lacks what is switched leaves that unknown, in the words of npm run stack", async () => {
  const left = RESOURCES.filter(({ ResourceType }) => ResourceType !== "AWS::Events::Rule");
  const { words, code } = await said(
    { ...healthy, "cloudformation:ListStackResources": () => ({ StackResourceSummaries: left }) },
    { zone: healthyZone },
  );
  expect(code).toBe(2);
  expect(lines(words, "unknown")).toEqual([
    "unknown  Couldn't look at the switches: The stack ripen-prod has no AWS::Events::Rule SweeperSchedule…: it is no Ripen, or half torn down.",
  ]);
});

test("a resource that CloudFormation hasn't made yet has no name to ask for", async () => {
  const begun = { LogicalResourceId: "AlarmsNew1", ResourceType: "AWS::CloudWatch::Alarm" };
  const { words } = await said(
    {
      ...healthy,
      "cloudformation:ListStackResources": () => ({ StackResourceSummaries: [...RESOURCES, begun] }),
    },
    { zone: healthyZone },
  );
  expect(words).toContain("None of 3 alarms rings.");
});

test("a stage that none can be called is told of --stack, not of cdk.json", async () => {
  await expect(said(fresh, { stack: "ripen-Dev" })).rejects.toThrow(
    `--stack can't be "ripen-Dev": a stack of Ripen is called ripen- and its stage, a short lower-case name. Did you mean ripen-dev?`,
  );
});

test("a name that isn't ripen- and a stage is none to deploy", async () => {
  await expect(said(fresh, { stack: "dev" })).rejects.toThrow(
    `--stack can't be "dev": a stack of Ripen is called ripen- and its stage, a short lower-case name. Did you mean ripen-dev?`,
  );
});
