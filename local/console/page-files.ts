/** What the pages load: one stylesheet and one script, read at each request so that an edit shows on reload. */
import { readFile } from "node:fs/promises";
import type { Handler } from "./routes.ts";

export const stylesheet = file("text/css", [
  "base.css",
  "bar.css",
  "pieces.css",
  "lead.css",
  "campaigns.css",
  "mailbox.css",
  "../report/report.css",
]);
export const script = file("text/javascript", ["live.js", "journey.js", "../report/report.js"]);

function file(type: string, names: readonly string[]): Handler {
  return async (c) => {
    const parts = await Promise.all(names.map((name) => readFile(new URL(name, import.meta.url), "utf8")));
    return c.body(parts.join("\n"), 200, {
      "Content-Type": `${type}; charset=utf-8`,
      "Cache-Control": "no-cache",
    });
  };
}
