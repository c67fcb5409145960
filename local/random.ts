import { randomBytes } from "node:crypto";
import { uuid } from "./step-functions/jsonata-functions.ts";

let bytes = randomBytes(0);
let used = 0;

/** Good dice: keys and tokens are made with them. In [0, 1), with 48 random bits, fetched by the thousand. */
export function secureRandom(): number {
  if (used + 6 > bytes.length) {
    bytes = randomBytes(6_000);
    used = 0;
  }
  used += 6;
  return bytes.readUIntBE(used - 6, 6) / 2 ** 48;
}

/** A version 4 UUID out of the given dice. */
export const uuidOf = (random: () => number) => (): string => uuid(random);
