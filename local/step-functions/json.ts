export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** AWS's payload quota: an input, an output or a variable may have 262,144 bytes of JSON in UTF-8 (256 KiB). */
export const maxPayloadBytes = 262_144;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Most payloads are far too short to be too long, so the bytes are only counted when they could matter. */
export function isTooLarge(text: string): boolean {
  return text.length * 3 > maxPayloadBytes && Buffer.byteLength(text) > maxPayloadBytes;
}

/** The value, or undefined when the text is no JSON; `undefined` is no JSON value, so the two never meet. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
