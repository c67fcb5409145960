/** Start over: a question first, since it empties everything; then a laptop as on the first day. */
import { html } from "hono/html";
import { answer, done } from "./answer.ts";
import type { Html } from "./layout.ts";
import { Refusal } from "./refusal.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

const BY_HAND = "End it with Ctrl-C and run `npm start -- --fresh`.";

export function startOverPage(sources: LaptopSources): Handler {
  return async (c) => {
    const there = {
      lead: (await sources.leads.list()).length,
      mail: sources.mailbox.count(),
      "notification to sales": sources.salesInbox.list().length,
      task: sources.tasksInbox.list().length,
    };
    return answer(c, sources, {
      json: () => ({ forgets: there, possible: sources.startOver !== undefined }),
      title: "Start over",
      main: () => question(there, sources),
    });
  };
}

/** Answers when the fresh laptop runs, on the same addresses. */
export function startOver(sources: LaptopSources): Handler {
  return async (c) => {
    if (!sources.startOver) throw new Refusal(409, `This laptop cannot begin anew by itself. ${BY_HAND}`);
    await sources.startOver();
    return done(c, { startedOver: true }, "/");
  };
}

function question(there: Readonly<Record<string, number>>, { startOver }: LaptopSources): Html {
  const what = Object.entries(there).map(([name, count]) => `${count} ${count === 1 ? name : plural(name)}`);
  return html`<h1>Start over?</h1>
    <p class="lead">This forgets ${what.join(", ")} and every sleep, and sets the clock back to today. It cannot be undone.</p>
    ${startOver ? html`<form class="row-of-buttons" method="post" action="/start-over"><button class="stop">Yes, forget everything</button> <a class="button" href="/">No, keep it</a></form>` : html`<p>${BY_HAND}</p>`}
    <p class="quiet">From the terminal: <code>npm start -- --fresh</code>.</p>`;
}

function plural(name: string): string {
  return name.replace(/^\w+/, "$&s");
}
