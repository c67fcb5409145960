/** The one stylesheet, read from its files at each request so that an edit shows on reload. */
import { readFile } from "node:fs/promises";
import type { Context } from "hono";

const FILES = ["base.css", "pieces.css"];

export async function stylesheet(c: Context): Promise<Response> {
  const parts = await Promise.all(FILES.map((file) => readFile(new URL(file, import.meta.url), "utf8")));
  return c.body(parts.join("\n"), 200, {
    "Content-Type": "text/css; charset=utf-8",
    "Cache-Control": "no-cache",
  });
}
