/**
 * Sent mails in a private bucket, one object a touch. `aws4fetch` signs the four calls in 6 kB; the SDK's client for S3
 * would double what this function loads when it starts cold.
 */
import { AwsClient } from "aws4fetch";
import * as z from "zod";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { Instant } from "../../workflows/rules/time.ts";
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
  const client = new AwsClient({ ...credentials, service: "s3", region, retries: 0 });
  const fetch = (path: string, init: RequestInit) =>
    twice(() => client.fetch(`${bucketUrl}${path}`, { ...init, signal: AbortSignal.timeout(LONGEST_TRY) }));
  const ask = (leadId: LeadId, touchId: string, init: RequestInit) =>
    fetch(`/${leadId}/${touchId}.json`, init);
  const copyOf = async (leadId: LeadId, touchId: string, absent: ReadonlySet<number>) => {
    const answer = await ask(leadId, touchId, { method: "GET" });
    const said = await answer.text();
    if (answer.ok) return KeptMail.parse(JSON.parse(said));
    if (absent.has(answer.status)) return undefined;
    throw new S3Refused(codeIn(said, answer.status), leadId, touchId);
  };
  async function* list(leadId: LeadId): AsyncGenerator<string> {
    let from = "";
    do {
      const answer = await fetch(`?list-type=2&prefix=${leadId}/${from}`, { method: "GET" });
      const said = await answer.text();
      if (!answer.ok) throw new S3Refused(codeIn(said, answer.status), leadId, "all");
      for (const [, touchId = ""] of said.matchAll(/<Key>[0-9a-f]{32}\/([\w-]+)\.json<\/Key>/g))
        yield touchId;
      const next = /<NextContinuationToken>([^<]+)</.exec(said)?.[1];
      from = next === undefined ? "" : `&continuation-token=${encodeURIComponent(next)}`;
    } while (from !== "");
  }
  return {
    async keep(leadId, touchId, mail) {
      const headers = { "content-type": "application/json" };
      const answer = await ask(leadId, touchId, { method: "PUT", headers, body: JSON.stringify(mail) });
      const said = await answer.text();
      if (!answer.ok) throw new S3Refused(codeIn(said, answer.status), leadId, touchId);
    },
    read: (leadId, touchId) => copyOf(leadId, touchId, ABSENT),
    list,
    async clear(leadId, until) {
      let cleared = 0;
      for await (const touchId of list(leadId)) {
        // A lead that was erased and came back keeps its mails under the same id.
        const copy = await copyOf(leadId, touchId, DELETED);
        if (copy === undefined || copy.at > until) continue;
        const answer = await ask(leadId, touchId, { method: "DELETE" });
        if (!answer.ok) throw new S3Refused(codeIn(await answer.text(), answer.status), leadId, touchId);
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
async function twice(ask: () => Promise<Response>): Promise<Response> {
  const first = await ask().catch(() => undefined);
  if (first !== undefined && first.status < 500 && first.status !== 429) return first;
  await first?.body?.cancel();
  return ask();
}

const codeIn = (xml: string, status: number) => /<Code>(\w+)<\/Code>/.exec(xml)?.[1] ?? `Http${status}`;
