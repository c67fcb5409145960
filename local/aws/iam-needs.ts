/** Which rights a call asks for, as AWS's service authorization reference has it: the action often, never always, by its own name. */
import { addressOf, identityOf, type SesSettings } from "../ses/ses-settings.ts";
import type { Engines } from "./gateway.ts";
import { s3Needs } from "./iam-needs-s3.ts";
import { type Tables, tableNeeds } from "./iam-needs-table.ts";
import type { Need } from "./iam-policy.ts";
import { type AwsCall, jsonInput } from "./wire.ts";

export interface Place {
  readonly region: string;
  readonly account: string;
  readonly sending: SesSettings;
  readonly tables: Tables;
}

type Needs = (action: string, call: AwsCall, place: Place) => readonly Need[];

const needs: Readonly<Record<keyof Engines, Needs>> = {
  dynamodb: (action, call, place) => tableNeeds(action, jsonInput(call), place.tables),
  s3: s3Needs,
  ses: mailNeeds,
  states: (action, call) => [{ action: `states:${action}`, resource: workflowIn(jsonInput(call)) }],
  sns: (action, call) => [{ action: `sns:${action}`, resource: topicIn(call) }],
  sqs: (action, call, place) => [
    { action: `sqs:${action.replace(/Batch$/, "")}`, resource: queueIn(jsonInput(call), place) },
  ],
  secretsmanager: (action, call, place) => [
    { action: `secretsmanager:${action}`, resource: secretIn(jsonInput(call), place) },
  ],
  events: (action, call, place) =>
    busesIn(jsonInput(call), place).map((resource) => ({ action: `events:${action}`, resource })),
  cloudformation: (action) => [{ action: `cloudformation:${action}`, resource: ANY }],
};

export function needsOf(
  { service, action }: { readonly service: keyof Engines; readonly action: string },
  call: AwsCall,
  place: Place,
): readonly Need[] {
  return needs[service](action, call, place);
}

/** Where a call names no resource, only a right to all of them lets it through. */
const ANY = "*";

type Input = Readonly<Record<string, unknown>>;

/** A token names its execution; one that doesn't is refused by Step Functions itself. */
function workflowIn({ stateMachineArn, executionArn, taskToken }: Input): string {
  const named = stateMachineArn ?? executionArn;
  if (typeof named === "string") return named;
  const [body = ""] = String(taskToken ?? "").split(".");
  const execution = Buffer.from(body, "base64url").toString().replace(/^\d+ /, "");
  return machineOf(execution) ?? ANY;
}

/** The state machine of an execution's ARN. */
export function machineOf(executionArn: string): string | undefined {
  const [, place, name] = /^(arn:[^:]+:states:[^:]+:[^:]+):execution:([^:]+):/.exec(executionArn) ?? [];
  return name === undefined ? undefined : `${place}:stateMachine:${name}`;
}

function topicIn({ body }: AwsCall): string {
  const given = new URLSearchParams(body.toString());
  return given.get("TopicArn") ?? given.get("TargetArn") ?? ANY;
}

function queueIn({ QueueUrl, QueueName }: Input, { region, account }: Place): string {
  const name = String(QueueUrl ?? QueueName ?? "")
    .split("/")
    .at(-1);
  return name ? `arn:aws:sqs:${region}:${account}:${name}` : ANY;
}

function secretIn({ SecretId }: Input, { region, account }: Place): string {
  if (typeof SecretId !== "string") return ANY;
  return SecretId.startsWith("arn:")
    ? SecretId
    : `arn:aws:secretsmanager:${region}:${account}:secret:${SecretId}-laptop`;
}

function busesIn({ Entries }: Input, { region, account }: Place): readonly string[] {
  if (!Array.isArray(Entries)) return [ANY];
  const names = Entries.map((entry) => String(entry?.EventBusName ?? "default"));
  return [...new Set(names)].map((name) =>
    name.startsWith("arn:") ? name : `arn:aws:events:${region}:${account}:event-bus/${name}`,
  );
}

/** A mail asks for the identity that it is sent as, and for the configuration set that it goes through. */
function mailNeeds(action: string, call: AwsCall, { region, account, sending }: Place): readonly Need[] {
  if (action !== "SendEmail") return [{ action: `ses:${action}`, resource: ANY }];
  const { FromEmailAddress, ConfigurationSetName } = jsonInput(call);
  const from = String(FromEmailAddress ?? "");
  const identity = identityOf(sending, from);
  // From nobody's address: SES itself refuses that, by its own name.
  if (identity === undefined) return [];
  const set = ConfigurationSetName ?? sending.identities.get(identity);
  const context = { "ses:FromAddress": addressOf(from) };
  const arn = (rest: string) => `arn:aws:ses:${region}:${account}:${rest}`;
  const resources = [`identity/${identity}`, ...(set === undefined ? [] : [`configuration-set/${set}`])];
  return resources.map((resource) => ({ action: "ses:SendEmail", resource: arn(resource), context }));
}
