/** What the form's door asks of a post before it is stored: which page it is from, whether a person sent it, how often. */
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Life } from "../workflows/rules/life.ts";
import { Problem } from "./http/problem.ts";
import { headerOf } from "./http/request.ts";

/**
 * A field that people don't see, and programs that fill in whatever is there do. No form asks for this by chance, and
 * no browser has anything to fill it in with, as it has for `website` or `phone`.
 */
export const TRAP = "other_subject";

export function isTrapped(fields: Readonly<Record<string, unknown>>): boolean {
  return String(fields[TRAP] ?? "").trim() !== "";
}

/** The `Idempotency-Key` header. Throws a 400 for one that isn't 1 to 200 visible characters. */
export function postKey(event: APIGatewayProxyEventV2): string | undefined {
  const key = headerOf(event, "idempotency-key");
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new Problem(
    400,
    "Idempotency-Key not understood",
    "The header Idempotency-Key is 1 to 200 visible ASCII characters, such as a UUID.",
  );
}

/** Whether the post of this key is in the ledger, by whichever form, on whichever day, and whoever left since. */
export function isStored({ ledger }: Life, fingerprint: string): boolean {
  return ledger.some(({ kind, key }) => kind === "form" && key.split("#").includes(fingerprint));
}
