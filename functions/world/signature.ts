/** AWS's Signature Version 4, in 1 kB, for the calls that are made without the SDK's clients. */
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

/** `headers`: their names in lower case. */
export interface Asked {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

/** The headers to send: those given and the signature, which covers all but `content-type`. */
export function signed(signer: Signer, { method, url, headers, body }: Asked, at: Date): Headers {
  const { accessKeyId, secretAccessKey, sessionToken } = signer.credentials;
  const stamp = at.toISOString().replace(/[:-]|\.\d{3}/g, "");
  const all: Headers = {
    ...headers,
    host: url.host,
    // S3 asks for it, and it alone.
    ...(signer.service === "s3" ? { "x-amz-content-sha256": hash(body) } : {}),
    "x-amz-date": stamp,
    ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
  };
  const names = Object.keys(all)
    .filter((name) => name !== "content-type")
    .sort();
  const lines = names.map((name) => `${name}:${all[name]}`);
  const canonical = [method, url.pathname, queryOf(url), ...lines, "", names.join(";"), hash(body)].join(
    "\n",
  );
  const scope = [stamp.slice(0, 8), signer.region, signer.service, "aws4_request"];
  const toSign = ["AWS4-HMAC-SHA256", stamp, scope.join("/"), hash(canonical)].join("\n");
  const key = scope.reduce<string | Buffer>(keyed, `AWS4${secretAccessKey}`);
  const signature = keyed(key, toSign).toString("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join("/")}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ...all, authorization };
}

const queryOf = ({ searchParams }: URL) =>
  [...searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join("&");

/** By RFC 3986, which knows no exceptions: `!` and its like, too. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const keyed = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
