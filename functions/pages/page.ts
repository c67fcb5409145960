/** The few pages that leads and salespeople see: plain HTML that works without scripts, on a phone, in the dark. */
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { html, raw } from "hono/html";
import { STYLE } from "./style.ts";

export type Html = ReturnType<typeof html>;

/** Nothing is loaded from anywhere, and no script runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/** The same for a page that shows what is not ours alone: it has no origin, and nothing on it can be sent. */
export const SANDBOXED = `${POLICY}; form-action 'none'; sandbox`;

/** `title` is the page's heading too. Never cached, never framed, never a referrer: its address carries a token. */
export async function page(
  statusCode: number,
  title: string,
  body: Html | Promise<Html>,
  policy = POLICY,
): Promise<APIGatewayProxyStructuredResultV2> {
  const document = await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="icon" href="data:,"><style>${raw(STYLE)}</style></head>
<body><main><h1>${title}</h1>${await body}</main></body></html>`;
  return {
    statusCode,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "content-security-policy": policy,
    },
    body: String(document),
  };
}

/** For a link that is forged, mangled, expired or meant for something else: nothing is said about which. */
export function deadLink(): Promise<APIGatewayProxyStructuredResultV2> {
  return page(
    403,
    "This link does not open anything",
    html`<p>It may have been cut off on its way, or it is too old. Please use the link from the newest message.</p>`,
  );
}
