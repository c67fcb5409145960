/** Calls of deployed functions as the API, the machine and the clock make them. */
import { QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { eventually, type Outside } from "./outside.ts";

export type Row = Readonly<Record<string, unknown>>;

/** The function's answer; throws what it threw. */
export async function invoke({ rest, physical }: Outside, id: string, event: unknown): Promise<Row> {
  const answer = (await rest(
    "lambda",
    `/2015-03-31/functions/${physical(id)}/invocations`,
    event,
  )) as Row | null;
  if (answer?.["errorType"] !== undefined)
    throw new Error(`${id}: ${answer["errorType"]}: ${answer["errorMessage"]}`);
  return answer ?? {};
}

/** A POST as an HTTP API hands it on, in payload format 2.0. */
export function posted(path: string, contentType: string, body: string) {
  return {
    version: "2.0",
    routeKey: `ANY ${path}`,
    rawPath: path,
    rawQueryString: "",
    headers: { "content-type": contentType },
    pathParameters: { token: path.split("/").at(-1) },
    requestContext: {
      http: { method: "POST", path, sourceIp: "203.0.113.7", userAgent: "elsewhere" },
      requestId: crypto.randomUUID(),
      timeEpoch: Date.now(),
    },
    body,
    isBase64Encoded: false,
  };
}

export const form = (fields: Row) => posted("/leads", "application/json", JSON.stringify(fields));

/** Everything about the lead of an address, its own row first; undefined where there is none. */
export async function rowsOf(
  { dynamodb, outputs }: Outside,
  address: string,
): Promise<readonly Row[] | undefined> {
  const TableName = outputs["LeadTableName"];
  const { Items: found = [] } = await dynamodb.send(
    new ScanCommand({
      TableName,
      FilterExpression: "address = :address AND sk = :lead",
      ExpressionAttributeValues: { ":address": { S: address }, ":lead": { S: "LEAD" } },
    }),
  );
  const [pk] = found.map((item) => item["pk"]);
  if (pk === undefined) return undefined;
  const asked = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": pk } };
  const { Items = [] } = await dynamodb.send(new QueryCommand({ TableName, ConsistentRead: true, ...asked }));
  const rows: Row[] = Items.map((item) => unmarshall(item));
  return rows.sort((a, b) => Number(b["sk"] === "LEAD") - Number(a["sk"] === "LEAD"));
}

interface Sent {
  readonly id: string;
  readonly subject: string;
  readonly destinations: { readonly ToAddresses: readonly string[] };
  readonly headers: Readonly<Record<string, string>>;
}

/** Every mail that moto's SES took for this address. */
export async function mailsTo({ endpoint }: Outside, address: string): Promise<readonly Sent[]> {
  // While something is being written moto may fail to list what it holds.
  const { ses } = await eventually("moto's list", async () => {
    const answer = await fetch(`${endpoint}/moto-api/data.json`);
    return answer.ok ? ((await answer.json()) as { ses: { Message: readonly Sent[] } }) : undefined;
  });
  return ses.Message.filter(({ destinations }) => destinations.ToAddresses.includes(address));
}
