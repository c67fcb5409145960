/** DynamoDB's calls, passed on to the engine as they are; whoever reads streams is told of each write at once. */
import { Agent, request } from "node:http";
import { AwsRefusal, notOffered } from "./refusal.ts";
import type { AwsAnswer, AwsService } from "./wire.ts";

export interface DynamoDb {
  readonly service: AwsService;
  /** For the laptop's own use, past the gateway: throws AwsRefusal with DynamoDB's code. */
  call(target: string, input: unknown): Promise<Readonly<Record<string, unknown>>>;
  onWrite(listener: () => void): void;
  close(): void;
}

const reads = /^(Get|BatchGet|Query|Scan|Describe|List)/;

export function dynamoDb(endpoint: string): DynamoDb {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const listeners: (() => void)[] = [];
  const passOn = async (target: string, headers: Readonly<Record<string, string>>, body: Buffer | string) => {
    const action = target.slice(target.indexOf(".") + 1);
    const again = reads.test(action) ? unanswered : untaken;
    const answer = await onceItListens(() => post(endpoint, agent, headers, body), again);
    if (answer.status === 400 && answer.body.includes("#UnknownOperationException"))
      throw notOffered(`DynamoDB's ${action}`);
    if (!reads.test(action)) for (const listener of listeners) listener();
    return answer;
  };
  return {
    service: ({ headers, body }) => passOn(headers["x-amz-target"] ?? "", headers, body),
    async call(target, input) {
      const answer = await passOn(target, { ...unsigned, "x-amz-target": target }, JSON.stringify(input));
      const content = JSON.parse(String(answer.body || "{}"));
      if (answer.status === 200) return content;
      const code = String(content["__type"] ?? "InternalServerError").replace(/^.*#/, "");
      throw new AwsRefusal(code, String(content["message"] ?? content["Message"] ?? code), answer.status);
    },
    onWrite: (listener) => void listeners.push(listener),
    close: () => agent.destroy(),
  };
}

/** Long enough for an engine that died to be started again. */
const patience = 2_000;
/** What nobody took can be asked again; a read also when nobody answered. Another call's maker must decide. */
const untaken = ["ECONNREFUSED"];
const unanswered = [...untaken, "ECONNRESET", "EPIPE"];

async function onceItListens(call: () => Promise<AwsAnswer>, again: readonly string[]): Promise<AwsAnswer> {
  const until = performance.now() + patience;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!again.includes((error as NodeJS.ErrnoException).code ?? "") || performance.now() > until)
        throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

/** The engine takes any signature, but wants one. */
const unsigned = {
  "content-type": "application/x-amz-json-1.0",
  authorization:
    "AWS4-HMAC-SHA256 Credential=laptop/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
  "x-amz-date": "20260101T000000Z",
};

function post(
  endpoint: string,
  agent: Agent,
  headers: Readonly<Record<string, string>>,
  body: Buffer | string,
): Promise<AwsAnswer> {
  const { connection: _, "content-length": __, host: ___, ...kept } = headers;
  return new Promise((resolve, reject) => {
    const call = request(endpoint, {
      method: "POST",
      agent,
      headers: { ...kept, "content-length": Buffer.byteLength(body) },
    });
    call.once("error", reject);
    call.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () =>
        resolve({
          status: response.statusCode ?? 500,
          headers: passedBack(response.headers),
          body: Buffer.concat(chunks),
        }),
      );
    });
    call.end(body);
  });
}

function passedBack(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const { "content-length": _, connection: __, "transfer-encoding": ___, ...kept } = headers;
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
}
