/** A look that failed because nothing answered, or something that isn't AWS: told alike, whichever client asked. */
import type { Patient } from "./patient.ts";

interface Silence {
  readonly why: string;
  readonly mend: string;
}

/** Undefined where AWS answered, be it with a refusal. */
export function unanswered(
  error: unknown,
  { endpoint, laptop }: Pick<Patient, "endpoint" | "laptop">,
): Silence | undefined {
  const at = laptop ?? endpoint;
  const mend =
    endpoint === undefined
      ? "see that this machine reaches AWS: aws sts get-caller-identity"
      : "see that AWS answers where AWS_ENDPOINT_URL says, or unset it";
  const code = codeOf(error);
  if (code !== undefined)
    return { why: `nothing answers${at === undefined ? "" : ` at ${at}`} (${code})`, mend };
  if (isGibberish(error))
    return { why: `what answers${at === undefined ? "" : ` at ${at}`} doesn't answer as AWS does`, mend };
  return undefined;
}

/** The system's word for it, such as ECONNREFUSED: on the error itself, or on what caused it, as `fetch` has it. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === "string" && SILENT.test(code)) return code;
  if (error.name === "TimeoutError") return error.name;
  return codeOf(error.cause) ?? (error.message === "fetch failed" ? "no connection" : undefined);
}

const SILENT =
  /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_\w+|CERT_\w+|ERR_TLS\w*|ERR_SSL\w*)$/;

/** An answer without what AWS always tells in it. */
export class NotAsAws extends Error {
  override readonly name = "NotAsAws";
}

/** HTML where JSON or XML should be, or an answer that lacks what AWS always tells. The SDK calls what it can't read Unknown. */
function isGibberish(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, message } = error;
  return GIBBERISH.test(name) || message === "Unknown" || /\$response\b/.test(message);
}

const GIBBERISH = /^(NotAsAws|SyntaxError|ZodError|HTTP \d+|UnknownError|Unknown)$/;
