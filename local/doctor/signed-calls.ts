/** What is asked of the services that Ripen has no client for. */
import { type SignedSettings, signedFetch } from "../stack/signed-fetch.ts";

export interface SignedCalls {
  /** AWS's JSON protocols: `target` names service and action, as in `AmazonSSM.GetParameter`. Throws AwsError. */
  json(service: JsonService, action: string, input: object): Promise<unknown>;
  /** Throws AwsError. */
  get(service: "lambda", path: string): Promise<unknown>;
}

type JsonService = keyof typeof TARGETS;

/** A refusal, with AWS's own name for it. */
export class AwsError extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

/** What each service calls itself in `X-Amz-Target` (its API reference, "Common parameters"), and which JSON it speaks. */
const TARGETS = {
  ssm: { prefix: "AmazonSSM", version: "1.1" },
  servicequotas: { prefix: "ServiceQuotasV20190624", version: "1.1" },
  events: { prefix: "AWSEvents", version: "1.1" },
  monitoring: { prefix: "GraniteServiceVersion20100801", version: "1.0" },
} as const;

export function signedCalls(settings: SignedSettings): SignedCalls {
  const ask = async (service: string, path: string, init: RequestInit) => {
    const answer = await signedFetch(settings, service, path, init);
    if (answer.ok) return JSON.parse(answer.text) as unknown;
    throw refusal(answer);
  };
  return {
    get: (service, path) => ask(service, path, { method: "GET" }),
    json: (service, action, input) =>
      ask(service, "/", {
        method: "POST",
        headers: {
          "content-type": `application/x-amz-json-${TARGETS[service].version}`,
          "x-amz-target": `${TARGETS[service].prefix}.${action}`,
        },
        body: JSON.stringify(input),
      }),
  };
}

/** The code stands in the body as `__type`, or in a header, with a namespace before it or a URL behind it. */
function refusal({ text, status, headers }: Awaited<ReturnType<typeof signedFetch>>): AwsError {
  const told = parsed(text);
  const type = String(told["__type"] ?? headers.get("x-amzn-errortype") ?? `HTTP ${status}`);
  const message = told["message"] ?? told["Message"] ?? text.slice(0, 200);
  return new AwsError(type.replace(/^.*#/, "").replace(/:.*$/, ""), String(message));
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
