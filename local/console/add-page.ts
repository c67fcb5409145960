/** Add one lead by hand: its fields, where it comes from, and how it agreed to be written to. */
import { html } from "hono/html";
import { LeadsRefused } from "../leads/leads-refused.ts";
import { sourcesOf } from "../leads/sources.ts";
import { answer, done, wantsJson } from "./answer.ts";
import { fieldset, folded } from "./form-field.ts";
import { type Field, fieldsOf } from "./form-fields.ts";
import type { Html } from "./layout.ts";
import { type Fields, readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

type Typed = Readonly<Record<string, string>>;

export function addPage(sources: LaptopSources): Handler {
  return (c) => show(sources, c, {});
}

/** Answers when what follows at once has happened, and shows the lead. What can't be used is said above the form. */
export function addByHand(sources: LaptopSources): Handler {
  return async (c) => {
    const typed = textsIn(await readBody(c));
    try {
      const added = await add(sources, typed);
      await sources.time.settle();
      return done(c, added, `/leads/${added.leadId}`);
    } catch (error) {
      if (!(error instanceof LeadsRefused)) throw error;
      if (wantsJson(c)) throw new Refusal(400, error.message);
      c.status(400);
      return show(sources, c, typed, error.message);
    }
  };
}

function add({ desk }: LaptopSources, { source = "", how = "", ...fields }: Typed) {
  if (!desk) throw new LeadsRefused("This laptop runs a program without leads.");
  return desk.add(fields, { source, ...(how.trim() === "" ? {} : { consent: how.trim() }) });
}

function textsIn(body: Fields): Typed {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

function show(
  sources: LaptopSources,
  c: Parameters<Handler>[0],
  typed: Typed,
  problem?: string,
): Response | Promise<Response> {
  const known = sourcesOf(sources.campaigns());
  return answer(c, sources, {
    json: () => ({ sources: known }),
    title: "Add a lead",
    main: () => page(known, typed, problem),
    // Nobody's typing is taken away by what happens meanwhile.
    live: "parts",
  });
}

function page(known: readonly string[], typed: Typed, problem: string | undefined): Html {
  if (known.length === 0)
    return html`<h1>Add a lead</h1>
      <p class="lead">No campaign takes in leads that we bring ourselves. Add a source to the <code>enter.imports</code> of a campaign, such as <code>tradeshow-2026</code>.</p>`;
  const fields = fieldsOf({ form: "", consent: "" }, [], {});
  return html`<h1>Add a lead</h1>
    <p class="quiet">By hand, as somebody of ours would after a talk. A whole list: <code>npm run leads -- import list.csv --source ${known[0]}</code>.</p>
    ${problem && html`<p class="notice" role="alert">${problem}</p>`}
    <form class="card" method="post" action="/leads/add" accept-charset="utf-8">
      ${fieldset("about you", fields, typed)}
      ${fieldset("about you", [sourceField(known), CONSENT], { source: known[0] ?? "", ...typed })}
      ${folded("your store", "Its store", fields, typed)} ${folded("where you are", "Where it is", fields, typed)}
      <button class="primary">Add the lead</button>
    </form>`;
}

function sourceField(known: readonly string[]): Field {
  return {
    group: "about you",
    name: "source",
    type: "select",
    label: "Where it comes from",
    options: Object.fromEntries(known.map((source) => [source, source])),
  };
}

const CONSENT: Field = {
  group: "about you",
  name: "how",
  type: "text",
  label: "How it agreed to mail",
  hint: "In words, such as: asked at the stand. Left empty, it is stored and not mailed.",
};
