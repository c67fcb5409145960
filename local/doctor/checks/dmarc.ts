import { addressOf } from "../../../infra/setting-forms.ts";
import type { Check } from "../check.ts";
import { inDns } from "../commands.ts";
import { type Names, NoAnswer } from "../dns.ts";
import { type Finding, fine, unknown, warns } from "../finding.ts";
import { isNobodys, senderDomain } from "../own-identity.ts";
import type { Patient } from "../patient.ts";

/** What receivers are to do with mail that isn't signed for the domain. Gmail and Yahoo ask it of whoever sends in bulk. */
export const dmarc: Check = {
  of: "the DMARC record",
  asks: [],
  async look(patient, { names }) {
    const domain = senderDomain(patient);
    return isNobodys(domain) ? [] : [polices(await policyOf(domain, names), patient)];
  },
};

/** Where a record was found, and all that are there. */
export type Policy =
  | { readonly at: string; readonly records: readonly string[] }
  | { readonly noAnswer: string }
  | undefined;

/** A subdomain is under its parent's policy (RFC 7489, 6.6.3): the name itself first, then those above it. */
async function policyOf(domain: string, names: Names): Promise<Policy> {
  const labels = domain.split(".");
  const above = labels.slice(0, -1).map((_, n) => labels.slice(n).join("."));
  try {
    for (const each of above) {
      const records = (await names.texts(`_dmarc.${each}`)).filter((text) => /^v=DMARC1\b/.test(text));
      if (records.length > 0) return { at: each, records };
    }
    return undefined;
  } catch (error) {
    if (error instanceof NoAnswer) return { noAnswer: error.message };
    throw error;
  }
}

export function polices(policy: Policy, patient: Patient): Finding {
  const domain = senderDomain(patient);
  const wanted = `_dmarc.${domain} TXT "v=DMARC1; p=none; rua=mailto:${addressOf(patient.settings.replyTo)}"`;
  const add = inDns(domain, wanted);
  if (policy === undefined)
    return warns(`DNS has no DMARC record for ${domain}: Gmail and Yahoo refuse bulk mail without one.`, add);
  if ("noAnswer" in policy)
    return unknown(
      `Couldn't look at the DMARC record of ${domain}: ${policy.noAnswer}.`,
      `dig +short TXT _dmarc.${domain}`,
    );
  const { at, records } = policy;
  if (records.length > 1)
    return warns(
      `DNS has ${records.length} DMARC records for ${at}, and receivers take none of them.`,
      inDns(at, "keep one"),
    );
  const [record = ""] = records;
  const asked = (at === domain ? undefined : statedIn(record, "sp")) ?? statedIn(record, "p");
  if (asked === undefined)
    return warns(
      `The DMARC record of ${at} states no policy that there is (p=none, quarantine or reject), so receivers do as they like.`,
      add,
    );
  return fine(`${domain} is under the DMARC policy ${asked}${at === domain ? "" : `, of ${at}`}.`);
}

/** `sp` is what a domain asks for its subdomains, `p` where it says nothing of them (RFC 7489, 6.3). */
const statedIn = (record: string, tag: "p" | "sp") =>
  new RegExp(`;\\s*${tag}\\s*=\\s*(none|quarantine|reject)\\b`, "i").exec(record)?.[1]?.toLowerCase();
