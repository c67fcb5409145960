/** What a POST says: the fields of a plain HTML form, or a JSON object. */
import type { Context } from "hono";
import { Refusal } from "./refusal.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** JSON is taken for what it is even where `curl -d` labelled it a form. */
export async function readBody(c: Context): Promise<Fields> {
  const type = c.req.header("content-type") ?? "";
  if (type.startsWith("multipart/")) {
    throw new Refusal(
      415,
      "Send the fields as application/x-www-form-urlencoded or as JSON, not as multipart.",
    );
  }
  const text = (await c.req.text()).trim();
  if (text === "") return {};
  const isJson = type.startsWith("application/json") || text.startsWith("{");
  return isJson ? readJson(text) : Object.fromEntries(new URLSearchParams(text));
}

function readJson(text: string): Fields {
  const value = parse(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Refusal(400, 'The body must be one JSON object, such as {"advance":"P3D"}.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is no JSON. A JSON object looks like {"advance":"P3D"}.');
  }
}
