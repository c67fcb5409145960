/** What a lead typed, made fit to stand in a letter to it: anybody may have typed it, into anybody's mail. */
import type { MailValues } from "../../workflows/rules/mail-values.ts";

/**
 * The values with each of the lead's on one line and of bearable length. Those that hold a link are left out, so that
 * our form can't be used to send somebody else's links. `unlinkable`: a domain alone (`Booking.com`) stays readable,
 * but mail programs don't make a link of it.
 */
export function safely(values: MailValues, unlinkable?: "unlinkable"): MailValues {
  const typed = (each: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(
      Object.entries(each).flatMap(([name, value]) => {
        const safe = harmless(value, unlinkable);
        return safe === undefined ? [] : [[name, safe]];
      }),
    );
  return {
    lead: typed(values.lead),
    answers: typed(values.answers),
    links: values.links,
    sender: { name: onOneLine(values.sender.name, LONGEST_OF_OURS) },
    postalAddress: onOneLine(values.postalAddress, LONGEST_OF_OURS),
  };
}

/** Control, invisible and direction-changing characters become spaces, spaces one; `…` stands for what is too much. */
export function onOneLine(text: string, longest: number): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  const letters = [...line];
  return letters.length > longest
    ? `${letters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`
    : line;
}

/**
 * A subject that mail programs show as it stands: they decode whatever looks like RFC 2047's encoded words, and somebody
 * may have typed a link as one of these.
 */
export function asShown(line: string): string {
  return line.replace(/=+(?=\?)/g, "");
}

const LONGEST_OF_OURS = 300;
const LONGEST_TYPED = 80;

function harmless(value: string | undefined, unlinkable?: "unlinkable"): string | undefined {
  const line = onOneLine(value ?? "", LONGEST_TYPED);
  const plain = line.normalize("NFKC");
  if (line === "" || isLink(plain) || LURE.test(plain) || isNumberToCall(plain)) return undefined;
  return unlinkable ? unlinked(line) : line;
}

/** With a scheme, an address, or a domain with something behind it (`win.example/x`): no firm is called like that. */
function isLink(line: string): boolean {
  return /[.:@]/.test(line) && LINK.test(line);
}

const LINK = /:\/\/|\bwww\.|@|[\p{L}\p{N}-]\.[\p{L}\p{N}-]{2,}[/\\:?#]/iu;

/** A sum of money, or a link that only people read as one: no firm and nobody is called like that. */
const LURE =
  /[€$£¥]\s?\d|\d\s?(?:[€$£¥]|(?:eur|usd|gbp|euros?|dollars?|pounds?)\b)|\bhxxps?\b|\bdot\b|\bjavascript:/iu;

/** "Call +1 900 555 0100": a number needs no link to be rung. Firms have years and sizes in their names, no seven digits. */
function isNumberToCall(line: string): boolean {
  return (line.match(/\d/g)?.length ?? 0) >= 7;
}

/**
 * Mail programs make links of domains, of `tel:` and the like. A narrow space behind the dot or the colon ends a domain in
 * all of them; an invisible character does in some, and is left out of the domain by others.
 */
function unlinked(line: string): string {
  return line
    .replace(/[.．。｡․](?=[^\s\p{P}])/gu, `$&${NARROW_SPACE}`)
    .replace(/(?<=\p{L}):(?=\S)/gu, `:${NARROW_SPACE}`)
    .replace(/\/{2,}/g, "/");
}

/** It doesn't break a line. */
const NARROW_SPACE = "\u202f";
