/**
 * What leaves a function when it fails. Lambda writes an error's message, stack and every property of it into the log,
 * and Step Functions keeps it in a history that nobody can erase. AWS's messages quote what was sent (SES the
 * recipient's address, DynamoDB an item's values), and a parser's quote its text: so none of them may leave.
 */
import { LeadId } from "../../workflows/rules/lead.ts";
import { OwnWords } from "../own-words.ts";

/** Fails as `handler` does, under the same name, with the lead's id and the place in our code in place of its words. */
export function discreet<Event, Context, Answer>(
  handler: (event: Event, context: Context) => Promise<Answer>,
): (event: Event, context: Context) => Promise<Answer> {
  return async (event, context) => {
    try {
      return await handler(event, context);
    } catch (error) {
      throw bare(error, event);
    }
  };
}

/** A new error, so that no cause and no property of the old one goes with it. */
function bare(error: unknown, event: unknown): Error {
  const name = nameOf(error);
  const code = codeOf(error);
  const places = error instanceof Error ? placesIn(error) : [];
  const called = [name, ...Object.values(code)].join(" ");
  const told =
    error instanceof OwnWords
      ? error.message
      : `${called}, at ${places[0] ?? "no place of ours"}${leadOf(event)}`;
  const left = Object.assign(new Error(told), { name, ...code });
  left.stack = [`${name}: ${told}`, ...places.map((place) => `    at ${place}`)].join("\n");
  return left;
}

/** What the workflow's retries go by: `Sandbox.Timedout`, `TimeoutError`; zod's begin with a dollar. Anything else that calls itself a name isn't one. */
function nameOf(error: unknown): string {
  const name = error instanceof Error ? error.name.replace(/^\$/, "") : "Error";
  return /^[A-Za-z][\w.]{0,79}$/.test(name) ? name : "Error";
}

/** Node's own, which its errors have in place of a name: `ECONNREFUSED`. */
function codeOf(error: unknown): { readonly code?: string } {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === "string" && /^E[A-Z_]{2,40}$/.test(code) ? { code } : {};
}

function leadOf(event: unknown): string {
  const read = LeadId.safeParse((event as { readonly leadId?: unknown } | null)?.leadId);
  return read.success ? ` (lead ${read.data})` : "";
}

/** A stack begins with the message, whose lines may look like anything: a place is a file, a line and a column. */
const PLACE = /^ {4}at (?:[^()]* \()?((?:file:\/\/|node:|\/)[\w@.+/-]+:\d+:\d+)\)?$/;

function placesIn({ stack = "", message }: Error): readonly string[] {
  const after = message === "" ? -1 : stack.indexOf(message);
  const frames = after < 0 ? stack : stack.slice(after + message.length);
  return frames.split("\n").flatMap((line) => PLACE.exec(line)?.[1] ?? []);
}
