/** How the tests talk to the console: as a browser does, and as a program does. */
import type { Hono } from "hono";

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

export async function asBrowser(app: Hono, path: string): Promise<string> {
  const response = await app.request(path, { headers: { Accept: BROWSER } });
  return response.text();
}

export async function asProgram<T>(app: Hono, path: string): Promise<T> {
  const response = await app.request(path, { headers: { Accept: "application/json" } });
  return (await response.json()) as T;
}

export function postJson(app: Hono, path: string, body: unknown): Response | Promise<Response> {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  return app.request(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export function postForm(
  app: Hono,
  path: string,
  fields: Record<string, string>,
): Response | Promise<Response> {
  const headers = { Accept: BROWSER, "Content-Type": "application/x-www-form-urlencoded" };
  return app.request(path, { method: "POST", headers, body: new URLSearchParams(fields).toString() });
}

/** What a reader reads: no tags, single spaces. */
export function text(page: string): string {
  const words = page.replaceAll("<wbr>", "").replace(/<[^>]+>/g, " ");
  return words.replace(/&quot;([^&]*)&quot;/g, "“$1”").replace(/\s+/g, " ");
}
