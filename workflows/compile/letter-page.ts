/** The sheet that a letter stands on: one calm column, light or dark as the reader likes it, and the foot that the law asks for. */
/** A touch may be ended by its reader; the double opt-in's mail is the only one of its kind. */
export type LetterKind = "touch" | "confirm";

/** All in Liquid already, and as HTML for an HTML page, as text for a text page. */
export interface Sheet {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly preheader: string;
  readonly body: string;
  readonly why: string;
}

export function htmlPage({ kind, subject, preheader, body, why }: Sheet): string {
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${DARK}</style>
</head>
<body class="sheet" style="margin:0;padding:0;background-color:#f4f6f4;color:#1f2925;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}${AFTER_PREHEADER}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:#ffffff;border-radius:8px"><tr><td align="left" style="${LETTER}">
${body}</td></tr></table>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px"><tr><td class="foot" align="left" style="${FOOT}">
${FOOTS[kind].html(why)}</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

export function textPage({ kind, body, why }: Pick<Sheet, "kind" | "body" | "why">): string {
  return `${body}\n\n-- \n${FOOTS[kind].text(why)}`;
}

const FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const LETTER = `padding:32px 28px 20px;${FONT};font-size:16px;line-height:1.6`;
const FOOT = `padding:16px 28px 8px;${FONT};font-size:13px;line-height:1.5;color:#5a6660`;

/** Keeps the letter's first words out of the inbox's preview line. */
const AFTER_PREHEADER = "&#847;&zwnj;&nbsp;".repeat(60);

const DARK = [
  "@media (prefers-color-scheme:dark){",
  ".sheet{background-color:#121815!important;color:#e3e9e5!important}",
  ".paper{background-color:#1b2420!important}",
  ".link{color:#7fd1b0!important}",
  ".button{background-color:#7fd1b0!important;color:#10231c!important}",
  ".foot,.foot a{color:#a3b0a9!important}",
  "blockquote{border-color:#4b5a53!important}",
  "}",
  "@media (max-width:480px){.paper td{padding:24px 20px 12px!important}.foot{padding-left:20px!important;padding-right:20px!important}}",
].join("\n");

interface Foot {
  html(why: string): string;
  text(why: string): string;
}

const paragraph = (html: string) => `<p style="margin:0 0 8px">${html}</p>\n`;

/** The unsubscribe link isn't counted as a click, so SES must leave it alone. */
const UNSUBSCRIBE = '<a ses:no-track href="{{ links.unsubscribe }}" style="color:#5a6660">Unsubscribe</a>';

const FOOTS: Readonly<Record<LetterKind, Foot>> = {
  touch: {
    html: (why) =>
      paragraph(why) +
      paragraph(`No more of them? ${UNSUBSCRIBE}, it works at once.`) +
      paragraph("{{ postalAddress }}"),
    text: (why) =>
      `${why}\nNo more of them? Unsubscribe, it works at once: {{ links.unsubscribe }}\n\n{{ postalAddress }}\n`,
  },
  confirm: {
    html: () =>
      paragraph("This address was entered in a form on our website.") + paragraph("{{ postalAddress }}"),
    text: () => "This address was entered in a form on our website.\n\n{{ postalAddress }}\n",
  },
};
