/** How large DynamoDB takes an item to be, by its documentation: names and text in UTF-8, numbers two digits a byte. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";

const KILOBYTE = 1_024;

/** Units of a write: one for each kilobyte begun. */
export const writeUnits = (item: Attributes) => Math.ceil(bytesOf(item) / KILOBYTE);

/** Units of a strongly consistent query: one for each four kilobytes begun of all it reads together. */
export const readUnits = (items: readonly Attributes[]) =>
  Math.max(1, Math.ceil(items.reduce((bytes, item) => bytes + bytesOf(item), 0) / (4 * KILOBYTE)));

type Attributes = Readonly<Record<string, AttributeValue>>;

/** What storage is billed by, without the hundred bytes that DynamoDB adds to each item. */
export function bytesOf(item: Attributes): number {
  return Object.entries(item).reduce((bytes, [name, value]) => bytes + utf8(name) + valueBytes(value), 0);
}

/** A map costs three bytes and one more for each entry. We store texts, numbers and maps of them; the rest is a byte. */
function valueBytes({ S, N, M }: AttributeValue): number {
  if (S !== undefined) return utf8(S);
  if (N !== undefined) return Math.ceil(N.replace(/\D/g, "").length / 2) + 1;
  return M === undefined ? 1 : 3 + Object.keys(M).length + bytesOf(M);
}

const utf8 = (text: string) => Buffer.byteLength(text);
