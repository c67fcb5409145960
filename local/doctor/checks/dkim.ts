import type { Check } from "../check.ts";
import type { Names } from "../dns.ts";
import { NoAnswer } from "../dns.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";
import { awsCli, type Patient } from "../patient.ts";
import { type Identity, identityOf, senderDomain } from "./identity.ts";

/** Easy DKIM: three CNAMEs, by which SES verifies a domain and signs its mails. Where SES waits, DNS says which is missing. */
export const dkim: Check = {
  of: "the DKIM records",
  asks: ["ses:GetEmailIdentity"],
  async look(patient, { ses, names }) {
    const domain = senderDomain(patient);
    const found = await identityOf(ses, patient);
    if (found === undefined) return [];
    const signed = signs(found, domain);
    if (signed !== undefined) return [signed];
    return recordsIn(await inDns(recordsOf(found, domain), names), { found, domain }, patient);
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

function inDns(records: readonly DnsRecord[], names: Names): Promise<readonly SeenRecord[]> {
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

/** One finding a record that isn't as it should be. */
export function recordsIn(
  seen: readonly SeenRecord[],
  { found, domain }: { found: Identity; domain: string },
  patient: Patient,
): readonly Finding[] {
  const status = found.DkimAttributes?.Status ?? "NOT_STARTED";
  const wrong = seen.filter((record) => record.found !== undefined && !record.found.includes(record.value));
  const add = ({ name, value }: DnsRecord) => `in the DNS of ${domain}: ${name} CNAME ${value}`;
  if (wrong.length > 0)
    return wrong.map((record) =>
      stops(
        `DNS ${record.found?.length ? `leads ${record.name} to ${record.found.join(", ")}` : `has no ${record.name}`}: SES can't verify ${domain}.`,
        add(record),
      ),
    );
  if (status === "FAILED")
    return [
      stops(
        `SES looked for the DKIM records of ${domain} for 72 hours and gave up.`,
        awsCli(
          patient,
          "sesv2",
          "put-email-identity-dkim-signing-attributes",
          "--email-identity",
          domain,
          "--signing-attributes-origin",
          "AWS_SES",
        ),
      ),
    ];
  const unseen = seen.filter((record) => record.found === undefined);
  if (unseen.length > 0 || seen.length === 0)
    return [
      stops(
        `SES hasn't found the DKIM records of ${domain} (${status}), and DNS doesn't answer here.`,
        seen.map(add).join("; ") || undefined,
      ),
    ];
  return [
    stops(
      `The DKIM records of ${domain} are in DNS, and SES hasn't looked again yet (${status}).`,
      "wait: mostly minutes, at most 72 hours",
    ),
  ];
}
