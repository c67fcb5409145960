/** Who a mail is from: `Nora Quinn <nora@orchard-cold-chain.example>`, or one half of it. What isn't said is the stack's. */
import { usableAddress } from "./address.ts";
import type { Lead } from "./lead.ts";

type Owner = NonNullable<Lead["owner"]>;

export interface Sender {
  readonly name: string | undefined;
  readonly address: string | undefined;
}

/** Undefined where the text is no sender: an address nobody can write to, or a name that would break a header. */
export function readSender(text: string): Sender | undefined {
  const [, before, inside] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? [undefined, text.trim()];
  const alone = before?.includes("@") ? before : undefined;
  const address = inside ?? alone;
  const name = alone === undefined ? before?.trim().replace(/^"(.*)"$/, "$1") : undefined;
  if (address !== undefined && !("address" in usableAddress(address))) return undefined;
  if (name !== undefined && !NAME.test(name)) return undefined;
  return name || address ? { name: name || undefined, address: address?.trim() } : undefined;
}

/** What no mail program takes for anything but a name. At most 60 characters: phones show about half of it. */
const NAME = /^[^<>@"\\{}\p{C}]{0,60}$/u;

/** `said` where it says something, `otherwise` (a mailbox) for the half that it leaves out. */
export function senderOf(said: string | undefined, otherwise: string): string {
  const own = said === undefined ? undefined : readSender(said);
  if (own === undefined) return otherwise;
  const [, stacksName = "", stacksAddress = otherwise] = MAILBOX.exec(otherwise.trim()) ?? [];
  const name = own.name ?? stacksName;
  const address = own.address ?? stacksAddress;
  return name === "" ? address : `${name} <${address}>`;
}

/**
 * From the lead's owner, who is answered too. By the owner's own address only if it is of the same domain as
 * `otherwise`, the mailbox it would come from without an owner: the mail service sends for that domain alone.
 */
export function fromOwner(
  owner: Owner,
  otherwise: string,
): { readonly from: string; readonly replyTo: string } {
  const domain = (mailbox: string) => mailbox.replace(/>$/, "").split("@").at(-1)?.toLowerCase();
  const own = domain(owner.address) === domain(otherwise) ? `${owner.name} <${owner.address}>` : owner.name;
  return { from: senderOf(own, otherwise), replyTo: owner.address };
}

const MAILBOX = /^"?(.*?)"?\s*<([^<>]+)>$/;
