/** An AWS call that is refused, with AWS's name for the reason. */
export class AwsRefusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}

/** A call that AWS offers and the laptop doesn't. */
export class NotOffered extends AwsRefusal {}

export const notOffered = (what: string) =>
  new NotOffered("UnknownOperationException", `${what} is not offered by the Ripen laptop.`);

/** An error with one of AWS's codes keeps it; whatever else went wrong is the laptop's fault, and can be tried again. */
export function asRefusal(error: unknown): AwsRefusal {
  if (error instanceof AwsRefusal) return error;
  const { code, errno } = error as { code?: unknown; errno?: unknown };
  const message = error instanceof Error ? error.message : String(error);
  if (errno === undefined && typeof code === "string" && /^[A-Z]\w+$/.test(code) && !code.startsWith("ERR_"))
    return new AwsRefusal(code, message);
  return new AwsRefusal("InternalFailure", message, 500);
}
