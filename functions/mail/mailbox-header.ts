/** A mailbox as SES takes it: ASCII only, a name with signs in it in quotes, any other script in RFC 2047's encoded words. */

/** `Zoë Quinn <zoe@acme.com>` → `=?UTF-8?B?Wm/DqyBRdWlubg==?= <zoe@acme.com>`; a plain one is left as it is. */
export function mailboxHeader(mailbox: string): string {
  const [, name = "", address = ""] = /^"?(.*?)"?\s*<([^<>]+)>$/.exec(mailbox) ?? [];
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
