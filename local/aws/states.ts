/** Step Functions behind the gateway, and what its tasks may call on the laptop. */
import type { LambdaFunction } from "../lambda/lambda-function.ts";
import { TaskError } from "../step-functions/errors.ts";
import { answerHttp } from "../step-functions/http.ts";
import type { StepFunctions } from "../step-functions/step-functions.ts";
import type { Integration, Integrations } from "../step-functions/waking.ts";
import type { CallLedger } from "./call-ledger.ts";
import type { DynamoDb } from "./dynamodb.ts";
import { AwsRefusal } from "./refusal.ts";
import type { AwsService } from "./wire.ts";

/** `machines` answers nothing until the workflows have been taken up. */
export const statesService =
  (machines: () => StepFunctions | undefined): AwsService =>
  async ({ headers, body }) => {
    const ready = machines();
    if (ready === undefined) throw new AwsRefusal("ServiceUnavailable", "The laptop is starting.", 503);
    return answerHttp(ready, { target: headers["x-amz-target"], body: body.toString() });
  };

const items = ["getItem", "putItem", "updateItem", "deleteItem"] as const;

const lambdaResource = "arn:aws:states:::lambda:invoke";
const tableResource = (item: string) => `arn:aws:states:::aws-sdk:dynamodb:${item}`;
const resources: readonly string[] = [lambdaResource, ...items.map(tableResource)];

/** A resource that isn't offered is refused when the definition is created. */
export const offered = (resource: string) => resources.includes(resource);

export function integrations(
  lambdas: () => readonly LambdaFunction[],
  dynamodb: DynamoDb,
  ledger: CallLedger,
  permit: Permit,
): Integrations {
  const counted = (service: string, action: string, integration: Integration): Integration => {
    return async (given, call) => {
      ledger.count("the workflow", { service, action }, JSON.stringify(given));
      orFailing(service, () => permit(call.executionArn, { service, action }, given));
      return integration(given, call);
    };
  };
  const onTable = items.map((item) => {
    const action = item.charAt(0).toUpperCase() + item.slice(1);
    return [
      tableResource(item),
      counted("DynamoDB", action, tableCall(dynamodb, `DynamoDB_20120810.${action}`)),
    ];
  });
  return {
    [lambdaResource]: counted("Lambda", "Invoke", lambdaInvoke(lambdas)),
    ...Object.fromEntries(onTable),
  };
}

/** Throws AwsRefusal unless the execution's role has the right to the call. */
export type Permit = (
  executionArn: string,
  meant: { readonly service: string; readonly action: string },
  given: unknown,
) => void;

/** What the service's SDK calls an error that it has no name for. */
const unnamed: Readonly<Record<string, string>> = {
  DynamoDB: "DynamoDb.DynamoDbException",
  Lambda: "Lambda.AWSLambdaException",
};

function orFailing(service: string, permit: () => void) {
  try {
    permit();
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    throw new TaskError(unnamed[service] ?? error.code, error.message);
  }
}

function lambdaInvoke(lambdas: () => readonly LambdaFunction[]): Integration {
  return async (given) => {
    const { FunctionName, Payload = {} } = given as {
      readonly FunctionName: string;
      readonly Payload?: unknown;
    };
    const plain = FunctionName.replace(/:\$LATEST$/, "");
    const lambda = lambdas().find(({ name, arn }) => plain === arn || plain === name);
    if (lambda === undefined)
      throw new TaskError("Lambda.ResourceNotFoundException", `Function not found: ${FunctionName}`);
    const answer = await lambda.invoke(Payload);
    if (answer.ok) return { ExecutedVersion: "$LATEST", Payload: answer.payload, StatusCode: 200 };
    const { errorType, errorMessage } = answer;
    throw new TaskError(errorType, JSON.stringify({ errorType, errorMessage }));
  };
}

function tableCall(dynamodb: DynamoDb, target: string): Integration {
  return async (given) => {
    try {
      return await dynamodb.call(target, given);
    } catch (error) {
      if (error instanceof AwsRefusal) throw new TaskError(`DynamoDb.${error.code}`, error.message);
      throw new TaskError("DynamoDb.SdkClientException", String(error));
    }
  };
}
