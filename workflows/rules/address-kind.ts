/** What kind of mailbox an address is: somebody's at a firm, an office's, free mail, or one to throw away. */
import { DISPOSABLE_DOMAINS, FREE_DOMAINS, FREE_NAMES, OFTEN_MISTYPED, ROLES } from "./address-lists.ts";
import { oneSlipApart } from "./slip.ts";

export type AddressKind = "role" | "free" | "disposable" | "company";

/** Where several hold, the one that says most against the lead: disposable, free, role. A slip in a free domain is free. */
export function addressKind(address: string): AddressKind {
  const { local, domain } = split(address);
  if (within(domain, DISPOSABLE_DOMAINS)) return "disposable";
  if (isFree(domain) || typoHint(address) !== undefined) return "free";
  return isRole(local) ? "role" : "company";
}

/** The domain that was probably meant: `gmail.com` for `gmial.com`. One slip of the fingers away and no provider itself. */
export function typoHint(address: string): string | undefined {
  const { domain } = split(address);
  if (isFree(domain) || within(domain, DISPOSABLE_DOMAINS)) return undefined;
  return OFTEN_MISTYPED.find((right) => oneSlipApart(domain, right));
}

/** `info` or `Sales Team` where a person's name belongs. */
export function isRoleName(name: string): boolean {
  return isRole(name.trim().toLowerCase().replace(/\s+/g, "-"));
}

function split(address: string): { local: string; domain: string } {
  const lower = address.trim().toLowerCase();
  const at = lower.lastIndexOf("@");
  return { local: lower.slice(0, Math.max(at, 0)), domain: lower.slice(at + 1) };
}

/** `info`, `info+web`, `sales-eu`, `kontakt.de`; not `info.smith`. */
function isRole(local: string): boolean {
  const [first = "", ...rest] = (local.split("+")[0] ?? "").split(/[._-]/);
  if (ROLES.has([first, ...rest].join(""))) return true;
  return ROLES.has(first) && rest.every((part) => part.length <= 3 || ROLES.has(part));
}

function isFree(domain: string): boolean {
  const [name = "", ...top] = domain.split(".");
  return (
    FREE_DOMAINS.has(domain) ||
    (FREE_NAMES.has(name) && top.length > 0 && top.every((part) => part.length <= 3 && part !== "example"))
  );
}

/** The domain itself or one below it: `x.mailinator.com`. */
function within(domain: string, domains: ReadonlySet<string>): boolean {
  const labels = domain.split(".");
  return labels.some((_, at) => domains.has(labels.slice(at).join(".")));
}
