/** What a reader does with a mail. Answers once everything that follows at once from it has happened. */
import { signOfMachine } from "../../workflows/rules/scanners.ts";
import { done } from "./answer.ts";
import { type Fields, readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import type { Handler } from "./routes.ts";
import { type LaptopSources, type Mailbox, ROBOTS, type Robot, type StoredMail } from "./sources.ts";

export type Act = "open" | "click" | "scan" | "bounce" | "complain" | "reply" | "auto-reply";

/** What was done, for the answer in JSON: for a click, also where the link leads. */
type Outcome = Readonly<Record<string, unknown>>;

export function actOnMail(sources: LaptopSources, act: Act): Handler {
  const { mailbox, time } = sources;
  return async (c) => {
    const mail = theMail(mailbox, c.req.param("messageId") ?? "");
    const asked = { ...(await readBody(c)), browser: browserOf(c.req.header("user-agent")) };
    const outcome = await ACTS[act](mailbox, mail.messageId, asked);
    await time.settle();
    const link = outcome["link"] === undefined ? "" : `&link=${outcome["link"]}`;
    return done(
      c,
      { ok: true, did: act, ...outcome },
      `/mailbox/${encodeURIComponent(mail.messageId)}?did=${act}${link}`,
    );
  };
}

export function theMail(mailbox: Mailbox, messageId: string): StoredMail {
  const mail = mailbox.get(messageId);
  if (mail) return mail;
  throw new Refusal(404, "There is no mail with this id; those there are stand under /mailbox.");
}

/**
 * The browser in which a person presses the button, as SES would hear of it. A program's press stands for a person's too:
 * then it is undefined.
 */
function browserOf(userAgent: string | undefined): string | undefined {
  const isBrowser = userAgent?.startsWith("Mozilla/") && signOfMachine("click", { userAgent }) === undefined;
  return isBrowser ? userAgent : undefined;
}

type Asked = Fields & { readonly browser: string | undefined };

const ACTS: Record<Act, (mailbox: Mailbox, messageId: string, asked: Asked) => Promise<Outcome>> = {
  async open(mailbox, messageId, { browser }) {
    await mailbox.open(messageId, browser);
    return {};
  },
  async click(mailbox, messageId, asked) {
    const link = linkNumber(asked["link"], mailbox.links(messageId).length);
    return { link, url: await mailbox.click(messageId, link, asked.browser) };
  },
  async scan(mailbox, messageId, asked) {
    const robot = robotCalled(asked["robot"]);
    return { robot, fetched: await mailbox.scan(messageId, robot) };
  },
  async bounce(mailbox, messageId, asked) {
    const kind = bounceKind(asked["kind"]);
    await mailbox.bounce(messageId, kind);
    return { kind };
  },
  async complain(mailbox, messageId) {
    await mailbox.complain(messageId);
    return {};
  },
  async reply(mailbox, messageId, asked) {
    const text = asked["text"];
    if (typeof text !== "string" || text.trim() === "")
      throw new Refusal(400, 'A reply needs something in "text".');
    await mailbox.reply(messageId, text);
    return {};
  },
  async "auto-reply"(mailbox, messageId, asked) {
    const text = asked["text"] ?? "";
    if (typeof text !== "string")
      throw new Refusal(400, '"text" is the answer\'s text; without it the usual one is sent.');
    await mailbox.autoReply(messageId, text.trim() || OUT_OF_OFFICE);
    return {};
  },
};

const OUT_OF_OFFICE = "I am out of the office for two weeks and will read your mail when I am back.";

function linkNumber(asked: unknown, count: number): number {
  if (count === 0) throw new Refusal(409, "This mail has no link to follow.");
  const link = typeof asked === "string" && /^\d+$/.test(asked) ? Number(asked) : asked;
  if (typeof link === "number" && Number.isInteger(link) && link >= 0 && link < count) return link;
  throw new Refusal(
    400,
    `"link" is the link's number in the mail, from 0 for the first to ${count - 1} for the last.`,
  );
}

/** One that says no more says who it is. */
function robotCalled(asked: unknown = "known"): Robot {
  const robot = ROBOTS.find((each) => each === asked);
  if (robot) return robot;
  throw new Refusal(400, `"robot" is one of ${ROBOTS.join(", ")}.`);
}

const BOUNCES = ["Permanent", "Transient", "Undetermined"] as const;

/** A bounce that says no more is a permanent one. */
function bounceKind(asked: unknown = "Permanent"): (typeof BOUNCES)[number] {
  const kind = BOUNCES.find((each) => each.toLowerCase() === String(asked).toLowerCase());
  if (kind) return kind;
  throw new Refusal(400, `"kind" is one of ${BOUNCES.join(", ")}.`);
}
