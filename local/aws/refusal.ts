/** An AWS call that is refused, told in the shape of the protocol in which it came. */
import { type AwsAnswer, type AwsCall, escapeXml, json, restJson, xml } from "./wire.ts";

export class AwsRefusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}

/** For a call that AWS offers and the laptop doesn't. */
export const notOffered = (what: string) =>
  new AwsRefusal("UnknownOperationException", `${what} is not offered by the Ripen laptop.`);

export function refusalAnswer(call: AwsCall, error: unknown): AwsAnswer {
  const { code, message, status } = asRefusal(error);
  const target = call.headers["x-amz-target"];
  if (target !== undefined) {
    const version = call.headers["content-type"]?.includes("1.0") ? "1.0" : "1.1";
    return json(version, { __type: code, message }, status);
  }
  if (call.headers["content-type"]?.includes("x-www-form-urlencoded")) {
    const fault = status >= 500 ? "Receiver" : "Sender";
    const told = `<Type>${fault}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
    return xml(`<ErrorResponse><Error>${told}</Error><RequestId>laptop</RequestId></ErrorResponse>`, status);
  }
  return restJson({ message }, status, { "x-amzn-errortype": code });
}

function asRefusal(error: unknown): AwsRefusal {
  if (error instanceof AwsRefusal) return error;
  const { code } = error as { code?: unknown };
  const message = error instanceof Error ? error.message : String(error);
  if (typeof code === "string" && /^[A-Z]\w+$/.test(code) && !code.startsWith("ERR_"))
    return new AwsRefusal(code, message);
  return new AwsRefusal("InternalFailure", message, 500);
}
