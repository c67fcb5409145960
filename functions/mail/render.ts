/**
 * A compiled mail, or the brief of a task, filled in for one lead. Functions import it where they have something to fill
 * in: Liquid is 82 kB, and most of what they do is to look and go on sleeping.
 */
import { Liquid, type Template } from "liquidjs";
import type { Brief, Mail } from "../../workflows/rules/campaign.ts";
import type { MailValues } from "../../workflows/rules/mail-values.ts";
import { asShown, onOneLine, safely } from "./safe-values.ts";

export interface RenderedMail {
  readonly subject: string;
  /** What an inbox shows after the subject; in `html` already. */
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

/**
 * Fills in what the mail names: escaped in `html`, plain in `text`, on one line in `subject` and `preheader`. What a lead typed is
 * never taken for Liquid, Markdown or HTML, and never becomes a link. What is missing leaves the mail's own fallback.
 */
export function renderMail(mail: Mail, values: MailValues): RenderedMail {
  const { subject, preheader, html, text } = parsed(mail);
  const body = safely(values, "unlinkable");
  const inbox = safely(values);
  return {
    subject: asShown(onOneLine(PLAIN.renderSync(subject, inbox), LONGEST_LINE)),
    preheader: onOneLine(PLAIN.renderSync(preheader, inbox), LONGEST_LINE),
    html: escapingLiquid().renderSync(html, body),
    text: PLAIN.renderSync(text, body),
  };
}

/** What a lead typed stays on one line in it, and is never taken for Liquid. */
export function renderBrief({ title, text }: Brief, values: MailValues): Brief {
  const safe = safely(values);
  return {
    title: onOneLine(PLAIN.parseAndRenderSync(title, safe), LONGEST_LINE),
    text: PLAIN.parseAndRenderSync(text, safe),
  };
}

/** Beyond this no mail program shows it. */
const LONGEST_LINE = 150;

/** The language for dates' names is said, since Liquid would load all that the machine knows of it: 20 ms of a cold start. */
const STRICT = { ownPropertyOnly: true, strictFilters: true, locale: "en-US" };
const PLAIN = new Liquid(STRICT);
let escaping: Liquid | undefined;

/** Briefs need none. */
function escapingLiquid(): Liquid {
  escaping ??= new Liquid({ ...STRICT, outputEscape: "escape" });
  return escaping;
}

interface Parsed {
  readonly subject: Template[];
  readonly preheader: Template[];
  readonly html: Template[];
  readonly text: Template[];
}

/** A mail is parsed once per process; one that is no longer used is forgotten. */
const before = new WeakMap<Mail, Parsed>();

function parsed(mail: Mail): Parsed {
  const known = before.get(mail);
  if (known !== undefined) return known;
  const fresh = {
    subject: PLAIN.parse(mail.subject),
    preheader: PLAIN.parse(mail.preheader),
    html: escapingLiquid().parse(mail.html),
    text: PLAIN.parse(mail.text),
  };
  before.set(mail, fresh);
  return fresh;
}
