/** Where a form's poster arrives. */
import { html } from "hono/html";
import { answer } from "./answer.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

export function thankYouPage(sources: LaptopSources): Handler {
  return (c) =>
    answer(c, sources, {
      json: () => ({ thanks: true }),
      title: "Thank you",
      main: () => html`<h1>Thank you</h1>
        <p class="lead">If you ticked the box, what you asked for is on its way to you.</p>
        <p>Should it not be there in ten minutes, look into your spam folder, or simply write to us.</p>
        <aside class="note" aria-label="On this laptop">
          <p>The API took the form and answered <code>303</code>: go on to this page, which <code>thankYouUrls</code> names for the form. The mail is in the <a href="/mailbox">mailbox</a>, the lead among the <a href="/leads">leads</a>. <a href="/?sample=lead">Another one?</a></p>
        </aside>`,
    });
}
