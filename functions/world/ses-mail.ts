/** Mail through SES. One try, and an honest answer: SES has no idempotency token, so nothing is ever sent on a guess. */
import {
  type SESv2Client,
  SESv2ServiceException,
  SendEmailCommand,
  type SendEmailCommandInput,
} from "@aws-sdk/client-sesv2";
import { mailboxHeader } from "../mail/mailbox-header.ts";
import type { MailService, OutgoingMail, SendAnswer } from "./world.ts";

export interface SesSettings {
  readonly sender: string;
  readonly replyTo: string;
  readonly configurationSet: string;
}

/** `client` must have `maxAttempts: 1`: the SDK's default retry sends again when only the answer was lost. */
export function sesMail(client: SESv2Client, settings: SesSettings): MailService {
  return {
    async send(mail) {
      try {
        const { MessageId } = await client.send(new SendEmailCommand(request(mail, settings)));
        return MessageId === undefined
          ? { answer: "unknown", code: "NoMessageId" }
          : { answer: "sent", messageId: MessageId };
      } catch (error) {
        return answerTo(error);
      }
    },
  };
}

/** For this one mail, whatever the configuration set says. */
const UNTRACKED = { OpenTrackingEnabled: "DISABLED", ClickTrackingEnabled: "DISABLED" } as const;

function request(mail: OutgoingMail, settings: SesSettings): SendEmailCommandInput {
  const utf8 = (Data: string) => ({ Data, Charset: "UTF-8" });
  return {
    FromEmailAddress: mailboxHeader(mail.from ?? settings.sender),
    ReplyToAddresses: [mailboxHeader(mail.replyTo ?? settings.replyTo)],
    Destination: { ToAddresses: [mail.to] },
    ConfigurationSetName: settings.configurationSet,
    ...(mail.untracked ? { ConfigurationOverrides: { Tracking: UNTRACKED } } : {}),
    EmailTags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
    Content: {
      Simple: {
        Subject: utf8(mail.subject),
        Body: { Html: utf8(mail.html), Text: utf8(mail.text) },
        Headers: Object.entries(mail.headers).map(([Name, Value]) => ({ Name, Value })),
      },
    },
  };
}

/** SES answered and did not take it: nothing went out. Anything else (a lost connection, a 500) may have gone out. */
function answerTo(error: unknown): SendAnswer {
  if (!(error instanceof SESv2ServiceException))
    return { answer: "unknown", code: error instanceof Error ? error.name : "Error" };
  const refused = error.$fault === "client" || error.$metadata.httpStatusCode === 429;
  if (!refused) return { answer: "unknown", code: error.name };
  return {
    answer: "refused",
    code: error.name,
    address:
      error.name === "BadRequestException" &&
      /illegal address|missing final '@domain'|local address contains|domain contains/i.test(error.message),
  };
}
