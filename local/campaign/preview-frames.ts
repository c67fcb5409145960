/** A mail's HTML in frames of its own: as wide as a desktop's reading pane or a phone, in the light and in the dark. */
import { html } from "hono/html";
import type { Html } from "../console/layout.ts";

const WIDTHS = { desktop: 640, phone: 375 } as const;
const SCHEMES = ["light", "dark"] as const;
type Scheme = (typeof SCHEMES)[number];

/** `of`: whose mail it is, for the frames' names. */
export function frames(mail: string, of: string): Html {
  return html`${Object.entries(WIDTHS).map(([device, width]) =>
    SCHEMES.map((scheme) => {
      const name = `${of}, ${device}, ${scheme}`;
      return html`<figure class="frame ${device}">
        <figcaption>${device}, ${width} pixels, ${scheme}</figcaption>
        <div class="window" tabindex="0" role="group" aria-label="${name}">
          <iframe class="${scheme}" title="${name}" width="${width}" height="720" loading="lazy" sandbox="allow-same-origin" srcdoc="${inScheme(mail, scheme)}"></iframe>
        </div>
      </figure>`;
    }),
  )}`;
}

/** The same HTML for a reader who has chosen, whatever the browser that shows the preview has chosen. */
export function inScheme(mail: string, scheme: Scheme): string {
  return mail
    .replace(
      /@media\s*\(prefers-color-scheme:\s*dark\)/g,
      scheme === "dark" ? "@media all" : "@media not all",
    )
    .replace(/color-scheme:\s*light dark/g, `color-scheme: ${scheme}`)
    .replaceAll('content="light dark"', `content="${scheme}"`);
}
