/** What an API call is refused with: AWS's error code, and a message in AWS's words. */
export class StepFunctionsError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = code;
    this.code = code;
  }
}

export function validationError(message: string): StepFunctionsError {
  return new StepFunctionsError("ValidationException", `1 validation error detected: ${message}`);
}

/**
 * How an integration fails its task: by an error name that the workflow can retry or catch, such as
 * `Lambda.TooManyRequestsException` or `DynamoDb.ConditionalCheckFailedException`.
 */
export class TaskError extends Error {
  readonly error: string;
  override readonly cause: string | undefined;

  constructor(error: string, cause?: string) {
    super(cause === undefined ? error : `${error}: ${cause}`);
    this.name = "TaskError";
    this.error = error;
    this.cause = cause;
  }
}

/** What ends a state early. Retry and Catch see `error`; what nobody retries or catches fails the execution. */
export class StateFailure extends Error {
  readonly error: string | undefined;
  override readonly cause: string | undefined;
  /** A missed heartbeat is a `States.Timeout` that also answers to `States.HeartbeatTimeout`. */
  readonly alias: string | undefined;

  constructor(error: string | undefined, cause?: string, alias?: string) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
    this.alias = alias;
  }
}

/** A JSONata expression that throws, or answers nothing. `location` is the field it stands in. */
export class EvaluationFailure extends StateFailure {
  readonly location: string;

  constructor(cause: string, location: string) {
    super("States.QueryEvaluationError", cause);
    this.location = location;
  }
}
