/** Every mail of the campaigns as sample leads would see it, on one page that needs nothing but a browser. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { html, raw } from "hono/html";
import type { Mail, RunningCampaign } from "../../workflows/rules/campaign.ts";
import { allTouches } from "../../workflows/rules/touches.ts";
import type { Html } from "../console/layout.ts";
import { frames } from "./preview-frames.ts";
import { asSeenBy, type Letterhead, type SeenMail } from "./preview-mail.ts";
import { type Sample, TOLD_NOTHING } from "./preview-samples.ts";

const STYLE = readFileSync(new URL("preview.css", import.meta.url), "utf8");
const SCRIPT = readFileSync(new URL("preview.js", import.meta.url), "utf8");

/** Nothing is loaded from anywhere: no picture, no font, and no mail can run a script. */
const POLICY = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${createHash("sha256").update(SCRIPT).digest("base64")}'`;

const EXAMPLE: Letterhead = {
  sender: "Nora Lindqvist <nora@orchard-cold-chain.example>",
  postalAddress: "Orchard Cold Chain, 12 Harbour Road, Cork T12 X4Y5, Ireland",
};

/**
 * One HTML document, the same for the same input. Each mail is shown to every sample and to a lead that told nothing:
 * as the inbox lists it, its HTML wide and narrow, light and dark, and its text.
 */
export function previewPage(
  campaigns: readonly RunningCampaign[],
  samples: readonly Sample[],
  letterhead: Letterhead = EXAMPLE,
): string {
  const readers = [...samples, TOLD_NOTHING];
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The letters, as their readers see them</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body>
<header>
<h1>The letters, as their readers see them</h1>
<p>Each letter is filled in for ${readers.length} leads. Pictures aren’t loaded here: you see what somebody sees who blocks them.</p>
</header>
<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>${campaigns.map(contents)}</nav>
<main>${campaigns.map((campaign) => campaignPart(campaign, readers, letterhead))}</main>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`;
  return String(page);
}

interface Letter {
  readonly name: string;
  readonly mail: Mail;
  readonly helps: string;
}

/** The touches' mails in their order, then the short letters of the house. */
function lettersOf(campaign: RunningCampaign): readonly Letter[] {
  const touches = allTouches(campaign);
  const names = [...new Set([...touches.map(({ name }) => name), ...Object.keys(campaign.mails)])];
  return names.flatMap((name) => {
    const mail = campaign.mails[name];
    const helps = touches.find((touch) => touch.name === name)?.helps ?? "a short letter of the house";
    return mail === undefined ? [] : [{ name, mail, helps }];
  });
}

function anchor(campaign: RunningCampaign, name: string): string {
  return `${campaign.name}--${name}`;
}

function contents(campaign: RunningCampaign): Html {
  return html`<h3>${campaign.title}</h3>
<ol>${lettersOf(campaign).map(({ name, helps }) => html`<li><a href="#${anchor(campaign, name)}">${name}</a> <span class="quiet">${helps}</span></li>`)}</ol>`;
}

function campaignPart(campaign: RunningCampaign, readers: readonly Sample[], letterhead: Letterhead): Html {
  return html`<section class="campaign" aria-labelledby="${campaign.name}">
<h2 id="${campaign.name}">${campaign.title}</h2>
${lettersOf(campaign).map(
  ({ name, mail, helps }) => html`<article class="letter" aria-labelledby="${anchor(campaign, name)}">
<h3 id="${anchor(campaign, name)}">${name}</h3>
<p class="quiet">${helps}</p>
${readers.map((reader, at) => seen(asSeenBy(reader, mail, campaign, letterhead), reader, name, at === 0))}
</article>`,
)}
</section>`;
}

function seen(mail: SeenMail, { who, because }: Sample, name: string, isOpen: boolean): Html {
  return html`<details ${isOpen ? "open" : ""}>
<summary>${who} <span class="quiet">${because}</span></summary>
${inbox(mail)}
<div class="frames">${frames(mail.html, `${name} for ${who}`)}
<figure class="frame text">
<figcaption>in plain text</figcaption>
<pre tabindex="0" role="group" aria-label="${name} for ${who}, in plain text">${mail.text}</pre>
</figure>
</div>
</details>`;
}

/** A line on a desktop; on a phone three, where the subject is cut after some 40 characters. */
function inbox({ from, subject, preheader }: SeenMail): Html {
  const name = from.replace(/\s*<.*>$/, "");
  const line = html`<span class="from">${name}</span> <span class="subject">${subject}</span> <span class="preheader">${preheader}</span>`;
  return html`<div class="inboxes">
<p class="inbox">${line}</p>
<p class="inbox phone">${line}</p>
</div>
<p class="quiet">From ${from}. The subject has ${[...subject].length} characters, the line after it ${[...preheader].length}.</p>`;
}
