/** Line breaks, encoded words and whole headers typed into the form: a mail has the headers, recipients and bodies that we gave it. */
import { Problem } from "../../../functions/http/problem.ts";
import { headersOf as ourHeaders } from "../../../functions/mail/headers.ts";
import { snsTopic } from "../../../functions/world/sns-topic.ts";
import type { Notice, OutgoingMail } from "../../../functions/world/world.ts";
import type { Mail } from "../../../workflows/rules/campaign.ts";
import { fromOwner } from "../../../workflows/rules/sender.ts";
import { life } from "../../stories/lives.ts";
import { EVERY, notice } from "../../stories/sales-notices.ts";
import { Lines } from "../lines.ts";
import { ADDRESS, type Fields, posted, rendered, SENDER, TYPED, UNSUBSCRIBE } from "./letters.ts";
import { FRAME, headersOf, parsed, requestFor } from "./mime.ts";
import { type SecurityPart, shareOf, toldBy } from "./part.ts";
import { type Typing, typing } from "./typed.ts";

const WHOLE = 100_000;
/** One in so many goes into a notice to sales, the others into letters. */
const NOTICE_EVERY = 10;
/** The parser waits for each part of a mail; several wait together. */
const AT_ONCE = 50;
/** What no header of ours holds: controls, line and paragraph breaks, turns of direction. */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;

/** Short, since it is parsed so often. */
const LETTER: Mail = {
  subject:
    'For {{ lead.company | default: "you" }}, {{ lead.name | default: "you" }}, {{ lead.jobTitle | default: "you" }}',
  preheader: 'In {{ lead.city | default: "town" }}',
  html: '<p>Hello {{ lead.firstName | default: "there" }} at {{ lead.company | default: "work" }}: {{ answers.timeline | default: "now" }}</p>',
  text: 'Hello {{ lead.firstName | default: "there" }},\n\n{{ lead.company | default: "work" }}\n{{ lead.country | default: "here" }} {{ lead.industry | default: "" }} {{ lead.employees | default: "" }}\n{{ answers.timeline | default: "now" }}',
};

export const securityPart: SecurityPart = async (asked) => {
  const told = new Lines();
  const types = typing(asked.seed);
  const [letters, notices]: [string[], string[]] = [[], []];
  const all = shareOf(WHOLE, asked);
  let refused = 0;
  for (let first = 0; first < all; first += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, all - first) }, (_, n) => onePost(first + n, types));
    for (const { kind, wrong } of await Promise.all(batch)) {
      if (wrong === "refused") refused++;
      else (kind === "notice" ? notices : letters).push(...wrong);
    }
  }
  told.say(`${all} posts; of ${refused} the address was refused`);
  told.none("letters with another header, recipient, body or subject than ours", letters);
  told.none("notices to sales with a subject that SNS or a mail program would take for more", notices);
  return toldBy("headers", told);
};

/** What is typed doesn't hang on who is done first. */
async function onePost(n: number, types: Typing) {
  const fields = someFields(types);
  if (n % NOTICE_EVERY === 0) return { kind: "notice", wrong: await wrongInNotice(fields, types) } as const;
  const email = types.in(0.1) ? `zoe${types.text("header")}@dairy.example` : ADDRESS;
  return { kind: "letter", wrong: await wrongInLetter({ ...fields, email }, types.text("header")) } as const;
}

/** In one field, or in all of them. */
function someFields(types: Typing): Fields {
  const more = ["message", "phone", "website", "utm_source", "utm_campaign", "referrer", "form"] as const;
  if (types.in(0.05))
    return Object.fromEntries([...TYPED, ...more].map((name) => [name, types.text("header")]));
  const [one, other] = [types.pick(TYPED), types.pick([...TYPED, ...more])];
  return { company: "Dairy", [one]: types.text("header"), [other]: types.text("header") };
}

async function wrongInLetter(fields: Fields, owner: string): Promise<readonly string[] | "refused"> {
  let address: string;
  try {
    ({ address } = posted(fields));
  } catch (error) {
    if (error instanceof Problem) return "refused";
    throw error;
  }
  const { subject, html, text } = rendered(LETTER, fields);
  const from = fromOwner({ name: owner, address: "ruth@orchard-cold-chain.example" }, SENDER);
  const mail: OutgoingMail = {
    ...{ to: address, subject, html, text, ...from },
    headers: ourHeaders(UNSUBSCRIBE),
    tags: { leadId: "a", touchId: "b", attempt: "c" },
  };
  const wrong = await wrongIn(mail);
  return wrong.map((each) => `${each}: ${JSON.stringify(fields).slice(0, 300)}`);
}

async function wrongIn(mail: OutgoingMail): Promise<readonly string[]> {
  const request = await requestFor(mail);
  const given = headersOf(request);
  const got = await parsed(request);
  const expected = [...given.map(([name]) => name.toLowerCase()), ...FRAME];
  const checks: Readonly<Record<string, boolean>> = {
    "a control character": given.some(([, value]) => UNFIT.test(value)),
    "other headers": got.headers.map(({ key }) => key).join() !== expected.join(),
    "another subject": got.subject !== mail.subject,
    "another recipient": got.to?.map(({ address }) => address).join() !== mail.to || got.cc !== undefined,
    "a hidden recipient": got.bcc !== undefined,
    "another sender": !got.from?.address?.endsWith("@orchard-cold-chain.example"),
    "another to answer": got.replyTo?.map(({ address }) => address).join() !== mail.replyTo,
    "a part more": got.attachments.length > 0,
    "another text": !same(got.text, mail.text),
    "another body": !same(got.html, mail.html),
    "a subject too long": [...mail.subject].length > 150,
  };
  return Object.keys(checks).filter((name) => checks[name]);
}

function same(got: string | undefined, meant: string): boolean {
  const plain = (text: string) => text.replace(/\r\n/g, "\n").trim();
  return plain(got ?? "") === plain(meant);
}

async function wrongInNotice(fields: Fields, types: Typing): Promise<readonly string[]> {
  const { profile, answers, form, utm } = posted(fields);
  const source = { form, utm, at: 0 };
  const told = notice(types.pick(EVERY as [(typeof EVERY)[number]]), {
    life: life({ lead: { profile, answers, source } }),
  });
  const asked = await publishedBy(told);
  const { Subject = "", Message = "" } = asked;
  const program = JSON.parse(Message) as { readonly default: string; readonly email: string };
  const checks: Readonly<Record<string, boolean>> = {
    "a control character": UNFIT.test(Subject),
    "a subject that isn't what we meant": Subject !== asShown(told.subject),
    "a subject that SNS refuses": Subject.length >= 100 || Subject === "",
    "a line of ours that was typed": linesOf(program.email) !== linesOf(told.text),
    "JSON that isn't ours": JSON.stringify(JSON.parse(program.default)) !== JSON.stringify(told.json),
    "a control character in the text": UNFIT.test(program.email.replaceAll("\n", "")),
    "an encoded word": Subject.includes("=?"),
  };
  return Object.keys(checks)
    .filter((name) => checks[name])
    .map((each) => `${each}: ${JSON.stringify(fields).slice(0, 300)}`);
}

const asShown = (subject: string) => subject.replace(/=+(?=\?)/g, "");
const linesOf = (text: string) => text.split(/\r\n|\r|\n/).length;

async function publishedBy(told: Notice): Promise<{ readonly Subject?: string; readonly Message?: string }> {
  let asked = {};
  await snsTopic(async (_, parameters) => {
    asked = parameters;
    return "";
  }, "arn").publish(told);
  return asked;
}
