/** A mail and a notification as the laptop keeps them. */
import type { StoredMail, TopicNotice } from "../../../local/console/sources.ts";
import { START, ZOE } from "./sample-life.ts";

export const LINKS = [
  { label: "the checklist", href: "https://orchard.example/checklist" },
  { label: "what Nora saw in Lübeck", href: "https://orchard.example/seals?a=1&b=2" },
  { label: "Stop these mails", href: "http://127.0.0.1:4000/unsubscribe/abc" },
];

export function mailOf(fields: Partial<StoredMail> = {}): StoredMail {
  return {
    messageId: "mail-1",
    from: "Nora at Orchard <nora@orchard.example>",
    to: "Zoe.Mueller@Molkerei-Sued.example",
    subject: "Your cold store guide, Zoë",
    headers: {
      "List-Unsubscribe": "<http://127.0.0.1:4000/unsubscribe/abc>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    html: `<!doctype html><html lang="en"><body style="font-family: sans-serif"><h1>Hello Zoë</h1><p>Start with <a href="http://127.0.0.1:4566/l/0">the checklist</a>, then read <a href="http://127.0.0.1:4566/l/1">what Nora saw in Lübeck</a>.</p><p><a href="http://127.0.0.1:4566/l/2">Stop these mails</a></p><img src="http://127.0.0.1:4566/o/1.gif" alt="" width="1" height="1"></body></html>`,
    text: "Hello Zoë\n\nStart with the checklist: https://orchard.example/checklist.\n",
    sentAt: "2026-11-24T08:00:02.000Z",
    leadId: ZOE,
    touchId: "green-bananas_1_welcome_1",
    events: [{ type: "Delivery", at: "2026-11-24T08:00:03.000Z", detail: "" }],
    ...fields,
  };
}

export function noticeOf(fields: Partial<TopicNotice> = {}): TopicNotice {
  return {
    messageId: "sns-1",
    topicArn: "arn:aws:sns:us-east-1:000000000000:sales",
    subject: "Ripe: Zoë Müller-Lüdenscheidt, Molkerei Süd",
    message:
      "Why now: clicked the checklist <b>twice</b>.\n\nAccept: http://127.0.0.1:4000/handoff/abc?x=1&y=2.\nReject: http://127.0.0.1:4000/handoff/def",
    attributes: {},
    sentAt: "2026-11-26T08:01:01.000Z",
    deliveredTo: [{ protocol: "email", endpoint: "tom@orchard.example" }],
    ...fields,
  };
}

/** A call to make, as the topic of tasks takes it; its link is about Zoë's first call. */
export function taskNoticeOf(fields: Partial<TopicNotice> = {}): TopicNotice {
  const claims = { aud: "task", sub: ZOE, touch: "green-bananas_1_first-call_1", since: START };
  const token = ["eyJhbGciOiJIUzI1NiJ9", Buffer.from(JSON.stringify(claims)).toString("base64url"), "seal"];
  return noticeOf({
    messageId: "sns-2",
    topicArn: "arn:aws:sns:us-east-1:000000000000:tasks",
    subject: "To do by 28 November: Call Zoë about Sunday's alarm (Zoë Müller-Lüdenscheidt, Molkerei Süd)",
    message: [
      "Call Zoë about Sunday's alarm",
      "",
      "For: Zoë Müller-Lüdenscheidt, Molkerei Süd",
      "Phone: +49 761 555 0134",
      "E-mail: zoe.mueller@molkerei-sued.example",
      "Segment: plants (50 people or more)",
      "Why now: filled in cold-store-guide, on 24 November",
      "Due: Saturday 28 November 2026, 08:00 (Europe/London)",
      "",
      "Ask which alarm rang last, and who heard it.",
      "",
      `Report: http://127.0.0.1:4000/tasks/${token.join(".")}`,
    ].join("\n"),
    sentAt: "2026-11-24T09:00:01.000Z",
    deliveredTo: [{ protocol: "email", endpoint: "ann@orchard.example" }],
    ...fields,
  });
}
