/** Copies of mails, asked with credentials as they are at each call: those of a role end within an hour, a long command doesn't. */
import { type S3Settings, s3SentMails } from "../../functions/world/s3-sent-mails.ts";
import type { SentMails } from "../../functions/world/sent-mails.ts";

/** `credentials` is the SDK's own provider, which keeps what it found until that ends. */
export function freshSentMails(
  where: Omit<S3Settings, "credentials">,
  credentials: () => Promise<S3Settings["credentials"]>,
): SentMails {
  const mails = async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
    const found = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
    return s3SentMails({ ...where, credentials: found });
  };
  return {
    keep: async (leadId, touchId, mail) => (await mails()).keep(leadId, touchId, mail),
    read: async (leadId, touchId) => (await mails()).read(leadId, touchId),
    async *list(leadId) {
      yield* (await mails()).list(leadId);
    },
    clear: async (leadId, until) => (await mails()).clear(leadId, until),
    markErased: async (mark) => (await mails()).markErased(mark),
    async *erased() {
      yield* (await mails()).erased();
    },
    markLeft: async (mark) => (await mails()).markLeft(mark),
    async *left() {
      yield* (await mails()).left();
    },
  };
}
