/** The robots of the laptop's mailbox: how scanners go about a mail, through the very links and pixels that readers use. */
import type { Robot } from "../console/sources.ts";
import { isSeen } from "./links.ts";
import type { AcceptedMail } from "./mail-store.ts";

interface Manner {
  readonly userAgent: string;
  /** Whether it loads the picture, and which links it follows, by their order in the mail's source. */
  readonly opens: boolean;
  follows(mail: AcceptedMail): readonly number[];
}

const BROWSER =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

const MANNERS: Readonly<Record<Robot, Manner>> = {
  known: { userAgent: "Ripen laptop's MailScanner/1.0", opens: true, follows: trackedIn },
  disguised: { userAgent: BROWSER, opens: true, follows: trackedIn },
  sparing: {
    userAgent: "Barracuda Sentinel (EE)",
    opens: false,
    follows: (mail) =>
      trackedIn(mail)
        .filter((n) => isSeen(at(mail, n)))
        .slice(0, 1),
  },
};

/** Fetches all of it at once; how much that was. */
export async function fetchAs(robot: Robot, mail: AcceptedMail): Promise<number> {
  const { userAgent, opens, follows } = MANNERS[robot];
  const wanted = follows(mail).map((n) => `/ses/click/${mail.messageId}/${n}`);
  const urls = urlsIn(mail.html).filter(
    (url) => wanted.includes(new URL(url).pathname) || (opens && url.includes("/ses/open/")),
  );
  const asked = { redirect: "manual", headers: { "user-agent": userAgent } } as const;
  await Promise.all(urls.map(async (url) => (await fetch(url, asked)).arrayBuffer()));
  return urls.length;
}

function urlsIn(html: string): readonly string[] {
  return html.match(/https?:\/\/[^"\s]+\/ses\/(?:click|open)\/[^"\s]+/g) ?? [];
}

function trackedIn({ links }: AcceptedMail): readonly number[] {
  return links.flatMap(({ isTracked }, n) => (isTracked ? [n] : []));
}

function at({ links }: AcceptedMail, n: number) {
  return links[n] ?? { tags: {} };
}
