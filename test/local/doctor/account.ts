/** An AWS account on loopback: answers a handful of calls from a fixture, in AWS's own protocols, and refuses all others. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type AwsAnswer,
  type AwsCall,
  escapeXml,
  isForm,
  json,
  readCall,
  restJson,
  writeAnswer,
  xml,
} from "../../../local/aws/wire.ts";

type Input = Readonly<Record<string, unknown>>;

/** By what IAM calls the action, `sns:ListSubscriptionsByTopic`; the answer as the API reference shapes it. Throws Refused. */
export type Account = Readonly<Record<string, (input: Input) => object>>;

/** The account refuses, with AWS's name for it. */
export class Refused extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

export const notAllowed = (action: string) => (): never => {
  throw new Refused(
    "AccessDeniedException",
    `User: arn:aws:iam::123456789012:user/zoe is not authorized to perform: ${action} on resource: *`,
  );
};

export interface Standing {
  readonly endpoint: string;
  /** What was asked, in IAM's words. */
  readonly asked: ReadonlySet<string>;
  close(): void;
}

export async function standUp(account: Account): Promise<Standing> {
  const asked = new Set<string>();
  const server = createServer(async (request, response) => {
    const call = await readCall(request);
    const { action, input, answered, refused } = read(call);
    asked.add(action);
    try {
      const answer = account[action];
      if (answer === undefined)
        throw new Refused("AccessDeniedException", `not authorized to perform: ${action}`);
      heed(action, input);
      writeAnswer(response, answered(answer(input)), "a-request");
    } catch (error) {
      writeAnswer(response, refused(error instanceof Error ? error : new Error(String(error))), "a-request");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, asked, close: () => void server.close() };
}

/** Refuses an input that AWS would, of the calls that no client of the SDK has put together. */
function heed(action: string, input: Input): void {
  const takes = BY_HAND[action];
  if (takes === undefined) return;
  const { required, members } = takes;
  const lacking = required.filter((name) => input[name] === undefined);
  const strange = Object.keys(input).filter((name) => ![...required, ...members].includes(name));
  if (lacking.length + strange.length > 0)
    throw new Refused(
      "ValidationException",
      `${action} lacks [${lacking}] and doesn't take [${strange}] (the API reference's names).`,
    );
}

interface Takes {
  readonly required: readonly string[];
  readonly members: readonly string[];
}

const QUOTAS_OF: Takes = { required: ["ServiceCode"], members: ["MaxResults", "NextToken"] };

/** As botocore 1.43.11 models them; of Lambda's all stands in the path. */
const BY_HAND: Readonly<Record<string, Takes>> = {
  "ssm:GetParameter": { required: ["Name"], members: ["WithDecryption"] },
  "events:DescribeRule": { required: ["Name"], members: ["EventBusName"] },
  "servicequotas:ListServiceQuotas": QUOTAS_OF,
  "servicequotas:ListAWSDefaultServiceQuotas": QUOTAS_OF,
  "cloudwatch:DescribeAlarms": { required: [], members: ["AlarmNames", "MaxRecords", "NextToken"] },
  "cloudwatch:GetMetricStatistics": {
    required: ["Namespace", "MetricName", "StartTime", "EndTime", "Period"],
    members: ["Dimensions", "Statistics", "ExtendedStatistics", "Unit"],
  },
};

interface Read {
  readonly action: string;
  readonly input: Input;
  readonly answered: (answer: object) => AwsAnswer;
  readonly refused: (error: Error) => AwsAnswer;
}

function read(call: AwsCall): Read {
  if (isForm(call)) return byForm(call);
  const target = call.headers["x-amz-target"];
  const input = call.body.length > 0 ? JSON.parse(call.body.toString()) : {};
  if (target === undefined) return byPath(call);
  const [service = "", verb = ""] = target.split(".");
  return {
    action: `${TARGETS[service] ?? service}:${verb}`,
    input,
    answered: (answer) => json("1.0", answer),
    refused: ({ name, message }) => json("1.0", { __type: `com.amazonaws#${name}`, message }, 400),
  };
}

const TARGETS: Readonly<Record<string, string>> = {
  AmazonSSM: "ssm",
  ServiceQuotasV20190624: "servicequotas",
  GraniteServiceVersion20100801: "cloudwatch",
  DynamoDB_20120810: "dynamodb",
  AWSStepFunctions: "states",
  AmazonSQS: "sqs",
  AWSEvents: "events",
};

const PATHS: readonly (readonly [RegExp, string])[] = [
  [/^\/v2\/email\/account$/, "ses:GetAccount"],
  [/^\/v2\/email\/identities\/([^/]+)$/, "ses:GetEmailIdentity"],
  [/^\/v2\/email\/configuration-sets\/([^/]+)$/, "ses:GetConfigurationSet"],
  [
    /^\/v2\/email\/configuration-sets\/([^/]+)\/event-destinations$/,
    "ses:GetConfigurationSetEventDestinations",
  ],
  [/^\/2016-08-19\/account-settings$/, "lambda:GetAccountSettings"],
  [/^\/2019-09-30\/functions\/([^/]+)\/concurrency$/, "lambda:GetFunctionConcurrency"],
  [/^\/2015-03-31\/event-source-mappings\/([^/]+)$/, "lambda:GetEventSourceMapping"],
];

function byPath({ path }: AwsCall): Read {
  const [pattern, action = path] = PATHS.find(([each]) => each.test(path)) ?? [];
  return {
    action,
    input: { name: decodeURIComponent(pattern?.exec(path)?.[1] ?? "") },
    answered: (answer) => restJson(answer),
    refused: ({ name, message }) =>
      restJson({ message }, name === "NotFoundException" ? 404 : 403, { "x-amzn-errortype": name }),
  };
}

function byForm({ body }: AwsCall): Read {
  const { Action = "", Version, ...input } = Object.fromEntries(new URLSearchParams(body.toString()));
  const service = Version === "2010-03-31" ? "sns" : "cloudformation";
  return {
    action: `${service}:${Action}`,
    input,
    answered: (answer) =>
      xml(`<${Action}Response><${Action}Result>${elements(answer)}</${Action}Result></${Action}Response>`),
    refused: ({ name, message }) =>
      xml(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code><Message>${escapeXml(message)}</Message></Error></ErrorResponse>`,
        400,
      ),
  };
}

/** Of a list each is a `member`; a map, which only SNS's attributes are, has an `entry` for each key. */
function elements(of: object): string {
  return Object.entries(of)
    .map(([name, value]) => `<${name}>${name === "Attributes" ? entries(value) : content(value)}</${name}>`)
    .join("");
}

function content(value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => `<member>${content(each)}</member>`).join("");
  return typeof value === "object" && value !== null ? elements(value) : escapeXml(String(value));
}

const entries = (map: object) =>
  Object.entries(map)
    .map(([key, value]) => `<entry><key>${key}</key><value>${escapeXml(String(value))}</value></entry>`)
    .join("");
