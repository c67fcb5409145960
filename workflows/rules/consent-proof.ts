/** What stands as proof of a consent, or of its end: when is the ledger line's own, the rest is here. */
import * as z from "zod";

/** What one may be reached by. A letter is anything that comes by post. */
export const ConsentChannel = z.enum(["mail", "call", "letter"]);
export type ConsentChannel = z.infer<typeof ConsentChannel>;

export const Proof = z.object({
  /** `single opt-in`: said on a form; `double opt-in`: confirmed from the mailbox itself; or by whom else. */
  how: z.enum(["single opt-in", "double opt-in", "import", "by hand", "preferences", "one click"]),
  channels: z.array(ConsentChannel),
  /** The campaigns' topics; all of them where absent. */
  topics: z.array(z.string()).optional(),
  form: z.string().optional(),
  /** The campaigns' versions at that time: `green-bananas 3f2a…`. */
  version: z.string().optional(),
  /** The network address that it was said from. */
  ip: z.string().optional(),
  /** The form's page, without its query. */
  page: z.string().optional(),
  /**
   * The words beside the box: at most 1,000 characters, and the SHA-256 of all of them. `stated`: they are those that the
   * campaign states. `from`: whether the form sent them, or sent none and these are the campaign's; absent on old lines.
   */
  wording: z
    .object({
      text: z.string(),
      sha256: z.string(),
      stated: z.boolean(),
      from: z.enum(["form", "campaign"]).optional(),
    })
    .optional(),
});
export type Proof = z.infer<typeof Proof>;
