/** The one AWS endpoint: tells from the wire which service and action is meant, and hands the call to its engine. */
import { sesAction } from "../ses/ses-service.ts";
import { AwsRefusal, notOffered } from "./refusal.ts";
import { refusalAnswer } from "./refusal-answer.ts";
import { s3Action } from "./s3.ts";
import { type AwsAnswer, type AwsCall, type AwsService, isForm, signedService } from "./wire.ts";

export interface Engines {
  readonly dynamodb: AwsService;
  readonly states: AwsService;
  readonly sqs: AwsService;
  readonly sns: AwsService;
  readonly ses: AwsService;
  readonly s3: AwsService;
  readonly secretsmanager: AwsService;
  readonly events: AwsService;
  readonly cloudformation: AwsService;
}

type Name = keyof Engines;

/** The part of X-Amz-Target before the dot, without its version. */
const targets: Readonly<Record<string, Name>> = {
  DynamoDB: "dynamodb",
  DynamoDBStreams: "dynamodb",
  AWSStepFunctions: "states",
  AmazonSQS: "sqs",
  secretsmanager: "secretsmanager",
  AWSEvents: "events",
};

/** As people say them. */
const names: Readonly<Record<Name, string>> = {
  dynamodb: "DynamoDB",
  states: "Step Functions",
  sqs: "SQS",
  sns: "SNS",
  ses: "SES",
  s3: "S3",
  secretsmanager: "Secrets Manager",
  events: "EventBridge",
  cloudformation: "CloudFormation",
};

/**
 * `heard` is told of every call that is meant for an engine, before it is answered; `permit` throws AwsRefusal where
 * whoever asks may not.
 */
export function gateway(
  engines: Engines,
  permit: (call: AwsCall, meant: { readonly service: Name; readonly action: string }) => void,
  heard: (call: AwsCall, meant: { readonly service: string; readonly action: string }) => void,
): (call: AwsCall) => Promise<AwsAnswer> {
  return async (call) => {
    try {
      const { service, action } = route(call);
      permit(call, { service, action });
      heard(call, { service: names[service], action });
      return await engines[service](call, action);
    } catch (error) {
      return refusalAnswer(call, error);
    }
  };
}

function route(call: AwsCall): { service: Name; action: string } {
  const target = call.headers["x-amz-target"];
  if (target !== undefined) return byTarget(target);
  if (call.headers["smithy-protocol"] === "rpc-v2-cbor") throw notOffered(byCborPath(call.path));
  if (isForm(call)) return byForm(call);
  if (call.path.startsWith("/v2/email/")) return { service: "ses", action: sesAction(call) };
  const service = signedService(call) ?? "an unsigned call";
  if (service === "s3") return { service, action: s3Action(call) };
  throw notOffered(`${service} (${call.method} ${call.path})`);
}

function byTarget(target: string): { service: Name; action: string } {
  const [prefix = "", action = ""] = target.split(".");
  const service = targets[prefix.replace(/_\d{8}$/, "")];
  if (service === undefined) throw notOffered(target);
  return { service, action };
}

/** `/service/GraniteServiceVersion20100801/operation/ListMetrics`: the newest protocol, which no service here speaks yet. */
const byCborPath = (path: string) => path.replace(/^\/service\/([^/]+)\/operation\/([^/]+).*$/, "$1.$2");

/** The query protocol, which names no service in its body: the signature does. */
function byForm(call: AwsCall): { service: Name; action: string } {
  const action = new URLSearchParams(call.body.toString()).get("Action");
  if (action === null)
    throw new AwsRefusal("MissingAction", "The request must contain the parameter Action.");
  const service = signedService(call) ?? "sns";
  if (service !== "sns" && service !== "cloudformation") throw notOffered(`${service}:${action}`);
  return { service, action };
}
