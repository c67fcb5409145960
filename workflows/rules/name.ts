/** A name as campaigns give it to touches, segments, forms and themselves. It stands in touch ids, so it must not change its form. */
import * as z from "zod/mini";

export const Name = z
  .string()
  .check(
    z.maxLength(60),
    z.regex(/^[a-z][a-z0-9-]*$/, "lower-case letters, digits and dashes, a letter first"),
  );
export type Name = z.infer<typeof Name>;
