/**
 * SNS, SQS and S3: fauxqs, inside this process. Its own server would listen on every interface of the machine, so it gets
 * no port at all: calls are handed to it through the gateway. What its package doesn't export is loaded by its place.
 */
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildApp } from "fauxqs";
import { mendChangeOfVisibility, mendDeadLetters, mendPages, type Persistence } from "./fauxqs-mends.ts";
import type { AwsAnswer, AwsCall } from "./wire.ts";

type App = ReturnType<typeof buildApp>;
export type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>["stores"]>;
export type Queue = NonNullable<ReturnType<Stores["sqsStore"]["getQueueByName"]>>;

export interface SnsSqs {
  answer(call: AwsCall): Promise<AwsAnswer>;
  /** S3's calls, which method and path tell apart. */
  s3(call: AwsCall): Promise<AwsAnswer>;
  /** SQS's own actions, without the wire. */
  sqs(action: string, input: unknown): Promise<Readonly<Record<string, unknown>>>;
  /** SNS's own actions, without the wire: the query protocol's parameters in, XML out. */
  sns(action: string, parameters: Readonly<Record<string, string>>): Promise<string>;
  readonly stores: Stores;
  /** Whether a subscription with this filter policy gets a message: by its attributes, or by its body, which is JSON. */
  readonly filter: Filter;
  queueByArn(arn: string): Queue | undefined;
  close(): Promise<void>;
}

export interface Filter {
  byAttributes(policy: object, attributes: Readonly<Record<string, MessageAttribute>>): boolean;
  byBody(policy: object, body: string): boolean;
}

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue: string;
}

export interface SnsSqsOptions {
  readonly folder: string;
  readonly region: string;
  /** Host and port of the AWS endpoint, which queue URLs name. */
  readonly host: string;
}

export async function startSnsSqs({ folder, region, host }: SnsSqsOptions): Promise<SnsSqs> {
  const { stores, close } = await openStores(folder);
  const filter: Filter = {
    byAttributes: await part("sns/filter.js", "matchesFilterPolicy"),
    byBody: await part("sns/filter.js", "matchesFilterPolicyOnBody"),
  };
  stores.sqsStore.host = "";
  const app = buildApp({ logger: false, defaultRegion: region, stores });
  await app.ready();
  return {
    stores,
    filter,
    answer: ({ headers, body }) => inject(app, { ...headers, host }, body),
    s3: ({ method, path, query, headers, body }) =>
      inject(app, { ...headers, host }, body, { method, url: query.size === 0 ? path : `${path}?${query}` }),
    async sqs(action, input) {
      const headers = {
        host,
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `AmazonSQS.${action}`,
      };
      const answer = await inject(app, headers, JSON.stringify(input));
      return JSON.parse(String(expectOk(action, answer).body));
    },
    async sns(action, parameters) {
      const headers = { host, "content-type": "application/x-www-form-urlencoded" };
      const answer = await inject(
        app,
        headers,
        new URLSearchParams({ Action: action, ...parameters }).toString(),
      );
      return String(expectOk(action, answer).body);
    },
    queueByArn: (arn) => stores.sqsStore.getQueueByArn(arn),
    async close() {
      stores.sqsStore.shutdown();
      await app.close();
      close();
    },
  };
}

function expectOk(action: string, answer: AwsAnswer): AwsAnswer {
  if (answer.status === 200) return answer;
  throw new Error(`${action} was refused: ${answer.body}`);
}

async function inject(
  app: App,
  headers: Readonly<Record<string, string>>,
  payload: string | Buffer,
  { method, url } = { method: "POST", url: "/" },
): Promise<AwsAnswer> {
  const { "content-length": _, ...kept } = headers;
  const response = await app.inject({ method: method as "POST", url, headers: kept, payload });
  const told = TOLD.map((name) => [name, response.headers[name]] as const);
  return {
    status: response.statusCode,
    headers: Object.fromEntries(
      told.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ),
    body: response.rawPayload,
  };
}

/** What of an engine's headers says something to whoever called. */
const TOLD = ["content-type", "x-amzn-query-error", "etag", "last-modified", "content-range"];

/** As fauxqs' own start does: what was stored is read first, and only then does anything new get written. */
async function openStores(folder: string): Promise<{ stores: Stores; close: () => void }> {
  const [sqs, sns, s3, files] = await Promise.all([
    part<Class>("sqs/sqsStore.js", "SqsStore"),
    part<Class>("sns/snsStore.js", "SnsStore"),
    part<Class>("s3/s3Store.js", "S3Store"),
    part<Class>("persistence.js", "PersistenceManager"),
  ]);
  const stores = { sqsStore: new sqs(), snsStore: new sns(), s3Store: new s3() } as Stores;
  const persistence = new files(folder) as Persistence;
  // Enough against kill -9 in write-ahead mode, and three times as fast as waiting for the disk at each message.
  persistence.db.exec("PRAGMA synchronous = NORMAL");
  mendChangeOfVisibility(persistence);
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  const kept = persistence as unknown as NonNullable<Queue["persistence"] & Stores["s3Store"]["persistence"]>;
  stores.sqsStore.persistence = kept;
  stores.snsStore.persistence = kept;
  stores.s3Store.persistence = kept;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = kept;
  mendDeadLetters(stores, persistence);
  mendPages(stores);
  return { stores, close: () => persistence.close() };
}

type Class = new (...parameters: unknown[]) => unknown;

async function part<T extends Class | Filter[keyof Filter]>(file: string, name: string): Promise<T> {
  const manifest = findPackageJSON("fauxqs", import.meta.url);
  if (manifest === undefined) throw new Error("fauxqs is not installed: run `npm install`.");
  const module = await import(pathToFileURL(join(dirname(manifest), "dist", file)).href);
  const found: unknown = module[name];
  if (typeof found !== "function") throw new Error(`fauxqs has no ${name} in dist/${file} any more.`);
  return found as T;
}
