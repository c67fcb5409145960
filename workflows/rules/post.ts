/** What a form posts, or a row of an import says. */
import type { Proof } from "./consent-proof.ts";
import type { Lead, LeadId, Profile } from "./lead.ts";
import type { Instant } from "./time.ts";

/** A form post or a row of an import, parsed: what was typed, nothing that its form could not know. */
export interface FormPost {
  readonly leadId: LeadId;
  readonly address: string;
  /** The form's name, or the import's. */
  readonly form: string;
  /** A post where absent. Whom we add ourselves has raised no hand, and shown no interest yet. */
  readonly by?: "form" | "import" | "hand";
  readonly profile: Profile;
  readonly answers: Readonly<Record<string, string>>;
  readonly utm: Readonly<Record<string, string>>;
  /** The host of the page that led to the form: never its path, which may say who was reading. */
  readonly referrer?: string;
  /** Whether it agrees to mail. */
  readonly consent: boolean;
  /** What else it agrees to, each for itself: calls and letters then outlast leaving the mails. */
  readonly channels?: readonly ("call" | "letter")[];
  /** Where it was said, and in which words. */
  readonly proof?: Pick<Proof, "ip" | "page" | "wording">;
  /** Names the mailbox behind the address, whatever its spelling: see the sending limit. */
  readonly mailbox?: string;
  /** Where no box was ticked: how it agreed, as whoever imports it says. */
  readonly consentHow?: string;
  readonly owner?: NonNullable<Lead["owner"]>;
  readonly at: Instant;
  /** When its campaigns begin; imports are spread over some hours. With the post where absent. */
  readonly startsAt?: Instant;
  /** A hash of what was posted: the same content on the same day is the same post; an import's row is the same on any day. */
  readonly fingerprint: string;
}
