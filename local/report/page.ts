/** The report as one file that needs nothing else: styles, pictures and the few lines that sort its tables are in it. */
import { readFile } from "node:fs/promises";
import { html, raw } from "hono/html";
import type { Report } from "../../workflows/rules/report/report.ts";
import { reportBody } from "./body.ts";

const STYLES = ["../console/base.css", "../console/pieces.css", "report.css"];

export async function htmlOf(report: Report): Promise<string> {
  const [styles, script] = await Promise.all([
    Promise.all(STYLES.map(read)).then((parts) => parts.join("\n")),
    read("report.js"),
  ]);
  return String(
    await html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Report · Ripen</title>
    <style>${raw(styles)}</style>
  </head>
  <body>
    <main>${await reportBody(report)}</main>
    <script type="module">${raw(script)}</script>
  </body>
</html>
`,
  );
}

const read = (name: string) => readFile(new URL(name, import.meta.url), "utf8");
