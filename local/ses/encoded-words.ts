/** A header as a mail program shows it: RFC 2047's encoded words in their own script. */
export function decodedWords(header: string): string {
  return header
    .replace(/(=\?[^?\s]+\?B\?[^?\s]*\?=)\s+(?==\?)/gi, "$1")
    .replace(/=\?utf-8\?B\?([^?\s]*)\?=/gi, (_, base64: string) => Buffer.from(base64, "base64").toString());
}
