/** The sheet that a plain letter stands on: one calm column, light or dark as the reader likes it. */
import { FOOTS, type LetterKind } from "./letter-foot.ts";

/** All in Liquid already, and as HTML. */
export interface Sheet {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly preheader: string;
  /** The link that people don't see, if the letter has one. */
  readonly hidden: string;
  readonly body: string;
  readonly why: string;
}

/**
 * No colour is pure: programs that darken mails by themselves turn #ffffff and #000000 into each other, and leave
 * what stands on them.
 */
export function letterPage({ kind, subject, preheader, hidden, body, why }: Sheet): string {
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${STYLE}</style>
</head>
<body class="sheet" style="margin:0;padding:0;background-color:#f4f6f4;color:#1f2925;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}${AFTER_PREHEADER}${hidden}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:#fdfefd;border-radius:8px"><tr><td align="left" style="${LETTER}">
${body}</td></tr></table>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px"><tr><td class="foot" align="left" style="${FOOT}">
${FOOTS[kind].html(why)}</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

const FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const LETTER = `padding:32px 28px 20px;${FONT};font-size:16px;line-height:1.6;word-break:break-word`;
const FOOT = `padding:16px 28px 8px;${FONT};font-size:13px;line-height:1.5;color:#5a6660;word-break:break-word`;

/** Keeps the letter's first words out of the inbox's preview line. */
export const AFTER_PREHEADER = "&#847;&zwnj;&nbsp;".repeat(60);

const STYLE = [
  ":root{color-scheme:light dark;supported-color-schemes:light dark}",
  "@media (prefers-color-scheme:dark){",
  ".sheet{background-color:#121815!important;color:#e3e9e5!important}",
  ".paper{background-color:#1b2420!important}",
  ".link{color:#7fd1b0!important}",
  ".button{background-color:#7fd1b0!important;color:#10231c!important}",
  ".foot,.quiet{color:#a3b0a9!important}",
  "blockquote{border-color:#4b5a53!important}",
  "hr{border-color:#3a4742!important}",
  "}",
  "@media (max-width:480px){.paper td{padding:24px 20px 12px!important}.foot{padding-left:20px!important;padding-right:20px!important}}",
].join("\n");
