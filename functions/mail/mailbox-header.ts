/** A mailbox as SES takes it: ASCII only, a name with signs in it in quotes, any other script in RFC 2047's encoded words. */

/**
 * `Zoë Quinn <zoe@acme.com>` → `=?UTF-8?B?Wm/DqyBRdWlubg==?= <zoe@acme.com>`; a plain one is left as it is. A line break would
 * begin a header of somebody else's: it becomes a space. What looks like an encoded word already is meant as it is typed.
 */
export function mailboxHeader(said: string): string {
  const mailbox = said.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  const [, name = "", address = ""] = /^"?(.*?)"?\s*<([^<>]+)>$/.exec(mailbox) ?? [];
  if (name.includes("=?")) return `${encoded(name)} <${address}>`;
  if (name === "" || /^[\w\s!#$%&'*+/=?^`{|}~-]*$/.test(name)) return mailbox;
  return `${isAscii(name) ? quoted(name) : encoded(name)} <${address}>`;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, "\\$&")}"`;
}

/** An encoded word has 75 characters at most, 12 of them its frame: 45 bytes are 60 in base64. No letter is cut in two. */
function encoded(name: string): string {
  const words: string[] = [""];
  for (const letter of name) {
    const longer = `${words.at(-1)}${letter}`;
    if (Buffer.byteLength(longer) > 45) words.push(letter);
    else words[words.length - 1] = longer;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString("base64")}?=`).join(" ");
}
