import { GetAccountCommand, type GetAccountCommandOutput } from "@aws-sdk/client-sesv2";
import type { Check } from "../check.ts";
import { awsCli, npmRun } from "../commands.ts";
import { type Finding, fine, stops, unknown, warns } from "../finding.ts";
import type { Patient } from "../patient.ts";

/** Whether SES sends at all, and to everybody. Fields as in the API reference of SES v2, GetAccount. */
export const sesAccount: Check = {
  of: "the SES account",
  asks: ["ses:GetAccount"],
  mayStop: true,
  async look(patient, { ses }) {
    return [mayItSend(await ses.send(new GetAccountCommand({})), patient)];
  },
};

type Account = Pick<
  GetAccountCommandOutput,
  "SendingEnabled" | "EnforcementStatus" | "ProductionAccessEnabled" | "Details"
>;

export function mayItSend(account: Account, patient: Patient): Finding {
  const { region } = patient;
  if (account.ProductionAccessEnabled === undefined || account.SendingEnabled === undefined)
    return unknown(
      `SES doesn't tell whether it sends in ${region}.`,
      awsCli(patient, "sesv2", "get-account"),
    );
  if (account.EnforcementStatus === "SHUTDOWN")
    return stops(
      `SES sends nothing for this account in ${region} any more (SHUTDOWN).`,
      "answer AWS's mail about it in the Support Center",
    );
  // API reference, PutAccountSendingAttributes: what AWS itself paused it doesn't resume.
  if (!account.SendingEnabled)
    return stops(
      `SES sends nothing for this account in ${region}: somebody of it switched sending off.`,
      awsCli(patient, "sesv2", "put-account-sending-attributes", "--sending-enabled"),
    );
  if (!account.ProductionAccessEnabled) return inSandbox(account, patient);
  if (account.EnforcementStatus === "PROBATION")
    return warns(
      `SES has this account under review in ${region}: too many complaints or bounces.`,
      npmRun(patient, "campaign", "standing"),
    );
  return fine(`SES sends in ${region}, out of the sandbox.`);
}

function inSandbox({ Details }: Account, patient: Patient): Finding {
  const { Status, CaseId } = Details?.ReviewDetails ?? {};
  const what = `SES keeps ${patient.region} in the sandbox: it sends to verified addresses only, 200 mails a day`;
  if (Status === "PENDING")
    return stops(
      `${what}; AWS is looking at your request${caseNamed(CaseId)}.`,
      "wait for AWS's answer, mostly within a day",
    );
  if (Status === "DENIED")
    return stops(
      `${what}; AWS said no to your request${caseNamed(CaseId)}.`,
      "answer in that case in the Support Center",
    );
  const site = patient.settings.allowedOrigins[0] ?? "";
  const request = [
    "--production-access-enabled",
    "--mail-type",
    "MARKETING",
    "--website-url",
    site,
    "--contact-language",
    "EN",
  ];
  return stops(`${what}.`, awsCli(patient, "sesv2", "put-account-details", ...request));
}

const caseNamed = (id: string | undefined) => (id === undefined ? "" : ` (case ${id})`);
