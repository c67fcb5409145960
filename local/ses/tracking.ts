/** Where the links and pixels in a mail lead: whoever fetches them, person or scanner, makes an event of it. */
import type { AwsAnswer, AwsCall } from "../aws/wire.ts";
import { clicked, opened } from "./happenings.ts";
import type { PostOffice } from "./post-office.ts";

const pixel = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** Undefined for any other path. */
export function trackingAnswer(office: PostOffice, call: AwsCall): AwsAnswer | undefined {
  const [, kind, messageId, n] = /^\/ses\/(click|open)\/([\w-]+)(?:\/(\d+))?$/.exec(call.path) ?? [];
  if (kind === undefined || messageId === undefined) return undefined;
  const mail = office.store.mail(messageId);
  if (mail === undefined || (kind === "open" && mail.tracking?.opens === false))
    return { status: 404, body: "" };
  if (kind === "open") {
    office.happen(messageId, (_, at) => opened(readerOf(call), at));
    return {
      status: 200,
      headers: { "content-type": "image/gif", "cache-control": "no-store" },
      body: pixel,
    };
  }
  const link = mail.links[Number(n)];
  if (link === undefined || mail.tracking?.clicks === false) return { status: 404, body: "" };
  office.happen(messageId, (_, at) => clicked(link.href, link.tags, readerOf(call), at));
  return { status: 302, headers: { location: link.href, "cache-control": "no-store" }, body: "" };
}

/**
 * SES's own judgement is its secret; here whoever asks only for the head, or calls itself a robot, is likely one. A tool of
 * one's own, such as curl, is in a person's hand on a laptop: it stands for the reader, and its name isn't told.
 */
function readerOf({ method, headers, sourceIp }: AwsCall) {
  const userAgent = headers["user-agent"] ?? "";
  const isBot = method === "HEAD" || MACHINES.test(userAgent);
  return { ipAddress: sourceIp, userAgent: isBot || !TOOLS.test(userAgent) ? userAgent : "", isBot };
}

const MACHINES = /bot\b|crawl|spider|scan/i;
const TOOLS = /^(curl|wget|httpie|python|node|undici|postmanruntime|insomnia)\b|\bheadlesschrome\//i;
