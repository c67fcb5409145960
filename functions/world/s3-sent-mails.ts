/** Sent mails in a private bucket, one object a touch. The SDK's client for S3 would double what a function loads. */
import * as z from "zod";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { Instant } from "../../workflows/rules/time.ts";
import type { Asked } from "./signature.ts";
import { type Said, send } from "./signed-call.ts";
import type { SentMails } from "./world.ts";

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
  constructor(code: string, leadId: LeadId, touchId: string) {
    super(`S3 answered ${code} for the mail ${touchId} of lead ${leadId}.`);
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
    throw new S3Refused(codeIn(answer), leadId, touchId);
  };
  async function* list(leadId: LeadId): AsyncGenerator<string> {
    let from = "";
    do {
      const answer = await at(`?list-type=2&prefix=${leadId}/${from}`, "GET");
      if (!isWell(answer)) throw new S3Refused(codeIn(answer), leadId, "all");
      for (const [, touchId = ""] of answer.text.matchAll(/<Key>[0-9a-f]{32}\/([\w-]+)\.json<\/Key>/g))
        yield touchId;
      const next = /<NextContinuationToken>([^<]+)</.exec(answer.text)?.[1];
      from = next === undefined ? "" : `&continuation-token=${encodeURIComponent(next)}`;
    } while (from !== "");
  }
  return {
    async keep(leadId, touchId, mail) {
      const answer = await ask(leadId, touchId, "PUT", JSON.stringify(mail));
      if (!isWell(answer)) throw new S3Refused(codeIn(answer), leadId, touchId);
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
        if (!isWell(answer)) throw new S3Refused(codeIn(answer), leadId, touchId);
        cleared++;
      }
      return cleared;
    },
  };
}

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
const codeIn = ({ text, status }: Said) => /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? `Http${status}`;
