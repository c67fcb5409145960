/** What reaches us of a mail: that its picture or one of its links was fetched, and, for the label, by whom. */
import type { ScannerKind } from "./scanners.ts";

/** What made a fetch, as whoever wrote the corpus knows it. SES's record holds nothing of this. */
export type Label =
  | { readonly by: "person"; readonly kind: PersonKind }
  | { readonly by: "machine"; readonly kind: ScannerKind | CompanionKind };

export type PersonKind =
  | "nobody's scanner near"
  | "behind a scanner"
  | "behind a scanner that checks at the click"
  | "in an office behind one address"
  | "got it forwarded";

/** Machines that come because a person acts, or that show a mail before anybody looks. */
export type CompanionKind = "a check at the click" | "a chat's preview" | "a mail program's prefetch";

export interface Fetch {
  /** A link by its name, or the picture that tells of an open. */
  readonly what: { readonly link: string } | "picture";
  readonly at: number;
  readonly label: Label;
  readonly agent: string;
  readonly ip: string;
  /** SES's own word, which may be missing, and may be wrong. */
  readonly isBotEvent: "Likely" | "Unlikely" | undefined;
}

/** A mail as it went to one lead. */
export interface Mail {
  readonly lead: string;
  readonly touchId: string;
  readonly attempt: string;
  readonly messageId: string;
  readonly sentAt: number;
  /** The names of the links that its reader sees. */
  readonly links: readonly string[];
}
