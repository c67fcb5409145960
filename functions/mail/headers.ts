/** What a nurture mail says about itself to the mail programs on its way. */

/**
 * RFC 8058: the mail program shows its own unsubscribe button and POSTs to `unsubscribeUrl`, no page, no redirect.
 * RFC 3834 and `Precedence`: a machine sent this to many, so holiday notices needn't answer.
 */
export function headersOf(unsubscribeUrl: string): Readonly<Record<string, string>> {
  if (!/^https?:\/\/[^\s<>]+$/.test(unsubscribeUrl))
    throw new RangeError("The unsubscribe link is no URL: nothing may be sent without one.");
  return {
    "List-Unsubscribe": `<${unsubscribeUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    Precedence: "bulk",
    "Auto-Submitted": "auto-generated",
  };
}
