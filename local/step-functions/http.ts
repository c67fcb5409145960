import { StepFunctionsError } from "./errors.ts";
import { parseJson } from "./json.ts";
import type { StepFunctions } from "./step-functions.ts";

export interface HttpRequest {
  /** The `X-Amz-Target` header: `AWSStepFunctions.StartExecution`. */
  readonly target: string | undefined;
  readonly body: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** AWS's JSON 1.0 protocol, as the SDKs and the CLI speak it. Signatures are not checked. */
export async function answerHttp(
  machines: StepFunctions,
  { target, body }: HttpRequest,
): Promise<HttpResponse> {
  const action = target?.startsWith("AWSStepFunctions.") ? target.slice("AWSStepFunctions.".length) : "";
  const input = body === "" ? {} : parseJson(body);
  if (input === undefined)
    return respond(400, { __type: "SerializationException", message: "The body is no JSON" });
  try {
    return respond(200, await machines.call(action, input));
  } catch (error) {
    if (!(error instanceof StepFunctionsError)) throw error;
    return respond(400, { __type: error.code, message: error.message });
  }
}

function respond(status: number, body: unknown): HttpResponse {
  return { status, headers: { "content-type": "application/x-amz-json-1.0" }, body: JSON.stringify(body) };
}
