/** The landing page of Orchard Cold Chain: a plain HTML form that posts to the real API, without JavaScript. */
import type { Context } from "hono";
import { html } from "hono/html";
import { answer } from "./answer.ts";
import { codeToPaste } from "./form-code.ts";
import { fieldset, folded } from "./form-field.ts";
import { type Field, FORM, fieldsOf } from "./form-fields.ts";
import { SAMPLES, sampled, type Typed } from "./form-samples.ts";
import type { Html } from "./layout.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

interface Landing {
  /** Where the form posts to. */
  readonly action: string;
  readonly fields: readonly Field[];
  readonly typed: Typed;
}

export function formPage(sources: LaptopSources): Handler {
  return async (c) => {
    const action = new URL("/leads", sources.urls.api).href;
    const fields = fieldsOf(sources.campaigns(), utmOf(c));
    const typed = await sampled(c.req.query("sample"), sources);
    return answer(c, sources, {
      json: () => ({
        action,
        method: "post",
        form: FORM,
        fields: fields.map(({ group: _, ...field }) => field),
      }),
      title: "The cold store guide · Orchard Cold Chain",
      main: () => landing({ action, fields, typed }),
    });
  };
}

/** Where the visitor came from, as the page's own address says. */
function utmOf(c: Context): Readonly<Record<string, string>> {
  const utm = Object.entries(c.req.query()).filter(([name]) => /^utm_[a-z_]{1,20}$/.test(name));
  return Object.fromEntries(utm.slice(0, 10).map(([name, value]) => [name, value.slice(0, 200)]));
}

function landing({ action, fields, typed }: Landing): Html {
  return html`<div class="landing">
    <div>
      <section aria-labelledby="offer">
        <p class="kicker">Orchard Cold Chain</p>
        <h1 id="offer">Know where your cold store loses its cold</h1>
        <p class="lead">Most losses in a cold store start small: a door seal, a blocked evaporator, a sensor in the wrong corner. Our guide shows how to find them with what you already have.</p>
        <ul class="promise">
          <li>Where to measure, and why the display by the door tells you little</li>
          <li>What an auditor asks for, and how to have it ready</li>
          <li>A checklist for the weekly round, one page</li>
        </ul>
        <p class="quiet">Written by Nora, who has walked through more cold rooms than she has worn out boots. It comes by e-mail, in parts you can read over a coffee; every mail has a link that ends them.</p>
      </section>
      ${tryIt(action, fields)}
    </div>
    <form class="card" method="post" action="${action}" accept-charset="utf-8" aria-labelledby="form-title">
      <h2 id="form-title">Send me the guide</h2>
      <p class="quiet">Only your e-mail address is needed. The rest helps us write what is useful to you.</p>
      ${fieldset("about you", fields, typed)} ${folded("your store", "Your store", fields, typed)}
      ${folded("where you are", "Where you are", fields, typed)} ${fieldset("consent", fields, typed)}
      ${fieldset("hidden", fields, typed)}
      <button class="primary">Send me the guide</button>
      <p class="aside"><button formaction="/post-as-json">Post as JSON, show the answer</button></p>
    </form>
  </div>`;
}

function tryIt(action: string, fields: readonly Field[]): Html {
  return html`<aside class="note" aria-labelledby="try-it">
    <h2 id="try-it">On this laptop</h2>
    <p>Fill the form with
      ${Object.entries(SAMPLES).map(([sample, name]) => html`<a class="button" href="/?sample=${sample}#form-title">${name}</a> `)}
      then send it: the welcome is in the <a href="/mailbox">mailbox</a> at once.</p>
    ${codeToPaste(action, fields)}
  </aside>`;
}
