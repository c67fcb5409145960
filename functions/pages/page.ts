/** The few pages that leads and salespeople see: plain HTML that works without scripts, on a phone, in the dark. */
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { html, raw } from "hono/html";

type Html = ReturnType<typeof html>;

const STYLE = `
:root{color-scheme:light dark;--ink:#1d2b24;--soft:#53635a;--paper:#fbfaf6;--line:#d5d9d2;--leaf:#1f6b45;--on-leaf:#fff;--warn:#9a3412}
@media (prefers-color-scheme:dark){:root{--ink:#e9efe9;--soft:#a9b8ae;--paper:#141a17;--line:#37443c;--leaf:#7cc79b;--on-leaf:#10231a;--warn:#fdba74}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif}
main{max-width:38rem;margin:0 auto;padding:2rem 1.25rem 4rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}h2{font-size:1.125rem;margin:2rem 0 .5rem}
p,ul{margin:0 0 1rem}.soft{color:var(--soft)}.warn{color:var(--warn);font-weight:600}
form{margin:1.25rem 0;padding:1.25rem;border:1px solid var(--line);border-radius:.75rem}
label{display:block;margin:0 0 .25rem;font-weight:600}
input,select,textarea{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--soft);border-radius:.5rem;padding:.6rem .7rem;margin:0 0 1rem}
select option{color:#1d2b24;background:#fff}
button{font:inherit;font-weight:600;border:0;border-radius:.5rem;padding:.7rem 1.2rem;background:var(--leaf);color:var(--on-leaf);cursor:pointer}
a{color:var(--leaf)}:focus-visible{outline:3px solid var(--leaf);outline-offset:2px}
dt{font-weight:600}dd{margin:0 0 .5rem;color:var(--soft)}`;

/** `title` is the page's heading too. Never cached, never framed, never a referrer: its address carries a token. */
export async function page(
  statusCode: number,
  title: string,
  body: Html | Promise<Html>,
): Promise<APIGatewayProxyStructuredResultV2> {
  const document = await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${raw(STYLE)}</style></head>
<body><main><h1>${title}</h1>${await body}</main></body></html>`;
  return {
    statusCode,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
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
