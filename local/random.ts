import { randomBytes } from "node:crypto";
import { uuid } from "./step-functions/jsonata-functions.ts";

/** Good dice: keys and tokens are made with them. In [0, 1), with 48 random bits. */
export const secureRandom = (): number => randomBytes(6).readUIntBE(0, 6) / 2 ** 48;

/** A version 4 UUID out of the given dice. */
export const uuidOf = (random: () => number) => (): string => uuid(random);
