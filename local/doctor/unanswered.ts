/** A look that failed because nothing answered, or something that isn't AWS: told alike, whichever client asked. */
import type { Patient } from "./patient.ts";

interface Silence {
  readonly why: string;
  readonly mend: string;
}

/** Undefined where AWS answered, be it with a refusal. */
export function unanswered(
  error: unknown,
  asked: Pick<Patient, "endpoint" | "laptop" | "region">,
): Silence | undefined {
  const at = asked.laptop ?? asked.endpoint;
  const where = at === undefined ? `in ${asked.region}` : `at ${at}`;
  const mend = mendOf(asked);
  const code = codeOf(error);
  if (code !== undefined) return { why: `nothing answers ${where} (${code})`, mend };
  if (isGibberish(error)) return { why: `what answers ${where} doesn't answer as AWS does`, mend };
  return undefined;
}

/** Addresses are made of the region's name: of one that isn't there, DNS knows none. */
function mendOf({ endpoint, laptop, region }: Parameters<typeof unanswered>[1]): string {
  if (laptop !== undefined) return "see that the laptop still runs: npm start";
  if (endpoint !== undefined) return "see that AWS answers where AWS_ENDPOINT_URL says, or unset it";
  return `see that ${region} is a region of AWS, and that this machine reaches it: aws sts get-caller-identity --region ${region}`;
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
