import * as z from "zod";
import { StepFunctionsError } from "../errors.ts";
import { isObject, parseJson } from "../json.ts";

export const pageFields = {
  maxResults: z.int().min(0).max(1000).optional(),
  nextToken: z.string().min(1).max(3096).optional(),
};

export interface Page {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

/** As on AWS, 0 and nothing mean 100. */
export function pageSize({ maxResults }: Page): number {
  return maxResults === undefined || maxResults === 0 ? 100 : maxResults;
}

/** Where the page before ended. A token is only good for the list it came from. */
export function cursorIn({ nextToken }: Page, list: string): number | undefined {
  if (nextToken === undefined) return undefined;
  const cursor = parseJson(Buffer.from(nextToken, "base64url").toString());
  if (isObject(cursor) && cursor["list"] === list && typeof cursor["at"] === "number") return cursor["at"];
  throw new StepFunctionsError("InvalidToken", "Invalid Token: 'Invalid token'");
}

/** Asked for one more than the page holds, so that the last page carries no token. */
export function page<T>(found: readonly T[], size: number, list: string, cursorOf: (last: T) => number) {
  const shown = found.slice(0, size);
  const last = shown.at(-1);
  if (found.length <= size || last === undefined) return { shown };
  const token = Buffer.from(JSON.stringify({ list, at: cursorOf(last) })).toString("base64url");
  return { shown, nextToken: token };
}
