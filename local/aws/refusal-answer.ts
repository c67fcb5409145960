/** A refusal in the shape of the protocol in which the call came, so that each SDK reads its code and its message. */
import { randomUUID } from "node:crypto";
import { cborMap } from "./cbor.ts";
import { type AwsRefusal, asRefusal, NotOffered } from "./refusal.ts";
import {
  type AwsAnswer,
  type AwsCall,
  escapeXml,
  isForm,
  json,
  restJson,
  signedService,
  xml,
} from "./wire.ts";

export function refusalAnswer(call: AwsCall, error: unknown): AwsAnswer {
  const refusal = asRefusal(error);
  if (call.headers["smithy-protocol"] === "rpc-v2-cbor") return inCbor(refusal);
  if (call.headers["x-amz-target"] !== undefined) return inJson(call, refusal);
  if (isForm(call)) return inQueryXml(refusal);
  if (signedService(call) === "s3") return inS3Xml(refusal);
  const { code, message, status } = refusal;
  return restJson({ message }, refusal instanceof NotOffered ? 404 : status, { "x-amzn-errortype": code });
}

function inJson(call: AwsCall, { code, message, status }: AwsRefusal): AwsAnswer {
  const version = call.headers["content-type"]?.includes("1.0") ? "1.0" : "1.1";
  return json(version, { __type: code, message }, status);
}

function inCbor({ code, message, status }: AwsRefusal): AwsAnswer {
  const headers = { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" };
  return { status, headers, body: cborMap({ __type: code, message }) };
}

function inQueryXml(refusal: AwsRefusal): AwsAnswer {
  const code = refusal instanceof NotOffered ? "InvalidAction" : refusal.code;
  const fault = refusal.status >= 500 ? "Receiver" : "Sender";
  const error = `<Error><Type>${fault}</Type>${told(code, refusal.message)}</Error>`;
  return xml(`<ErrorResponse>${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`, refusal.status);
}

function inS3Xml(refusal: AwsRefusal): AwsAnswer {
  const { code, status } = refusal instanceof NotOffered ? { code: "NotImplemented", status: 501 } : refusal;
  return xml(`<Error>${told(code, refusal.message)}</Error>`, status);
}

const told = (code: string, message: string) =>
  `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
