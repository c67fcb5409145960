import type { Check } from "../check.ts";
import { awsCli, deployAnew, inDns } from "../commands.ts";
import { type Names, NoAnswer } from "../dns.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";
import { makesIdentity, senderDomain } from "../own-identity.ts";
import type { Patient } from "../patient.ts";
import { type Identity, identityOf } from "./identity.ts";

/** Where bounces go: with a subdomain of the sender's, SPF speaks for the sender too, and not for amazonses.com alone. */
export const mailFrom: Check = {
  of: "the custom MAIL FROM",
  asks: ["ses:GetEmailIdentity"],
  mayStop: true,
  async look(patient, { ses, names }) {
    const found = await identityOf(ses, patient);
    if (found === undefined) return [];
    const attributes = found.MailFromAttributes;
    const isSettled = attributes?.MailFromDomainStatus === "SUCCESS" || !attributes?.MailFromDomain;
    const missing = isSettled
      ? []
      : await missingRecords(attributes.MailFromDomain ?? "", patient.region, names);
    return bouncesTo(found, missing, patient);
  },
};

/** As the developer guide of SES has them, "Using a custom MAIL FROM domain": one MX record alone. Undefined where DNS doesn't answer. */
async function missingRecords(
  domain: string,
  region: string,
  names: Names,
): Promise<readonly string[] | undefined> {
  const host = `feedback-smtp.${region}.amazonses.com`;
  try {
    const [servers, texts] = await Promise.all([names.mailServers(domain), names.texts(domain)]);
    return [
      ...(servers.every((server) => server === host) && servers.length > 0
        ? []
        : [`${domain} MX 10 ${host}${servers.length > 0 ? ", and no other MX" : ""}`]),
      ...(texts.some((text) => text.startsWith("v=spf1") && text.includes("include:amazonses.com"))
        ? []
        : [`${domain} TXT "v=spf1 include:amazonses.com ~all"`]),
    ];
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

export function bouncesTo(
  { name, MailFromAttributes }: Pick<Identity, "name" | "MailFromAttributes">,
  missing: readonly string[] | undefined,
  patient: Patient,
): readonly Finding[] {
  const {
    MailFromDomain: domain,
    MailFromDomainStatus: status,
    BehaviorOnMxFailure,
  } = MailFromAttributes ?? {};
  if (!domain)
    return [
      warns(
        `${name} has no MAIL FROM domain of its own, so SPF speaks for amazonses.com and not for it.`,
        setBy(name, patient),
      ),
    ];
  if (status === "SUCCESS") return [fine(`Bounces of ${name} go to ${domain}.`)];
  // REJECT_MESSAGE makes SES refuse every mail until the MX record is there.
  const worse = BehaviorOnMxFailure === "REJECT_MESSAGE" ? stops : warns;
  const what = `SES hasn't found the records of the MAIL FROM domain ${domain} (${status})`;
  if (missing === undefined) return [worse(`${what}, and DNS doesn't answer here.`)];
  if (missing.length === 0)
    return [worse(`${what}; they are in DNS.`, "wait: mostly minutes, at most 72 hours")];
  return missing.map((record) => worse(`${what}.`, inDns(senderDomain(patient), record)));
}

function setBy(name: string, patient: Patient): string {
  if (makesIdentity(patient)) return deployAnew(patient);
  const words = [
    "--email-identity",
    name,
    "--mail-from-domain",
    `mail.${senderDomain(patient)}`,
    "--behavior-on-mx-failure",
    "USE_DEFAULT_VALUE",
  ];
  return awsCli(patient, "sesv2", "put-email-identity-mail-from-attributes", ...words);
}
