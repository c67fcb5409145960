/** The landing page of Orchard Cold Chain: a plain HTML form that posts to the real API, without JavaScript. */
import type { Context } from "hono";
import { html } from "hono/html";
import { answer } from "./answer.ts";
import { codeToPaste } from "./form-code.ts";
import { fieldset, folded } from "./form-field.ts";
import { type Field, fieldsOf } from "./form-fields.ts";
import { SAMPLES, sampled, type Typed } from "./form-samples.ts";
import type { Html } from "./layout.ts";
import { formsOf, type Offer, offerOf } from "./offers.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

interface Landing {
  /** Where the form posts to. */
  readonly action: string;
  readonly offer: Offer;
  /** The other forms there are. */
  readonly others: readonly string[];
  readonly fields: readonly Field[];
  readonly typed: Typed;
}

export function formPage(sources: LaptopSources): Handler {
  return async (c) => {
    const action = new URL("/leads", sources.urls.api).href;
    const campaigns = sources.campaigns();
    const offer = offerOf(c.req.query("form"), campaigns);
    const others = formsOf(campaigns).filter((form) => form !== offer.form);
    const fields = fieldsOf(offer, campaigns, cameFrom(c));
    const typed = await sampled(c.req.query("sample"), sources);
    return answer(c, sources, {
      json: () => ({
        action,
        method: "post",
        form: offer.form,
        fields: fields.map(({ group: _, ...field }) => field),
      }),
      title: `${offer.title} · Orchard Cold Chain`,
      main: () => landing({ action, offer, others, fields, typed }),
    });
  };
}

/** Where the visitor came from, as the page's own address and the page before it say. */
function cameFrom(c: Context): Readonly<Record<string, string>> {
  const utm = Object.entries(c.req.query()).filter(([name]) => /^utm_[a-z_]{1,20}$/.test(name));
  const before = URL.parse(c.req.header("referer") ?? "")?.hostname ?? "";
  const isForeign = before !== "" && before !== new URL(c.req.url).hostname;
  return {
    ...Object.fromEntries(utm.slice(0, 10).map(([name, value]) => [name, value.slice(0, 200)])),
    ...(isForeign ? { referrer: before } : {}),
  };
}

function landing(page: Landing): Html {
  const { action, offer, fields, typed } = page;
  return html`<div class="landing">
    <div>
      <section aria-labelledby="offer">
        <p class="kicker">Orchard Cold Chain</p>
        <h1 id="offer">${offer.title}</h1>
        <p class="lead">${offer.lead}</p>
        <ul class="promise">
          ${offer.promises.map((promise) => html`<li>${promise}</li>`)}
        </ul>
        <p class="quiet">${offer.small}</p>
      </section>
      ${tryIt(page)}
    </div>
    <form class="card" method="post" action="${action}" accept-charset="utf-8" aria-labelledby="form-title">
      <h2 id="form-title">${offer.act}</h2>
      <p class="quiet">Only your e-mail address is needed. The rest helps us write what is useful to you.</p>
      ${fieldset("about you", fields, typed)} ${folded("your store", "Your store", fields, typed)}
      ${folded("where you are", "Where you are", fields, typed)} ${fieldset("consent", fields, typed)}
      ${fieldset("hidden", fields, typed)}
      <button class="primary">${offer.act}</button>
      <p class="aside"><button formaction="/post-as-json">Post as JSON, show the answer</button></p>
    </form>
  </div>`;
}

function tryIt({ action, offer, others, fields }: Landing): Html {
  return html`<aside class="note" aria-labelledby="try-it">
    <h2 id="try-it">On this laptop</h2>
    <p>Fill the form with
      ${Object.entries(SAMPLES).map(([sample, name]) => html`<a class="button" href="/?form=${offer.form}&amp;sample=${sample}#form-title">${name}</a> `)}
      then send it: the first mail is in the <a href="/mailbox">mailbox</a> at once.</p>
    ${others.length === 0 ? "" : html`<p>Other campaigns' forms: ${others.map((form) => html`<a href="/?form=${form}">${form}</a> `)}</p>`}
    ${codeToPaste(action, fields)}
  </aside>`;
}
