/** The foot that the law asks for, the same in both styles and in plain text. */

/**
 * A `touch` may be ended by its reader, and so may `ask` ("Shall we call you?") and `stay` ("Shall we stay in touch?");
 * the double opt-in's mail, `confirm`, is the only one of its kind. By each of them its reader can leave and choose.
 */
export type LetterKind = "touch" | "confirm" | "ask" | "stay";

interface Foot {
  html(why: string): string;
  text(why: string): string;
}

const paragraph = (html: string) => `<p style="margin:0 0 8px">${html}</p>\n`;

/** Neither is counted as a click, so SES must leave them alone. */
const wayOut = (link: "unsubscribe" | "preferences", words: string) =>
  `<a ses:no-track class="quiet" href="{{ links.${link} }}" style="color:#5a6660">${words}</a>`;
const UNSUBSCRIBE = wayOut("unsubscribe", "Unsubscribe");
const PREFERENCES = wayOut("preferences", "Preferences");

const NURTURE: Foot = {
  html: (why) =>
    paragraph(why) +
    paragraph(`No more of them? ${UNSUBSCRIBE}, it works at once. Fewer, or a pause? ${PREFERENCES}.`) +
    paragraph("{{ postalAddress }}"),
  text: (why) =>
    `${why}\nNo more of them? Unsubscribe, it works at once: {{ links.unsubscribe }}\nFewer, or a pause? Preferences: {{ links.preferences }}\n\n{{ postalAddress }}\n`,
};

/** `why` in HTML for the HTML, in plain text for the text. */
export const FOOTS: Readonly<Record<LetterKind, Foot>> = {
  touch: NURTURE,
  ask: NURTURE,
  stay: NURTURE,
  confirm: {
    html: () =>
      paragraph("This address was entered in a form on our website.") +
      paragraph(`Not by you? ${UNSUBSCRIBE}, and nothing more comes. ${PREFERENCES}.`) +
      paragraph("{{ postalAddress }}"),
    text: () =>
      "This address was entered in a form on our website.\nNot by you? Unsubscribe, and nothing more comes: {{ links.unsubscribe }}\nPreferences: {{ links.preferences }}\n\n{{ postalAddress }}\n",
  },
};

/** The letter in plain text, with its foot below the line that mail programs take for a signature's. */
export function textPage(kind: LetterKind, body: string, why: string): string {
  return `${body}\n\n-- \n${FOOTS[kind].text(why)}`;
}
