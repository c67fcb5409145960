/** Links typed where a name, a firm or a town belongs: no letter of ours carries them, and none greets with them. */
import { LinkifyIt } from "linkify-it";
import { Lines } from "../lines.ts";
import { DESIGNED, type Fields, GREEN_BANANAS, LETTER, meant, posted, rendered, TYPED } from "./letters.ts";
import { type SecurityPart, shareOf, toldBy } from "./part.ts";
import { linksOf, wordsOf } from "./seen.ts";
import { type Typing, typing } from "./typed.ts";

const WHOLE = 10_000;
/** Beyond it nothing is a name: see `understandName`. */
const LONGEST_NAME = 80;

/** As keen as any mail program: domains without a scheme, of any kind, numbers too, and what opens another program. */
const TLDS = [
  "com",
  "net",
  "org",
  "xyz",
  "zip",
  "museum",
  "рф",
  "de",
  "co",
  "ly",
  "example",
  "[a-z]{2,}",
  "xn--[a-z0-9-]+",
];
const judge = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: true, tlds: TLDS });
for (const scheme of ["tel:", "sms:", "skype:", "javascript:", "data:", "hxxp:"])
  judge.add(scheme, { validate: (text, at) => /^\S+/.exec(text.slice(at))?.[0].length ?? 0 });

const LETTERS = { plain: LETTER, designed: DESIGNED, "green bananas": GREEN_BANANAS };
type Letter = keyof typeof LETTERS;

export const securityPart: SecurityPart = async (asked) => {
  const told = new Lines();
  const types = typing(asked.seed);
  const [greeted, linked]: [string[], string[]] = [[], []];
  const all = shareOf(WHOLE, asked);
  const usual = new Map<Letter, Linked>();
  for (const name of Object.keys(LETTERS) as Letter[]) usual.set(name, linkedIn(name, { company: "Dairy" }));
  for (let n = 0; n < all; n++) {
    const fields = someFields(types);
    const typed = fields["name"] ?? "";
    if (isGreeted(fields)) greeted.push(JSON.stringify(typed).slice(0, 200));
    const letter = (["plain", "designed", "plain", "green bananas"] as const)[n % 4] ?? "plain";
    const extra = extraIn(linkedIn(letter, fields), usual.get(letter));
    linked.push(...extra.map((each) => `${each} in ${letter}: ${JSON.stringify(fields).slice(0, 300)}`));
  }
  told.say(`${all} posts, the links judged by linkify-it in the words and by parse5 in the HTML`);
  told.none("letters that greet with a link, or with more than a name", greeted);
  told.none("letters with a link that we didn't write", linked);
  return toldBy("links in names", told);
};

/** As a name, and often as what else a letter repeats. */
function someFields(types: Typing): Fields {
  const name = types.in(0.1) ? "Anna ".repeat(20) : around(types);
  if (types.in(0.7)) return { name, company: around(types) };
  return Object.fromEntries(TYPED.map((field) => [field, field === "name" ? name : around(types)]));
}

function around(types: Typing): string {
  const link = types.text("link");
  return types.in(0.5)
    ? link
    : types.pick([`Anna ${link}`, `${link} Meyer`, `Click ${link} now`, `Dr. ${link}`]);
}

/** Of a link no part may greet; of words beside it that are a name's, a part that is none may. */
function isGreeted(fields: Fields): boolean {
  const { firstName = "", displayName = "" } = meant(posted(fields));
  const isLong = (fields["name"] ?? "").trim().length > LONGEST_NAME;
  return isLong ? firstName + displayName !== "" : judge.test(firstName) || /[.:/@\\]/u.test(firstName);
}

interface Linked {
  readonly hrefs: readonly string[];
  readonly found: readonly string[];
}

function linkedIn(letter: Letter, fields: Fields): Linked {
  const { html, text } = rendered(LETTERS[letter], fields);
  const found = [text, wordsOf(html)].flatMap((words) => judge.match(words) ?? []);
  return { hrefs: linksOf(html), found: found.map(({ url }) => url) };
}

function extraIn(now: Linked, usual: Linked | undefined): readonly string[] {
  const known = new Set([...(usual?.hrefs ?? []), ...(usual?.found ?? [])]);
  const extra = [...now.hrefs, ...now.found].filter((each) => !known.has(each));
  return now.hrefs.length === usual?.hrefs.length ? extra : [...extra, "another number of links"];
}
