/** AWS's Signature Version 4 of a POST to a service's root, in 1 kB: what all calls are that are made without the SDK's clients. */
import { createHash, createHmac } from "node:crypto";

export interface Signer {
  readonly service: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

type Headers = Readonly<Record<string, string>>;

/** The headers to send: those given, with names in lower case, and the signature, which covers all but `content-type`. */
export function signed(signer: Signer, host: string, headers: Headers, body: string, at: Date): Headers {
  const { accessKeyId, secretAccessKey, sessionToken } = signer.credentials;
  const stamp = at.toISOString().replace(/[:-]|\.\d{3}/g, "");
  const all: Headers = {
    ...headers,
    host,
    "x-amz-date": stamp,
    ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
  };
  const names = Object.keys(all)
    .filter((name) => name !== "content-type")
    .sort();
  const lines = names.map((name) => `${name}:${all[name]}`);
  const canonical = ["POST", "/", "", ...lines, "", names.join(";"), hash(body)].join("\n");
  const scope = [stamp.slice(0, 8), signer.region, signer.service, "aws4_request"];
  const toSign = ["AWS4-HMAC-SHA256", stamp, scope.join("/"), hash(canonical)].join("\n");
  const key = scope.reduce<string | Buffer>(keyed, `AWS4${secretAccessKey}`);
  const signature = keyed(key, toSign).toString("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join("/")}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ...all, authorization };
}

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const keyed = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
