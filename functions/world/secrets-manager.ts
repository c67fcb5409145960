/** What a secret holds, asked of Secrets Manager. */
import { call, type Service } from "./signed-call.ts";

/** The answer as it came: whoever reads it sees to it that nothing of it gets into an error. */
export type Ask = () => Promise<string>;

export function secretAt(service: Omit<Service, "service">, arn: string): Ask {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "secretsmanager.GetSecretValue",
  };
  const body = JSON.stringify({ SecretId: arn });
  return () => call({ ...service, service: "secretsmanager" }, headers, body);
}
