import type { Check } from "../check.ts";
import { awsCli, inDns } from "../commands.ts";
import type { Names } from "../dns.ts";
import { NoAnswer } from "../dns.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";
import type { Patient } from "../patient.ts";
import { type Identity, identityOf, senderDomain } from "./identity.ts";

/** Easy DKIM: three CNAMEs, by which SES verifies a domain and signs its mails. Where SES waits, DNS says which is missing. */
export const dkim: Check = {
  of: "the DKIM records",
  asks: ["ses:GetEmailIdentity"],
  mayStop: true,
  async look(patient, { ses, names }) {
    const domain = senderDomain(patient);
    const found = await identityOf(ses, patient);
    if (found === undefined) return [];
    const signed = signs(found, domain);
    if (signed !== undefined) return [signed];
    return recordsIn(await withWhatDnsHas(recordsOf(found, domain), names), { found, domain }, patient);
  },
};

export interface DnsRecord {
  readonly name: string;
  readonly value: string;
}

/** `found` is undefined where DNS doesn't answer. */
export type SeenRecord = DnsRecord & { readonly found: readonly string[] | undefined };

function signs(
  { DkimAttributes: { Status, SigningEnabled } = {} }: Identity,
  domain: string,
): Finding | undefined {
  if (Status !== "SUCCESS") return undefined;
  if (SigningEnabled) return fine(`SES signs mails of ${domain} with its DKIM key.`);
  return warns(
    `SES knows the DKIM records of ${domain}, and doesn't sign: mailbox providers refuse bulk mail without.`,
  );
}

/** `SigningHostedZone` is told for identities made since regions have zones of their own; before, all were in one. */
export function recordsOf({ DkimAttributes }: Identity, domain: string): readonly DnsRecord[] {
  const { Tokens = [], SigningHostedZone } = (DkimAttributes ?? {}) as {
    Tokens?: string[];
    SigningHostedZone?: string;
  };
  return Tokens.map((token) => ({
    name: `${token}._domainkey.${domain}`,
    value: `${token}.${SigningHostedZone ?? "dkim.amazonses.com"}`,
  }));
}

function withWhatDnsHas(records: readonly DnsRecord[], names: Names): Promise<readonly SeenRecord[]> {
  return Promise.all(
    records.map(async (record) => {
      const found = await names.aliases(record.name).catch((error: unknown) => {
        if (error instanceof NoAnswer) return undefined;
        throw error;
      });
      return { ...record, found };
    }),
  );
}

/** One finding a record that isn't as it should be; it stops nothing where SES may send all the same. */
export function recordsIn(
  seen: readonly SeenRecord[],
  { found, domain }: { found: Identity; domain: string },
  patient: Patient,
): readonly Finding[] {
  const worse = found.VerifiedForSendingStatus ? warns : stops;
  const status = found.DkimAttributes?.Status ?? "NOT_STARTED";
  const add = ({ name, value }: DnsRecord) => inDns(domain, `${name} CNAME ${value}`);
  const waits = `SES hasn't found the DKIM records of ${domain} (${status})`;
  const wrong = seen.filter((record) => record.found !== undefined && !record.found.includes(record.value));
  if (wrong.length > 0) return wrong.map((record) => worse(`${waits}: DNS ${instead(record)}.`, add(record)));
  if (seen.length === 0 || status === "FAILED") {
    const anew = ["--email-identity", domain, "--signing-attributes-origin", "AWS_SES"];
    const mend = awsCli(patient, "sesv2", "put-email-identity-dkim-signing-attributes", ...anew);
    return [worse(`${waits} and looks no more.`, mend)];
  }
  if (seen.some((record) => record.found === undefined))
    return [worse(`${waits}, and DNS doesn't answer here.`, seen.map(add).join("; "))];
  return [worse(`${waits}; they are in DNS.`, "wait: mostly minutes, at most 72 hours")];
}

const instead = ({ name, found = [] }: SeenRecord) =>
  found.length === 0 ? `has no ${name}` : `leads ${name} to ${found.join(", ")}`;
