/** Each command of the AWS CLI in `outputs/commands.txt` against the models that the SDK carries: its operation is there, and takes and gets what is given. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as cloudformation from "@aws-sdk/client-cloudformation";
import * as dynamodb from "@aws-sdk/client-dynamodb";
import * as sesv2 from "@aws-sdk/client-sesv2";
import * as stepfunctions from "@aws-sdk/client-sfn";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";

interface Input {
  readonly members: readonly string[];
  readonly required: readonly string[];
}

/** The SDK keeps an operation as `Subscribe$`: input at 4; there members at 4, and at 6 how many of them, the first ones, are required. */
const MODELS: Readonly<Record<string, object>> = { cloudformation, dynamodb, sesv2, stepfunctions, sns, sqs };

/** Of services without a client here, as the CLI of November 2026 took them; what is required comes first. */
const OTHERS: Readonly<Record<string, Input>> = {
  "cloudwatch describe-alarm-history": { members: ["alarm-name"], required: [] },
  "cloudwatch enable-alarm-actions": { members: ["alarm-names"], required: ["alarm-names"] },
  "logs filter-log-events": { members: ["log-group-name", "start-time"], required: [] },
  "service-quotas list-service-quotas": { members: ["service-code"], required: ["service-code"] },
  "service-quotas request-service-quota-increase": {
    members: ["service-code", "quota-code", "desired-value"],
    required: ["service-code", "quota-code", "desired-value"],
  },
  "sts get-caller-identity": { members: [], required: [] },
};

/** What the CLI calls otherwise than the API. */
const RENAMED: Readonly<Record<string, string>> = { "sns subscribe notification-endpoint": "endpoint" };
const GLOBAL = new Set(["region", "profile", "endpoint-url", "query", "output"]);

const commands = readFileSync(join(import.meta.dirname, "outputs/commands.txt"), "utf8")
  .split("\n")
  .flatMap((line) => line.split(" && "))
  .filter((command) => command.startsWith("aws "));

test.each(commands)("%s", (command) => {
  expect(faults(command)).toEqual([]);
});

test.each([
  ["aws sns subscribe --topic-arn a --protocol email --endpoint b", "no option --endpoint"],
  ["aws sns subscribe --topic-arn a", "lacks protocol"],
  ["aws sesv2 get-acount", "no operation"],
])("%s would be found", (command, fault) => {
  expect(faults(command)).toContainEqual(expect.stringContaining(fault));
});

function faults(command: string): readonly string[] {
  const [, service = "", verb = "", ...words] = command.match(/'[^']*'|\S+/g) ?? [];
  const input = OTHERS[`${service} ${verb}`] ?? modelled(service, verb);
  if (input === undefined) return [`no operation ${service} ${verb}`];
  const given = words.filter((word) => word.startsWith("--")).map((word) => word.slice(2));
  const named = given.filter((option) => !GLOBAL.has(option));
  const called = named.map((option) => plain(RENAMED[`${service} ${verb} ${option}`] ?? option));
  const members = input.members.map(plain);
  const reserved = Object.entries(RENAMED).flatMap(([of, member]) =>
    of.startsWith(`${service} ${verb} `) && named.includes(member) ? [`no option --${member}`] : [],
  );
  return [
    ...reserved,
    ...called.filter((name) => !members.includes(name)).map((name) => `no option --${name}`),
    ...input.required.filter((name) => !called.includes(plain(name))).map((name) => `lacks ${plain(name)}`),
  ];
}

function modelled(service: string, verb: string): Input | undefined {
  const model = MODELS[service] as Readonly<Record<string, unknown>> | undefined;
  const operation = `${verb.replace(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase())}$`;
  const schema = model?.[operation] as readonly [...unknown[]] | undefined;
  if (schema === undefined) return undefined;
  const [, , , , members, , required = 0] = (schema[4] as () => readonly unknown[])() as Structure;
  return { members, required: members.slice(0, required) };
}

type Structure = readonly [unknown, unknown, unknown, unknown, readonly string[], unknown, number?];

/** Of a switch, `--no-…` is the other way round. */
const plain = (name: string) => name.replace(/^no-/, "").replaceAll("-", "").toLowerCase();
