/**
 * A reader's answer as it would come back: with the headers that its mail program writes. On AWS whatever watches the
 * reply-to mailbox tells Ripen of it; on the laptop this does, through the same door.
 */
import { oneLine } from "../../workflows/rules/one-line.ts";
import type { AcceptedMail } from "./mail-store.ts";
import { addressOf } from "./ses-settings.ts";

/** Whether this is the API's route by which activities are told. */
export function takesActivities({ routeKey }: { readonly routeKey: string }): boolean {
  return /^(ANY|POST) \/activities$/.test(routeKey);
}

/** Takes one activity as that route does. */
export type TellActivity = (activity: Readonly<Record<string, unknown>>) => Promise<void>;

/** As vacation responders mark theirs (RFC 3834, and what is older than it). */
const AUTOMATIC = { "Auto-Submitted": "auto-replied", "X-Autoreply": "yes", Precedence: "bulk" } as const;

type Answered = Pick<AcceptedMail, "messageId" | "from" | "to" | "replyTo" | "subject">;

/** The activity that tells of it. `n` tells the answers to one mail apart. */
export function replyTo(mail: Answered, by: "person" | "program", n: number) {
  const subject = `${by === "person" ? "Re" : "Automatic reply"}: ${mail.subject}`;
  const messageId = `<${mail.messageId}@email.amazonses.com>`;
  return {
    key: `mail/${mail.messageId}/${n}`,
    email: addressOf(mail.to[0] ?? ""),
    activity: "replied",
    subject: oneLine(subject, LONGEST_SUBJECT),
    headers: {
      From: mail.to.join(", "),
      To: mail.replyTo.length === 0 ? mail.from : mail.replyTo.join(", "),
      "In-Reply-To": messageId,
      References: messageId,
      ...(by === "person" ? {} : AUTOMATIC),
    },
  };
}

const LONGEST_SUBJECT = 200;

/** At this API, signed as far as the laptop looks. */
export function tellingAt(api: string, fetching: typeof fetch = fetch): TellActivity {
  return async (activity) => {
    const answer = await fetching(`${api}/activities`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: SIGNED },
      body: JSON.stringify({ activities: [activity] }),
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`The reply was not taken: ${answer.status} ${said}`);
  };
}

const SIGNED = `AWS4-HMAC-SHA256 Credential=mailbox/20261123/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;
