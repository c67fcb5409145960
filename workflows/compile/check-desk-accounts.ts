/** Accounts: each by the domain of its people's addresses, written as mail comes from it. */
import { domainToASCII } from "node:url";
import { usableAddress } from "../rules/address.ts";
import { addressKind } from "../rules/address-kind.ts";
import type { Desk } from "../rules/desk.ts";
import type { Finding } from "./finding.ts";

export function checkAccounts({ accounts }: Desk): readonly Finding[] {
  return Object.keys(accounts).flatMap((typed) => {
    const path = ["accounts", typed];
    const domain = asInMail(typed);
    if ("problem" in usableAddress(`somebody@${domain}`, domainToASCII)) {
      const right = "Write what follows the @ of its people's addresses, such as harbour-foods.example.";
      return [{ path, wrong: `"${typed}" is no domain`, right }];
    }
    const wrong = whoseAddresses(domain);
    if (wrong !== undefined)
      return [{ path, wrong, right: "Take it out: a company is known by a domain of its own." }];
    if (domain === typed) return [];
    return [{ path, wrong: `no address ends with "${typed}"`, right: `Write ${domain}.` }];
  });
}

/** `https://www.Harbour-Foods.example/about` and `Joe@harbour-foods.example` → `harbour-foods.example`. */
function asInMail(typed: string): string {
  const [host = ""] = typed.replace(/^[a-z]+:\/\//i, "").split(/[/?#]/);
  const domain = (host.split("@").at(-1) ?? "")
    .trim()
    .toLowerCase()
    .replace(/^www\./, "");
  return domainToASCII(domain) || domain;
}

function whoseAddresses(domain: string): string | undefined {
  switch (addressKind(`somebody@${domain}`)) {
    case "free":
      return `anybody can have an address at ${domain}: it is free mail, or one slip away from it`;
    case "disposable":
      return `addresses at ${domain} are made to be thrown away`;
    default:
      return undefined;
  }
}
