/**
 * What SES would put on the wire, by a composer that cleans nothing: a line break in any field begins a line there. A parser
 * that isn't ours then says which headers, recipients and bodies it has become.
 */
import type { SESv2Client, SendEmailCommand, SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import PostalMime, { type Email } from "postal-mime";
import { sesMail } from "../../../functions/world/ses-mail.ts";
import type { OutgoingMail } from "../../../functions/world/world.ts";
import { SENDER } from "./letters.ts";

/** Nobody who fills in a form can guess it, as they can't guess SES's. */
const EDGE = "edge-7f3a9c";

/** The request that our own code makes of SES for the mail. */
export async function requestFor(mail: OutgoingMail): Promise<SendEmailCommandInput> {
  const asked: SendEmailCommandInput[] = [];
  const client = {
    send: async ({ input }: SendEmailCommand) => {
      asked.push(input);
      return { MessageId: "1" };
    },
  } as unknown as SESv2Client;
  const settings = { sender: SENDER, replyTo: "nora@orchard-cold-chain.example", configurationSet: "ripen" };
  const answer = await sesMail(client, settings).send(mail);
  const [input] = asked;
  if (input === undefined || answer.answer !== "sent") throw new Error("No request was made of SES.");
  return input;
}

/** Every text of it that becomes a header. */
export function headersOf(request: SendEmailCommandInput): readonly (readonly [string, string])[] {
  const { Simple } = request.Content ?? {};
  return [
    ["From", request.FromEmailAddress ?? ""],
    ["To", (request.Destination?.ToAddresses ?? []).join(", ")],
    ["Reply-To", (request.ReplyToAddresses ?? []).join(", ")],
    ["Subject", Simple?.Subject?.Data ?? ""],
    ...(Simple?.Headers ?? []).map(({ Name = "", Value = "" }) => [Name, Value] as const),
  ];
}

export function parsed(request: SendEmailCommandInput): Promise<Email> {
  const { Body } = request.Content?.Simple ?? {};
  const part = (type: string, text = "") => [
    `--${EDGE}`,
    `Content-Type: ${type}; charset=utf-8`,
    "Content-Transfer-Encoding: 8bit",
    "",
    text,
  ];
  return PostalMime.parse(
    [
      ...headersOf(request).map(([name, value]) => `${name}: ${value}`),
      "MIME-Version: 1.0",
      `Content-Type: multipart/alternative; boundary="${EDGE}"`,
      "",
      ...part("text/plain", Body?.Text?.Data),
      ...part("text/html", Body?.Html?.Data),
      `--${EDGE}--`,
      "",
    ].join("\r\n"),
  );
}

export const FRAME = ["mime-version", "content-type"];
