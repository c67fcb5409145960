/** A Lambda function of the template, called inside this process with the very event that AWS would give it. */
import { basename } from "node:path";
import type { CallLedger } from "../aws/call-ledger.ts";
import type { Quiescence } from "../time/quiescence.ts";

export type Handler = (event: unknown, context: LambdaContext) => Promise<unknown>;

/** What a handler may ask of the invocation it is in. */
export interface LambdaContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly callbackWaitsForEmptyEventLoop: boolean;
  getRemainingTimeInMillis(): number;
}

export type Invocation =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly errorType: string; readonly errorMessage: string };

export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly role: string | undefined;
  invoke(event: unknown): Promise<Invocation>;
  /** Reads the source before the first event comes; rejects when it can't be loaded. */
  warmUp(): Promise<void>;
}

export interface LambdaSettings {
  readonly name: string;
  readonly arn: string;
  /** The source file, relative to the repository. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memory: number;
  /** The name of the role that it acts as; one without may do everything. */
  readonly role: string | undefined;
}

export interface LambdaSurroundings {
  readonly quiescence: Quiescence;
  readonly load: (settings: LambdaSettings) => Promise<Handler>;
  readonly requestId: () => string;
  /** Keeps count of the AWS calls made in the invocation, under the function's name. */
  readonly during: CallLedger["during"];
  /** Told of every invocation that failed. */
  readonly failed: (name: string, errorType: string, errorMessage: string) => void;
}

/** A handler that outlives its timeout is given up, but unlike on AWS it can't be stopped. */
export function lambdaFunction(settings: LambdaSettings, surroundings: LambdaSurroundings): LambdaFunction {
  let handler: Promise<Handler> | undefined;
  const load = () => {
    handler ??= surroundings.load(settings);
    return handler;
  };
  const run = async (event: unknown): Promise<Invocation> => {
    const answer = await surroundings.during(calledInShort(settings.entry), event, () =>
      within(settings.timeoutSeconds, async () => (await load())(event, context(settings, surroundings))),
    );
    if (!answer.ok) surroundings.failed(settings.name, answer.errorType, answer.errorMessage);
    return answer;
  };
  const { name, arn, entry, environment, role } = settings;
  return {
    name,
    arn,
    entry,
    environment,
    role,
    invoke: (event) => surroundings.quiescence.track(run(asJson(event))),
    warmUp: async () => void (await load()),
  };
}

async function within(seconds: number, work: () => Promise<unknown>): Promise<Invocation> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Invocation>((resolve) => {
    const errorMessage = `Task timed out after ${seconds.toFixed(2)} seconds`;
    timer = setTimeout(
      () => resolve({ ok: false, errorType: "Sandbox.Timedout", errorMessage }),
      seconds * 1_000,
    );
  });
  try {
    return await Promise.race([timeout, finished(work)]);
  } finally {
    clearTimeout(timer);
  }
}

async function finished(work: () => Promise<unknown>): Promise<Invocation> {
  try {
    return { ok: true, payload: asJson((await work()) ?? null) };
  } catch (error) {
    const errorType = error instanceof Error ? error.name : "Error";
    return { ok: false, errorType, errorMessage: error instanceof Error ? error.message : String(error) };
  }
}

/** What crosses the wire on AWS crosses as JSON, so that nothing else gets through here either. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function context(settings: LambdaSettings, { requestId }: LambdaSurroundings): LambdaContext {
  const deadline = performance.now() + settings.timeoutSeconds * 1_000;
  return {
    functionName: settings.name,
    functionVersion: "$LATEST",
    invokedFunctionArn: settings.arn,
    memoryLimitInMB: String(settings.memory),
    awsRequestId: requestId(),
    logGroupName: `/aws/lambda/${settings.name}`,
    logStreamName: "laptop",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

/** `functions/advance-lead.ts` is `advance-lead`. */
const calledInShort = (entry: string) => basename(entry).replace(/\.\w+$/, "");
