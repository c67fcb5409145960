/** Who followed a tracked link, as the laptop's mail service tells it. */
import { expect, test } from "vitest";
import type { AwsCall } from "../../../local/aws/wire.ts";
import type { Happening } from "../../../local/ses/event.ts";
import type { PostOffice } from "../../../local/ses/post-office.ts";
import { trackingAnswer } from "../../../local/ses/tracking.ts";

const SAFARI =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15";
const HEADLESS = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/142.0.0.0 Safari/537.36";

function told(userAgent: string, method = "GET"): Happening["content"] | undefined {
  const mail = { links: [{ href: "https://orchard.example/guide", tags: {} }] };
  let found: Happening | undefined;
  const office = {
    store: { mail: () => mail },
    happen: (_: string, make: (mail: unknown, at: number, id: string) => Happening) => {
      found = make(mail, 0, "feedback");
    },
  } as unknown as PostOffice;
  const call: AwsCall = {
    method,
    path: "/ses/click/mail-1/0",
    query: new URLSearchParams(),
    headers: userAgent === "" ? {} : { "user-agent": userAgent },
    body: Buffer.alloc(0),
    sourceIp: "127.0.0.1",
  };
  expect(trackingAnswer(office, call)?.status).toBe(302);
  return found?.content;
}

test.each([
  ["a browser bears its name", SAFARI, "GET", SAFARI, "Unlikely"],
  ["curl in one's own hand stands for a reader", "curl/8.14.1", "GET", "", "Unlikely"],
  ["so does a program of one's own", "python-requests/2.32.5", "GET", "", "Unlikely"],
  ["so does a browser that a test drives", HEADLESS, "GET", "", "Unlikely"],
  ["who says nothing of itself is a reader", "", "GET", "", "Unlikely"],
  ["who calls itself a scanner is likely one", "MailScanner/1.0", "GET", "MailScanner/1.0", "Likely"],
  ["who asks for the head only is likely one, with curl too", "curl/8.14.1", "HEAD", "curl/8.14.1", "Likely"],
])("%s", (_, userAgent, method, expected, isBotEvent) => {
  expect(told(userAgent, method)).toMatchObject({ userAgent: expected, isBotEvent });
});
