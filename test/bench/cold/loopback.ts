/** AWS on the loopback, which answers every call of a function at once and as the service would, over a table with a few leads. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Item } from "../../../functions/world/lead-items.ts";
import type { KeyRing } from "../../../functions/world/secret.ts";

export interface Loopback {
  readonly url: string;
  stop(): Promise<void>;
}

export async function loopback(items: readonly Item[], ring: KeyRing): Promise<Loopback> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const asked = Buffer.concat(chunks).toString();
      const verb =
        String(request.headers["x-amz-target"] ?? "")
          .split(".")
          .at(-1) ?? "";
      const answer = verb === "" ? xmlOf(asked) : JSON.stringify(answers(items, ring, asked)[verb] ?? {});
      response.setHeader("content-type", verb === "" ? "text/xml" : "application/x-amz-json-1.0");
      response.end(answer);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
}

function answers(items: readonly Item[], ring: KeyRing, asked: string): Readonly<Record<string, unknown>> {
  // Only the leads' own partitions hold anything: nobody is overdue, nobody holds a lead, no campaign is paused.
  const found = items.filter(({ pk }) => asked.includes(`":pk":{"S":"${pk?.S}"}`));
  return {
    Query: { Items: found, Count: found.length },
    UpdateItem: { Attributes: { posts: { N: "1" } } },
    GetSecretValue: { SecretString: JSON.stringify(ring) },
    StartExecution: { executionArn: "arn:aws:states:eu-west-1:000000000000:execution:x:y", startDate: 1 },
    PutEvents: { FailedEntryCount: 0, Entries: [{ EventId: "one" }] },
  };
}

/** SNS, which speaks XML; what S3 is asked for isn't kept. */
function xmlOf(asked: string): string {
  if (!asked.includes("Action=GetTopicAttributes")) return "<x/>";
  const entry = "<entry><key>SubscriptionsConfirmed</key><value>1</value></entry>";
  const result = `<GetTopicAttributesResult><Attributes>${entry}</Attributes></GetTopicAttributesResult>`;
  return `<GetTopicAttributesResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${result}</GetTopicAttributesResponse>`;
}
