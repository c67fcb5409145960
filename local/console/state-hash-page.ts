/** One number for the whole table: two runs that end alike have lived alike. */
import { html } from "hono/html";
import { answer } from "./answer.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

export function stateHashPage(sources: LaptopSources): Handler {
  return async (c) => {
    const sha256 = await sources.stateHash();
    return answer(c, sources, {
      json: () => ({ sha256 }),
      title: "State hash",
      main: () => html`<h1>State hash</h1>
        <p>SHA-256 over all items of the table, in key order. The same seed and the same acts give the same hash.</p>
        <p><code class="hash">${sha256}</code></p>`,
    });
  };
}
