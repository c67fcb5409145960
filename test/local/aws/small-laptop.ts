/** A laptop that runs a template of the test's own, to see that it stands up what it reads and not only Ripen. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LambdaContext } from "../../../local/lambda/lambda-function.ts";
import { type Laptop, type LaptopOptions, startLaptop } from "../../../local/laptop.ts";

export type Resources = Readonly<Record<string, object>>;
export type Handlers = Readonly<Record<string, (event: never, context: LambdaContext) => unknown>>;

/** Where virtual time begins in tests: a Monday. */
export const monday = Date.parse("2026-03-02T09:00:00Z");

export interface SmallLaptop extends Laptop {
  /** Settings for the SDK's own clients. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly state: string;
}

/** Time passes in moves only. A function's `ripen:entry` is its name among the handlers. */
export async function smallLaptop(
  resources: Resources,
  handlers: Handlers = {},
  options: Partial<LaptopOptions> = {},
): Promise<SmallLaptop> {
  const state = options.state ?? mkdtempSync(join(tmpdir(), "ripen-laptop-"));
  const laptop = await startLaptop({
    start: monday,
    runs: false,
    program: {
      stackName: "small",
      template: () => ({ Resources: resources }),
      async handler({ entry }) {
        const handler = handlers[entry];
        if (handler === undefined) throw new Error(`no handler ${entry}`);
        return async (event, context) => handler(event as never, context);
      },
    },
    ...options,
    state,
  });
  return { ...laptop, state, client: clientOf(laptop.urls.aws) };
}

export const clientOf = (endpoint: string) => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "laptop", secretAccessKey: "laptop" },
});

export async function stopAndForget(laptop: SmallLaptop) {
  await laptop.stop();
  rmSync(laptop.state, { recursive: true, force: true });
}

export const lambda = (entry: string, environment: object = {}) => ({
  Type: "AWS::Lambda::Function",
  Properties: { Environment: { Variables: environment }, Timeout: 5 },
  Metadata: { "ripen:entry": entry },
});

export const table = (properties: object = {}) => ({
  Type: "AWS::DynamoDB::Table",
  Properties: {
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "S" },
    ],
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
    ...properties,
  },
});

export const arnOf = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
export const ref = (id: string) => ({ Ref: id });
