/** Who signed a request (AWS Signature Version 4), as far as the laptop looks: it checks no signature and nobody's permissions. */

/** The access key that the request names, in its header or, presigned, in its query; undefined when it isn't signed. */
export function signerOf(url: string, authorization = ""): string | undefined {
  const query = new URLSearchParams(url.split("?")[1]);
  const presigned = query.has("X-Amz-Signature") ? query.get("X-Amz-Credential") : undefined;
  const credential = presigned ?? SIGNED.exec(authorization)?.[1] ?? "";
  return CREDENTIAL.exec(credential)?.[1];
}

const SIGNED = /^AWS4-HMAC-SHA256 Credential=([^, ]+), ?SignedHeaders=[^, ]+, ?Signature=[0-9a-f]{64}$/;

/** `AKID/20261123/us-east-1/execute-api/aws4_request` */
const CREDENTIAL = /^([^/]+)\/\d{8}\/[^/]+\/execute-api\/aws4_request$/;
