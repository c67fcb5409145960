import {
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  NotFoundException,
  type SESv2Client,
} from "@aws-sdk/client-sesv2";
import { addressOf, domainOf } from "../../../infra/setting-forms.ts";
import type { Check } from "../check.ts";
import { awsCli, deployAnew } from "../commands.ts";
import { type Finding, fine, stops, unknown, warns } from "../finding.ts";
import type { Patient } from "../patient.ts";

/** Whether SES may send for the sender's domain. Fields as in the API reference of SES v2, GetEmailIdentity. */
export const identity: Check = {
  of: "the sender's identity",
  asks: ["ses:GetEmailIdentity"],
  mayStop: true,
  async look(patient, { ses }) {
    return verified(await identityOf(ses, patient), patient);
  },
};

export type Identity = Pick<
  GetEmailIdentityCommandOutput,
  "VerifiedForSendingStatus" | "VerificationStatus" | "DkimAttributes" | "MailFromAttributes"
>;

/** What the stack sends as, or will. A stack that uses an identity of somebody else's has none of its own. */
export function senderDomain({ stack, settings }: Patient): string {
  const made =
    stack.is === "there" ? stack.resources.find(({ type }) => type === "AWS::SES::EmailIdentity") : undefined;
  return made?.name ?? domainOf(settings.sender);
}

/** The sample's: settings with example values are a finding of their own. */
export const isNobodys = (domain: string) => domain.endsWith(".example");

/** Undefined where SES knows none in this region. One that somebody else made may be of the address alone. */
export async function identityOf(ses: SESv2Client, patient: Patient): Promise<Identity | undefined> {
  const { identity, sender } = patient.settings;
  for (const name of [senderDomain(patient), ...(identity === "existing" ? [addressOf(sender)] : [])])
    try {
      return await ses.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
    } catch (error) {
      if (!(error instanceof NotFoundException)) throw error;
    }
  return undefined;
}

/** Nothing where its DKIM records are all that is missing: the check of those names them. */
export function verified(found: Identity | undefined, patient: Patient): readonly Finding[] {
  const domain = senderDomain(patient);
  const { stack, settings, region } = patient;
  if (found === undefined) return isNobodys(domain) ? [] : [lacking(domain, patient)];
  // CloudFormation refuses to create what is there already.
  if (stack.is === "absent" && settings.identity === "create")
    return [
      stops(
        `SES has ${domain} in ${region} already, so a deployment that creates it will fail.`,
        `${deployAnew(patient)} -c identity=existing`,
      ),
    ];
  if (found.VerifiedForSendingStatus) return [fine(`SES may send for ${domain}.`)];
  if (found.DkimAttributes?.Tokens?.length) return [];
  return [refused(found, domain, patient)];
}

function refused({ VerificationStatus: status }: Identity, domain: string, patient: Patient): Finding {
  const shown = awsCli(patient, "sesv2", "get-email-identity", "--email-identity", domain);
  // "Verified" and "may send" are two things: SES stops an identity of which it doubts the good use.
  if (status === "SUCCESS")
    return stops(
      `SES has verified ${domain} and sends nothing for it all the same: AWS has stopped it.`,
      `ask AWS why, in a case of the Support Center; SES shows what it has of it by ${shown}`,
    );
  return stops(`SES may not send for ${domain} (${status ?? "not verified"}).`, shown);
}

function lacking(domain: string, patient: Patient): Finding {
  const { stack, settings, region } = patient;
  const create = awsCli(patient, "sesv2", "create-email-identity", "--email-identity", domain);
  if (settings.identity === "existing")
    return stops(`SES has no identity ${domain} in ${region}, and cdk.json says that there is one.`, create);
  if (stack.is === "there") return stops(`SES has lost the identity ${domain} in ${region}.`, create);
  if (stack.is === "unseen")
    return unknown(
      `SES has no identity ${domain} in ${region}: a stack that stands sends nothing then, the first deployment makes it.`,
      create,
    );
  return warns(
    `SES has no identity ${domain} in ${region} yet: the deployment makes it, and tells three records for its DNS.`,
    deployAnew(patient),
  );
}
