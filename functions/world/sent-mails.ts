/** What is kept outside the table, so that it outlives its loss: the mails as they were sent, and marks of who was erased or left. */
import type { LeadId, Tombstone } from "../../workflows/rules/lead.ts";
import type { Instant } from "../../workflows/rules/time.ts";
import type { OutgoingMail } from "./world.ts";

/** Every mail as it was sent, for people of ours to read again. Erasing a lead must take its copies too. */
export interface SentMails {
  /** In the place of what was kept of this touch before. Throws if it can't be kept. */
  keep(leadId: LeadId, touchId: string, mail: KeptMail): Promise<void>;
  /** Undefined where no copy was kept. A lead that was erased and returned may find one of its first life: see `at`. */
  read(leadId: LeadId, touchId: string): Promise<KeptMail | undefined>;
  /** The touches of which a copy is kept. */
  list(leadId: LeadId): AsyncIterable<string>;
  /** Deletes the copies of this lead's mails that were kept until then, and says how many. */
  clear(leadId: LeadId, until: number): Promise<number>;
  /** Beside the copies, and not taken by `clear`: that a lead was erased, for whoever restores a table of before. May be asked again. */
  markErased(mark: ErasedMark): Promise<void>;
  /** All marks that are left, in any order. Who was erased several times may have several. */
  erased(): AsyncIterable<ErasedMark>;
  /** Likewise that a lead wants no mail any more, or can have none. */
  markLeft(mark: LeftMark): Promise<void>;
  /** All of these that are left, in any order, each time that a lead left. */
  left(): AsyncIterable<LeftMark>;
}

/** What a tombstone says for good. It names nobody. */
export type ErasedMark = Pick<Tombstone, "leadId" | "erasedAt" | "doNotContact">;

/** Since when no mail may go to a lead, and what it says: no more mails, no contact at all, or by a bounce or a complaint. It names nobody. */
export interface LeftMark {
  readonly leadId: LeadId;
  readonly leftAt: Instant;
  readonly why: "unsubscribed" | "no-contact" | "suppressed";
}

/** Without what only its reader may hold: no link in it lets anybody leave, confirm or answer. */
export interface KeptMail extends Pick<OutgoingMail, "to" | "subject" | "html" | "text"> {
  readonly from: string;
  /** The instant of the try that it belongs to. */
  readonly at: number;
}
