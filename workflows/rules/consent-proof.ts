/** What stands as proof of a consent, or of its end: when is the ledger line's own, the rest is here. */
import * as z from "zod/mini";

/** What one may be reached by. A letter is anything that comes by post. */
export const ConsentChannel = z.enum(["mail", "call", "letter"]);
export type ConsentChannel = z.infer<typeof ConsentChannel>;

export const Proof = z.object({
  /** `single opt-in`: said on a form; `double opt-in`: confirmed from the mailbox itself; or by whom else. */
  how: z.enum(["single opt-in", "double opt-in", "import", "by hand", "preferences", "one click"]),
  channels: z.array(ConsentChannel),
  /** The campaigns' topics; all of them where absent. */
  topics: z.optional(z.array(z.string())),
  form: z.optional(z.string()),
  /** The campaigns' versions at that time: `green-bananas 3f2a…`. */
  version: z.optional(z.string()),
  /** The network address that it was said from. */
  ip: z.optional(z.string()),
  /** The form's page, without its query. */
  page: z.optional(z.string()),
  /**
   * The words beside the box: at most 1,000 characters, and the SHA-256 of all of them. `stated`: they are those that the
   * campaign states. `from`: whether the form sent them, or sent none and these are the campaign's; absent on old lines.
   */
  wording: z.optional(
    z.object({
      text: z.string(),
      sha256: z.string(),
      stated: z.boolean(),
      from: z.optional(z.enum(["form", "campaign"])),
    }),
  ),
});
export type Proof = z.infer<typeof Proof>;
