/** Everything that can go wrong goes wrong once, for a person of its own; AWS then quotes everybody in its messages. */
import { DynamoDBClient, PutItemCommand, paginateScan, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientOf } from "../local/aws/small-laptop.ts";
import { canariesOf, type Person, person } from "./people.ts";
import { queuesOf, tableOf } from "./places.ts";
import type { Visits } from "./visits.ts";
import type { Accident, Which, Wire } from "./wire.ts";

interface Failure extends Which {
  readonly call: string;
  readonly accident: Accident;
}

const throttled = { status: 400, error: "ProvisionedThroughputExceededException" };
const busy = { status: 500, error: "InternalServerError" };
const item = (text: string) => ({ pk: { S: "LEAD#x" }, email: { S: text }, generation: { S: text } });
const cancelled = (text: string) => ({
  status: 400,
  error: "TransactionCanceledException",
  more: { CancellationReasons: [{ Code: "ThrottlingError", Message: text, Item: item(text) }] },
});

/** Where the first call is skipped it is the form's own, and the workflow's fail. */
const FAILURES: Readonly<Record<string, (quote: string) => Failure>> = {
  refused: () => ({ call: "SendEmail", accident: { status: 400, error: "MessageRejected" } }),
  badaddress: () => ({ call: "SendEmail", accident: { status: 400, error: "BadRequestException" } }),
  sesdown: () => ({ call: "SendEmail", accident: { status: 500, error: "InternalFailure" } }),
  lostanswer: () => ({ call: "SendEmail", accident: "drop" }),
  copylost: () => ({ call: "PutObject", accident: { status: 500, error: "InternalError" }, times: 3 }),
  doorthrottled: () => ({ call: "Query", accident: throttled, times: 3 }),
  doorcancelled: (quote) => ({ call: "TransactWriteItems", accident: cancelled(quote) }),
  stepthrottled: () => ({ call: "Query", accident: throttled, skip: 1, times: 3 }),
  stepinvalid: () => ({ call: "Query", accident: { status: 400, error: "ValidationException" }, skip: 1 }),
  stepcancelled: (quote) => ({ call: "TransactWriteItems", accident: cancelled(quote), skip: 1 }),
  notstarted: () => ({ call: "StartExecution", accident: busy, times: 3 }),
  salesdown: () => ({
    call: "GetTopicAttributes",
    accident: { status: 500, error: "InternalError" },
    times: 3,
  }),
  salesmute: () => ({ call: "Publish", accident: { status: 400, error: "InvalidParameter" } }),
};

const timedOut = person("timedout", 31, { message: "" });
const poison = person("poison", 32);
const broken = person("broken", 33, { message: "" });
const typist = person("typist", 34);
const first = person("secretsdown", 30);
/** Whoever asks for a demo goes to sales, and gets no letter that could fail. */
const READERS = new Set(["SendEmail", "PutObject"]);
const unlucky = Object.entries(FAILURES).map(([who, failure], n) =>
  person(who, 40 + n, READERS.has(failure("").call) ? { message: "", employees: "3" } : {}),
);

export const FAILED = [first, ...unlucky, timedOut, poison, broken, typist].flatMap(canariesOf);

/** Before anybody has come: afterwards functions go on with the secrets they have. */
export async function failAtFirst(visits: Visits, wire: Wire): Promise<void> {
  wire.fail("GetSecretValue", { status: 500, error: "InternalServiceError" });
  await visits.posts(first);
  wire.heal();
}

/** Which calls have failed afterwards, each at least once. */
export const CALLS_THAT_FAIL = [
  "GetSecretValue",
  ...new Set(Object.values(FAILURES).map((failure) => failure("").call)),
];

/** `quote` is what AWS's messages say meanwhile. */
export async function fail(visits: Visits, wire: Wire, quote: string): Promise<void> {
  for (const each of unlucky) {
    const { call, accident, ...which } = FAILURES[each.who]?.(quote) ?? { call: "", accident: busy };
    wire.fail(call, accident, which);
    await visits.posts(each);
    await visits.passes("PT3M");
    wire.heal();
  }
  await timesOut(visits, wire);
  await refusedForms(visits);
  await badRecords(visits);
  // An admin asks for one whom nobody can read, and for one while the table is away.
  await visits.tells("/admin/export", { email: broken.fields["email"] });
  wire.fail("Query", { status: 400, error: "ValidationException" });
  for (const what of ["export", "erase"])
    await visits.tells(`/admin/${what}`, { email: broken.fields["email"] });
  wire.heal();
  await visits.passes("PT20M");
}

