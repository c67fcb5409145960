/** Mail addresses: which ones we can write to, and which spellings are one mailbox. */

/** Makes a domain of any script one of ASCII (punycode), or "" if there is none such. It needs `node:url`, so it comes from outside. */
export type ToAscii = (domain: string) => string;

const unchanged: ToAscii = (domain) => domain;

/**
 * The one spelling that stands for all of a mailbox: outer spaces gone, lower case, domain in ASCII. Plus-tags and
 * dots stay, since `j.smith` and `js.mith` may be two people.
 */
export function foldAddress(address: string, toAscii: ToAscii = unchanged): string {
  const lower = address.replace(OUTER, "").toLowerCase();
  const at = lower.lastIndexOf("@");
  return at < 0 ? lower : lower.slice(0, at + 1) + (toAscii(lower.slice(at + 1)) || lower.slice(at + 1));
}

/**
 * The mailbox behind a spelling, as far as it shows: no plus-tag; no dots at Gmail, which ignores them and has two domains.
 * For limits only: nobody is taken for somebody else by it.
 */
export function mailboxOf(address: string, toAscii: ToAscii = unchanged): string {
  const folded = foldAddress(address, toAscii);
  const at = folded.lastIndexOf("@");
  const [local = ""] = folded.slice(0, Math.max(at, 0)).split("+");
  const domain = folded.slice(at + 1);
  return GMAIL.has(domain) ? `${local.replaceAll(".", "")}@gmail.com` : `${local}@${domain}`;
}

const GMAIL = new Set(["gmail.com", "googlemail.com"]);

/** Spaces, and what nobody can see but copies along. */
const OUTER = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

export type UsableAddress =
  | { readonly address: string; readonly folded: string }
  /** What is wrong and what would be right, one sentence for the form's page. Quotes nothing that was typed. */
  | { readonly problem: string };

/** `address` as typed but trimmed, for sending; `folded` for recognising. SES takes ASCII before the @ only. */
export function usableAddress(typed: string | undefined, toAscii: ToAscii = unchanged): UsableAddress {
  const address = halfWidth(typed ?? "").replace(OUTER, "");
  const problem = problemWith(address) ?? problemWithParts(address, toAscii);
  return problem === undefined ? { address, folded: foldAddress(address, toAscii) } : { problem };
}

/** `ｈａｎａｋｏ＠…`: Japanese keyboards type wide letters, which mean the same. */
function halfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

const EXAMPLE = "such as name@company.com";

function problemWith(address: string): string | undefined {
  if (address === "") return `An e-mail address is needed, ${EXAMPLE}.`;
  if (address.length > 254) return "An e-mail address has at most 254 characters; this one is longer.";
  if (/[\p{Cc}\p{Cf}]/u.test(address))
    return "The address holds an invisible character; please type it rather than paste it.";
  if (/[<>"]/.test(address)) return `Please write the address alone, without a name or brackets, ${EXAMPLE}.`;
  if (/\s/u.test(address)) return "An e-mail address has no spaces; please take them out.";
  if (/[,;]/.test(address)) return "Please give one e-mail address only.";
  const ats = address.split("@").length - 1;
  if (ats === 0) return `The address lacks its @, ${EXAMPLE}.`;
  return ats > 1 ? `The address has more than one @; there is just one, ${EXAMPLE}.` : undefined;
}

function problemWithParts(address: string, toAscii: ToAscii): string | undefined {
  const [local = "", domain = ""] = address.split("@");
  if (local === "") return `The part before the @ is missing, ${EXAMPLE}.`;
  if (local.length > 64) return "The part before the @ has at most 64 characters; this one is longer.";
  if (!LOCAL.test(local)) {
    return "Before the @ there may be letters from a to z, digits, dashes and single dots between them; please check it.";
  }
  return isDomain(domain, toAscii)
    ? undefined
    : `What follows the @ is not a mail domain; it should look like company.com.`;
}

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LOCAL = new RegExp(`^${ATOM}(\\.${ATOM})*$`);
/** In characters; a repetition with a bound would have a process make so many copies of all letters there are. */
const LONGEST_LABEL = 63;
const LABEL = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*$/u;

function isDomain(domain: string, toAscii: ToAscii): boolean {
  const ascii = toAscii(domain.toLowerCase());
  const labels = ascii.split(".");
  const top = labels.at(-1) ?? "";
  return (
    ascii.length <= 253 &&
    labels.length >= 2 &&
    labels.every(isLabel) &&
    /^(xn--.+|[\p{L}\p{M}]{2,})$/u.test(top)
  );
}

function isLabel(label: string): boolean {
  return [...label].length <= LONGEST_LABEL && LABEL.test(label) && !label.endsWith("-");
}
