import { GetAccountCommand, type GetAccountCommandOutput } from "@aws-sdk/client-sesv2";
import { grouped } from "../../../workflows/rules/reputation.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import type { Check } from "../check.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";
import { leadsDue } from "../leads-due.ts";
import { awsCli, output, type Patient } from "../patient.ts";

/** Out of the sandbox, and whether SES takes as much as is due. Fields as in the API reference of SES v2, GetAccount. */
export const sesAccount: Check = {
  of: "the SES account",
  asks: ["ses:GetAccount", "dynamodb:Query"],
  async look(patient, { ses, dynamodb }) {
    const account = await ses.send(new GetAccountCommand({}));
    return [mayItSend(account, patient), ...enough(account, await due(patient, dynamodb), patient)];
  },
};

export interface Due {
  readonly hour: number;
  readonly day: number;
}

async function due(patient: Patient, dynamodb: Parameters<typeof leadsDue>[0]): Promise<Due> {
  if (patient.stack.is !== "there") return { hour: 0, day: 0 };
  const table = output(patient, "LeadTableName");
  const until = (span: number) => leadsDue(dynamodb, table, patient.now + span);
  return { hour: await until(HOUR), day: await until(DAY) };
}

type Account = Pick<
  GetAccountCommandOutput,
  "SendingEnabled" | "EnforcementStatus" | "ProductionAccessEnabled" | "Details" | "SendQuota"
>;

export function mayItSend(account: Account, patient: Patient): Finding {
  const { region } = patient;
  if (account.EnforcementStatus === "SHUTDOWN" || account.SendingEnabled === false)
    return stops(
      `SES sends nothing for this account in ${region} any more (${account.EnforcementStatus ?? "sending is off"}).`,
      "answer AWS's mail about it in the Support Center; docs/deploy.md says what complaints and bounces do",
    );
  if (!account.ProductionAccessEnabled) return inSandbox(account, patient);
  if (account.EnforcementStatus === "PROBATION")
    return warns(
      `SES has this account under review in ${region}: too many complaints or bounces.`,
      npmStanding,
    );
  return fine(`SES sends in ${region}, out of the sandbox.`);
}

const npmStanding = "npm run campaign -- standing says whose; answer AWS's mail in the Support Center";

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

/** Mails above either are refused and tried again, so they come later: only a day without any left holds them all. */
export function enough({ SendQuota }: Account, due: Due, patient: Patient): readonly Finding[] {
  const { Max24HourSend = 0, MaxSendRate = 0, SentLast24Hours = 0 } = SendQuota ?? {};
  const isUnlimited = Max24HourSend === -1;
  const left = isUnlimited
    ? Number.POSITIVE_INFINITY
    : Math.max(0, Math.floor(Max24HourSend - SentLast24Hours));
  const anHour = MaxSendRate * 3_600;
  const raise = (code: string, wanted: number) =>
    awsCli(
      patient,
      "service-quotas",
      "request-service-quota-increase",
      "--service-code",
      "ses",
      "--quota-code",
      code,
      "--desired-value",
      String(wanted),
    );
  const daily = isUnlimited ? "any number of mails" : `${grouped(Max24HourSend)} mails`;
  if (left === 0)
    return [
      stops(
        `SES has sent ${grouped(SentLast24Hours)} mails in 24 hours, which is all it may: letters wait.`,
        raise(DAILY, Math.max(Max24HourSend, due.day) * 2),
      ),
    ];
  const found = [
    ...(due.day > left
      ? [
          warns(
            `Up to ${grouped(due.day)} leads are due within a day, and SES sends ${grouped(left)} more mails in that time: the rest come later.`,
            raise(DAILY, due.day * 2),
          ),
        ]
      : []),
    ...(due.hour > anHour
      ? [
          warns(
            `Up to ${grouped(due.hour)} leads are due within the hour, and SES sends ${MaxSendRate} mails a second: the rest come later.`,
            raise(RATE, Math.ceil(due.hour / 3_600) * 2),
          ),
        ]
      : []),
  ];
  if (found.length > 0) return found;
  return [
    fine(
      `SES sends ${daily} in 24 hours (${grouped(SentLast24Hours)} sent) and ${MaxSendRate} a second; up to ${grouped(due.day)} leads are due within a day.`,
    ),
  ];
}

/** Service Quotas' codes of "Sending quota" and "Sending rate". */
const DAILY = "L-804C8AE8";
const RATE = "L-CDEF9B6B";
