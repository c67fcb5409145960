/** What a call to Publish or PublishBatch sends, as SNS reads it: who gets which message, and what is refused. */
import { AwsRefusal, notOffered } from "./refusal.ts";
import type { MessageAttribute } from "./sns-sqs.ts";

export interface Sent {
  readonly subject: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  /** Whether people and programs get different messages. */
  readonly isStructured: boolean;
  /** By protocol: `email`, `sqs` … */
  messageFor(protocol: string): string;
}

const MOST_BYTES = 256 * 1_024;
const LONGEST_SUBJECT = 100;

/** The message under `prefix`: none for Publish, `PublishBatchRequestEntries.member.1.` for an entry of a batch. */
export function readMessage(form: URLSearchParams, prefix: string): Sent {
  const message = form.get(`${prefix}Message`) ?? "";
  const subject = form.get(`${prefix}Subject`) ?? "";
  const attributes = readAttributes(form, prefix);
  refuseSubject(subject);
  refuseSize(message, attributes);
  const structure = form.get(`${prefix}MessageStructure`) === "json" ? readStructure(message) : undefined;
  return {
    subject,
    attributes,
    isStructured: structure !== undefined,
    messageFor: (protocol) => structure?.[protocol] ?? structure?.["default"] ?? message,
  };
}

/** The prefix of each message in the call. */
export function prefixes(form: URLSearchParams, action: string): readonly string[] {
  if (action !== "PublishBatch") return [""];
  const found = [...form.keys()].flatMap(
    (name) => /^PublishBatchRequestEntries\.member\.\d+\./.exec(name) ?? [],
  );
  return [...new Set(found)];
}

/** The call as the engine understands it, which delivers to queues alone and knows one message for all. */
export function forQueues(form: URLSearchParams, sent: ReadonlyMap<string, Sent>): string {
  const plain = new URLSearchParams(form);
  for (const [prefix, { isStructured, messageFor }] of sent) {
    if (isStructured) plain.set(`${prefix}Message`, messageFor("sqs"));
    plain.delete(`${prefix}MessageStructure`);
  }
  return plain.toString();
}

function readAttributes(form: URLSearchParams, prefix: string): Record<string, MessageAttribute> {
  const attributes: Record<string, MessageAttribute> = {};
  for (let n = 1; form.has(`${prefix}MessageAttributes.entry.${n}.Name`); n++) {
    const of = `${prefix}MessageAttributes.entry.${n}`;
    const DataType = form.get(`${of}.Value.DataType`) ?? "";
    if (DataType === "String.Array") throw notOffered("SNS's message attribute of the type String.Array");
    attributes[form.get(`${of}.Name`) ?? ""] = {
      DataType,
      StringValue: form.get(`${of}.Value.StringValue`) ?? "",
    };
  }
  return attributes;
}

/** Values that are no text are ignored, as SNS does. */
function readStructure(message: string): Readonly<Record<string, string>> {
  const read = parsed(message);
  if (typeof read !== "object" || read === null || Array.isArray(read)) throw invalid(BAD_STRUCTURE);
  const texts = Object.entries(read).filter(([, value]) => typeof value === "string");
  const structure: Record<string, string> = Object.fromEntries(texts);
  if (structure["default"] === undefined)
    throw invalid("Message Structure - No default entry in JSON message body");
  return structure;
}

const BAD_STRUCTURE = "Message Structure - JSON message body failed to parse";

function parsed(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    throw invalid(BAD_STRUCTURE);
  }
}

function refuseSubject(subject: string): void {
  if (subject.length >= LONGEST_SUBJECT || /\p{Cc}/u.test(subject)) throw invalid("Subject");
}

/** All protocols' messages together, and the attributes with their names and types. */
function refuseSize(message: string, attributes: Readonly<Record<string, MessageAttribute>>): void {
  const parts = Object.entries(attributes).flatMap(([name, each]) => [name, each.DataType, each.StringValue]);
  const bytes = [message, ...parts].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  if (bytes > MOST_BYTES) throw invalid("Message too long");
}

const invalid = (what: string) => new AwsRefusal("InvalidParameter", `Invalid parameter: ${what}`);
