/** Sent mails in a private bucket, one object a touch; and who was erased or left, one object each time. The SDK's client for S3 would double what a function loads. */
import * as z from "zod/mini";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { Instant } from "../../workflows/rules/time.ts";
import type { LeftMark, SentMails } from "./sent-mails.ts";
import type { Asked } from "./signature.ts";
import { type Said, send } from "./signed-call.ts";

export interface S3Settings {
  /** Where its objects' keys begin, without a slash at the end. */
  readonly bucketUrl: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

const KeptMail = z.object({
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  at: Instant,
});

/** S3 did not do what it was asked; `name` is its own code. */
class S3Refused extends Error {
  constructor(code: string, what: string) {
    super(`S3 answered ${code} for ${what}.`);
    this.name = code;
  }
}

export function s3SentMails({ bucketUrl, region, credentials }: S3Settings): SentMails {
  const signer = { service: "s3", region, credentials };
  const at = (path: string, method: Asked["method"], body = "") => {
    const headers = body === "" ? {} : { "content-type": "application/json" };
    const url = new URL(`${bucketUrl}${path}`);
    return twice(() => send(signer, { method, url, headers, body }, LONGEST_TRY));
  };
  const ask = (leadId: LeadId, touchId: string, method: Asked["method"], body?: string) =>
    at(`/${leadId}/${touchId}.json`, method, body);
  const copyOf = async (leadId: LeadId, touchId: string, absent: ReadonlySet<number>) => {
    const answer = await ask(leadId, touchId, "GET");
    if (isWell(answer)) return KeptMail.parse(JSON.parse(answer.text));
    if (absent.has(answer.status)) return undefined;
    throw refused(answer, mail(leadId, touchId));
  };
  async function* keys(prefix: string, what: string): AsyncGenerator<string> {
    let from = "";
    do {
      const answer = await at(`?list-type=2&prefix=${prefix}${from}`, "GET");
      if (!isWell(answer)) throw refused(answer, what);
      for (const [, key = ""] of answer.text.matchAll(/<Key>([^<]+)<\/Key>/g)) yield key;
      const next = /<NextContinuationToken>([^<]+)</.exec(answer.text)?.[1];
      from = next === undefined ? "" : `&continuation-token=${encodeURIComponent(next)}`;
    } while (from !== "");
  }
  async function* list(leadId: LeadId): AsyncGenerator<string> {
    for await (const key of keys(`${leadId}/`, `all mails of lead ${leadId}`)) {
      const touchId = /^[0-9a-f]{32}\/([\w-]+)\.json$/.exec(key)?.[1];
      if (touchId !== undefined) yield touchId;
    }
  }
  // All of it stands in the key: marks are read by listing them, and none takes another's place.
  const mark = async (key: string, what: string) => {
    const answer = await at(`/${key}`, "PUT", "{}");
    if (!isWell(answer)) throw refused(answer, `the mark that lead ${what}`);
  };
  return {
    async keep(leadId, touchId, copy) {
      const answer = await ask(leadId, touchId, "PUT", JSON.stringify(copy));
      if (!isWell(answer)) throw refused(answer, mail(leadId, touchId));
    },
    read: (leadId, touchId) => copyOf(leadId, touchId, ABSENT),
    list,
    async clear(leadId, until) {
      let cleared = 0;
      for await (const touchId of list(leadId)) {
        // A lead that was erased and came back keeps its mails under the same id.
        const copy = await copyOf(leadId, touchId, DELETED);
        if (copy === undefined || copy.at > until) continue;
        const answer = await ask(leadId, touchId, "DELETE");
        if (!isWell(answer)) throw refused(answer, mail(leadId, touchId));
        cleared++;
      }
      return cleared;
    },
    markErased: ({ leadId, erasedAt, doNotContact }) =>
      mark(`${ERASED}${leadId}/${erasedAt}${doNotContact ? "-no-contact" : ""}`, `${leadId} is erased`),
    async *erased() {
      for await (const key of keys(ERASED, "all marks of erased leads")) {
        const [, id, erasedAt, no] = /^erased\/([0-9a-f]{32})\/(\d+)(-no-contact)?$/.exec(key) ?? [];
        if (id === undefined) continue;
        yield { leadId: id as LeadId, erasedAt: Number(erasedAt), ...(no ? { doNotContact: true } : {}) };
      }
    },
    markLeft: ({ leadId, leftAt, why }) => mark(`${LEFT}${leadId}/${leftAt}-${why}`, `${leadId} left`),
    async *left() {
      for await (const key of keys(LEFT, "all marks of leads that left")) {
        const [, id, leftAt, why] = LEFT_KEY.exec(key) ?? [];
        if (id === undefined) continue;
        yield { leadId: id as LeadId, leftAt: Number(leftAt), why: why as LeftMark["why"] };
      }
    },
  };
}

/** No lead's id begins so: ids are hexadecimal. `infra/sent-mails.ts` grants them and says how long they stay. */
const ERASED = "erased/";
const LEFT = "left/";
const LEFT_KEY = /^left\/([0-9a-f]{32})\/(\d+)-(unsubscribed|no-contact|suppressed)$/;

/** A copy has some 8 kB, which S3 takes in tens of milliseconds; the reader of a page and the mail itself both wait for it. */
const LONGEST_TRY = 2_000;

/** Whoever may read objects but not list them is told 403 of an object that isn't there. */
const ABSENT = new Set([403, 404]);
/** Whoever may list is told 404: 403 of what was listed is a right that is missing. */
const DELETED = new Set([404]);

/** Once more after a lost connection, a timeout, or an answer that is S3's own fault: every call may be repeated. */
async function twice(ask: () => Promise<Said>): Promise<Said> {
  const first = await ask().catch(() => undefined);
  return first !== undefined && first.status < 500 && first.status !== 429 ? first : ask();
}

const isWell = ({ status }: Said) => status < 300;
const mail = (leadId: LeadId, touchId: string) => `the mail ${touchId} of lead ${leadId}`;
const refused = (answer: Said, what: string) => new S3Refused(codeIn(answer), what);
const codeIn = ({ text, status }: Said) => /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? `Http${status}`;
