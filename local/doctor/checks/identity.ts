import {
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  NotFoundException,
  type SESv2Client,
} from "@aws-sdk/client-sesv2";
import { addressOf } from "../../../infra/setting-forms.ts";
import type { Check } from "../check.ts";
import { awsCli, deployAnew } from "../commands.ts";
import { type Finding, fine, stops, unknown, warns } from "../finding.ts";
import { isNobodys, makesIdentity, senderDomain } from "../own-identity.ts";
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
> & {
  /** A domain, or an address alone. */
  readonly name: string;
};

/** Undefined where SES knows none in this region. One that somebody else made may be of the address alone. */
export async function identityOf(ses: SESv2Client, patient: Patient): Promise<Identity | undefined> {
  const borrowed = makesIdentity(patient) ? [] : [addressOf(patient.settings.sender)];
  for (const name of [senderDomain(patient), ...borrowed])
    try {
      return { name, ...(await ses.send(new GetEmailIdentityCommand({ EmailIdentity: name }))) };
    } catch (error) {
      if (!(error instanceof NotFoundException)) throw error;
    }
  return undefined;
}

/** Nothing where its DKIM records are all that is missing: the check of those names them. */
export function verified(found: Identity | undefined, patient: Patient): readonly Finding[] {
  const { stack, settings, region } = patient;
  if (found === undefined) {
    const domain = senderDomain(patient);
    return isNobodys(domain) ? [] : [lacking(domain, patient)];
  }
  const { name } = found;
  // CloudFormation refuses to create what is there already.
  if (stack.is === "absent" && settings.identity === "create")
    return [
      stops(
        `SES has ${name} in ${region} already, so a deployment that creates it will fail.`,
        `${deployAnew(patient)} -c identity=existing`,
      ),
    ];
  if (found.VerifiedForSendingStatus) return [fine(`SES may send for ${name}.`)];
  if (found.DkimAttributes?.Tokens?.length) return [];
  return [refused(found, patient)];
}

function refused({ name, VerificationStatus: status }: Identity, patient: Patient): Finding {
  const shown = awsCli(patient, "sesv2", "get-email-identity", "--email-identity", name);
  // "Verified" and "may send" are two things: SES stops an identity of which it doubts the good use.
  if (status === "SUCCESS")
    return stops(
      `SES has verified ${name} and sends nothing for it all the same: AWS has stopped it.`,
      `ask AWS why, in a case of the Support Center; SES shows what it has of it by ${shown}`,
    );
  return stops(`SES may not send for ${name} (${status ?? "not verified"}).`, shown);
}

function lacking(domain: string, patient: Patient): Finding {
  const { stack, stackName, region } = patient;
  const create = awsCli(patient, "sesv2", "create-email-identity", "--email-identity", domain);
  if (!makesIdentity(patient))
    return stops(
      `SES has no identity ${domain} in ${region}, and ${stackName} makes none: it is to send as one that is there.`,
      create,
    );
  if (stack.is === "there") return stops(`SES has lost the identity ${domain} in ${region}.`, create);
  if (stack.is === "unseen")
    return unknown(
      `SES has no identity ${domain} in ${region}: a stack that stands sends nothing then, the first deployment makes it.`,
      create,
    );
  return warns(
    `SES has no identity ${domain} in ${region} yet: the deployment makes it, and tells six records for its DNS.`,
    deployAnew(patient),
  );
}
