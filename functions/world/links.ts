/** The links that Ripen signs: what each says, and for whom it opens. */
import type { LeadId } from "../../workflows/rules/lead.ts";

export type LinkPurpose =
  | "unsubscribe"
  | "confirm"
  | "handoff"
  | "task"
  | "question"
  | "dossier"
  | "preferences";

export interface LinkClaims {
  readonly purpose: LinkPurpose;
  readonly leadId: LeadId;
  /** The hand-off's number. */
  readonly n?: number;
  /** When it was released: a lead that was erased and returned counts its hand-offs anew. */
  readonly releasedAt?: number;
  /** The touch whose mail carries the link, or that is the task. */
  readonly touchId?: string;
  /** When the lead came: one that was erased and returned counts its touches anew. */
  readonly since?: number;
  /** After this instant the link no longer opens. Unsubscribe links have none. */
  readonly expiresAt?: number;
}

/** The link to what one person of the sales desk has to do. It speaks of no lead. */
export interface DeskClaims {
  /** The person's key on the desk. */
  readonly person: string;
  readonly expiresAt: number;
}

/** What an opened link says. */
export interface OpenedLink extends LinkClaims {
  /** Signed by a key older than the previous one: whoever stole that may have made it, so it leads on to nothing else. */
  readonly isOfOldKey?: true;
}

export interface Links {
  /** The whole URL on our API. */
  url(claims: LinkClaims): Promise<string>;
  /** Undefined for anything forged, for another purpose, expired at `now`, or signed with a key that no longer opens it. */
  open(purpose: LinkPurpose, token: string, now: number): Promise<OpenedLink | undefined>;
  deskUrl(claims: DeskClaims): Promise<string>;
  /** Undefined for anything forged or for another purpose. One that is too old opens too and says since when: its holder may ask for a new one. */
  openDesk(token: string): Promise<DeskClaims | undefined>;
  /** A token, no URL, that says when a form was shown, in milliseconds, and nothing else: not to whom, nor which. */
  formStamp(at: number): Promise<string>;
  /** Undefined for anything forged or for another purpose. However old: its reader asks how old. The same stamp opens again and again. */
  openFormStamp(token: string): Promise<{ readonly at: number } | undefined>;
}
