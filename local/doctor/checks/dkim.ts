import type { Check } from "../check.ts";
import { awsCli, inDns } from "../commands.ts";
import { type Names, NoAnswer } from "../dns.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";
import { senderDomain } from "../own-identity.ts";
import type { Patient } from "../patient.ts";
import { type Identity, identityOf } from "./identity.ts";

/** Easy DKIM: three CNAMEs, by which SES verifies a domain and signs its mails. Where SES waits, DNS says which is missing. */
export const dkim: Check = {
  of: "the DKIM records",
  asks: ["ses:GetEmailIdentity"],
  mayStop: true,
  async look(patient, { ses, names }) {
    const found = await identityOf(ses, patient);
    if (found === undefined) return [];
    const signed = signs(found, patient);
    if (signed !== undefined) return [signed];
    return recordsIn(await withWhatDnsHas(recordsOf(found), names), found, patient);
  },
};

interface DnsRecord {
  readonly name: string;
  readonly value: string;
}

/** `found` is undefined where DNS doesn't answer. */
type SeenRecord = DnsRecord & { readonly found: readonly string[] | undefined };

/** Undefined where it depends on records that SES hasn't found. */
export function signs(
  { name, DkimAttributes: { Status, SigningEnabled } = {} }: Identity,
  patient: Patient,
): Finding | undefined {
  if (name.includes("@")) {
    const domain = senderDomain(patient);
    return warns(
      `SES sends as ${name}, an address alone, so no mail is signed by ${domain}: mailbox providers refuse bulk mail without.`,
      awsCli(patient, "sesv2", "create-email-identity", "--email-identity", domain),
    );
  }
  if (Status !== "SUCCESS") return undefined;
  if (SigningEnabled) return fine(`SES signs mails of ${name} with its DKIM key.`);
  const on = ["--email-identity", name, "--signing-enabled"];
  return warns(
    `SES knows the DKIM records of ${name}, and doesn't sign: mailbox providers refuse bulk mail without.`,
    awsCli(patient, "sesv2", "put-email-identity-dkim-attributes", ...on),
  );
}

/** `SigningHostedZone` is told for identities made since regions have zones of their own; before, all were in one. */
function recordsOf({ name, DkimAttributes }: Identity): readonly DnsRecord[] {
  const { Tokens = [], SigningHostedZone } = DkimAttributes ?? {};
  return Tokens.map((token) => ({
    name: `${token}._domainkey.${name}`,
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
  { name: domain, VerifiedForSendingStatus, DkimAttributes }: Identity,
  patient: Patient,
): readonly Finding[] {
  const worse = VerifiedForSendingStatus ? warns : stops;
  const status = DkimAttributes?.Status ?? "NOT_STARTED";
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