async function timesOut(visits: Visits, wire: Wire): Promise<void> {
  wire.fail("TransactWriteItems", "hang", { skip: 1, times: 1 });
  await visits.posts(timedOut);
  await visits.passes("PT5M");
}

/** What the door, the pages and the programs' door refuse. */
async function refusedForms(visits: Visits): Promise<void> {
  const { email = "", message = "" } = typist.fields;
  const { headers } = typist;
  const { api } = visits.urls;
  const json = { ...headers, "content-type": "application/json" };
  await visits.posts(typist, { email: `${email} ${message}` });
  await visits.asks(`${api}/leads`, {
    method: "POST",
    headers: json,
    body: `{"email": "${email}", ${message}`,
  });
  await visits.asks(`${api}/leads`, { method: "POST", headers: json, body: JSON.stringify([email]) });
  await visits.asks(`${api}/leads`, {
    method: "POST",
    headers: { ...json, "content-type": "text/plain" },
    body: email,
  });
  await visits.asks(`${api}/leads`, { method: "POST", headers: json, body: email.repeat(1_000) });
  await visits.asks(`${api}/leads`, { method: "PUT", headers: json, body: email });
  await visits.asks(`${api}/leads?email=${encodeURIComponent(email)}`, { headers });
  await visits.asks(`${api}/leads`, {
    method: "POST",
    headers: { ...json, origin: "https://kanarie.example" },
    body: JSON.stringify(typist.fields),
  });
  for (const door of ["unsubscribe", "handoffs", "tasks", "questions", "preferences", "dossiers", "desk"])
    await visits.submits(`${api}/${door}/${encodeURIComponent(email)}`, { note: message }, headers);
  await visits.tells("/activities", `{"activities": "${email}`);
  await visits.tells("/activities", {
    activities: [{ key: message, email, activity: message }, { email: message }],
  });
  for (const path of ["/admin/export", "/admin/erase"])
    for (const asked of [{ email: message }, { do: "erase", email: message }, email])
      await visits.tells(path, asked);
}

/** A row that nobody can follow, a lead that nobody can read, and a message that is no event. */
async function badRecords(visits: Visits): Promise<void> {
  const client = clientOf(visits.urls.aws);
  const [dynamodb, sqs] = [new DynamoDBClient(client), new SQSClient(client)];
  const { TableName, leadId } = await tableAndLead(dynamodb, visits, broken);
  const said = JSON.stringify(poison.fields);
  await dynamodb.send(
    new PutItemCommand({
      TableName,
      Item: { pk: { S: `LEAD#${said}` }, sk: { S: "LEAD" }, leadId: { S: said }, generation: { S: said } },
    }),
  );
  await dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key: { pk: { S: `LEAD#${leadId}` }, sk: { S: "LEAD" } },
      UpdateExpression: "SET profile = :wrong, lifecycle = :wrong, wakeSeq = wakeSeq + :one",
      ExpressionAttributeValues: { ":wrong": { S: JSON.stringify(broken.fields) }, ":one": { N: "1" } },
    }),
  );
  const { events = "" } = await queuesOf(sqs);
  const bodies = [
    said,
    `{"eventType":"Bounce","mail":"${said}`,
    `{"eventType":"${poison.fields["email"]}","mail":{}}`,
  ];
  for (const MessageBody of bodies) await sqs.send(new SendMessageCommand({ QueueUrl: events, MessageBody }));
}

async function tableAndLead(dynamodb: DynamoDBClient, visits: Visits, who: Person) {
  await visits.posts(who);
  await visits.passes("PT1M");
  const TableName = await tableOf(dynamodb);
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName }))
    for (const { sk, pk, address } of Items)
      if (sk?.S === "LEAD" && address?.S === who.fields["email"])
        return { TableName, leadId: pk?.S?.slice("LEAD#".length) ?? "" };
  throw new Error(`${who.who} is no lead.`);
}
