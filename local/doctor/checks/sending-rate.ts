import { GetAccountCommand, type GetAccountCommandOutput } from "@aws-sdk/client-sesv2";
import { grouped } from "../../../workflows/rules/reputation.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import type { Check } from "../check.ts";
import { awsCli, quotaIncrease } from "../commands.ts";
import { type Finding, fine, stops, unknown, warns } from "../finding.ts";
import { leadsDue } from "../leads-due.ts";
import { output, type Patient } from "../patient.ts";

/** Whether SES takes as much as is due. */
export const sendingRate: Check = {
  of: "the sending rate",
  asks: ["ses:GetAccount", "dynamodb:Query"],
  mayStop: true,
  async look(patient, { ses, dynamodb }) {
    const account = await ses.send(new GetAccountCommand({}));
    return enough(account, await due(patient, dynamodb), patient);
  },
};

export interface Due {
  readonly hour: number;
  readonly day: number;
}

async function due(patient: Patient, dynamodb: Parameters<typeof leadsDue>[0]): Promise<Due | undefined> {
  if (patient.stack.is !== "there") return undefined;
  const table = output(patient, "LeadTableName");
  const until = (span: number) => leadsDue(dynamodb, table, patient.now + span);
  return { hour: await until(HOUR), day: await until(DAY) };
}

type Account = Pick<GetAccountCommandOutput, "SendQuota">;

/**
 * Mails above either are refused and tried again, so they come later: only a day without any left holds them all. `due` is
 * undefined where there is no table to ask, or none could be seen.
 */
export function enough({ SendQuota }: Account, due: Due | undefined, patient: Patient): readonly Finding[] {
  const { Max24HourSend: daily, MaxSendRate: rate, SentLast24Hours: sent } = SendQuota ?? {};
  if (daily === undefined || rate === undefined || sent === undefined)
    return [unknown("SES doesn't tell how much it sends here.", awsCli(patient, "sesv2", "get-account"))];
  // API reference: "A value of -1 signifies an unlimited quota."
  const left = daily === -1 ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(daily - sent));
  const all = daily === -1 ? "any number of mails" : `${grouped(daily)} mails`;
  const has = `SES sends ${all} in 24 hours (${grouped(sent)} sent) and ${rate} a second`;
  if (left === 0) {
    const mend = quotaIncrease(patient, "ses", DAILY, Math.max(daily, due?.day ?? 0) * 2);
    return [stops(`${has}: letters wait until there is room again.`, mend)];
  }
  if (due === undefined)
    return [
      patient.stack.is === "unseen"
        ? unknown(`${has}; how much is due, nobody knows until the stack can be seen.`)
        : fine(`${has}.`),
    ];
  const found = [...ofTheDay(due, left, patient), ...ofTheHour(due, rate, patient)];
  return found.length > 0 ? found : [fine(`${has}; at most ${leads(due.day)} due within a day.`)];
}

function ofTheDay({ day }: Due, left: number, patient: Patient): readonly Finding[] {
  if (day <= left) return [];
  const what = `At most ${leads(day)} due within a day, and SES sends ${grouped(left)} mails more in that time: the rest come later.`;
  return [warns(what, quotaIncrease(patient, "ses", DAILY, day * 2))];
}

function ofTheHour({ hour }: Due, rate: number, patient: Patient): readonly Finding[] {
  if (hour <= rate * 3_600) return [];
  const what = `At most ${leads(hour)} due within the hour, and SES sends ${rate} mails a second: the rest come later.`;
  return [warns(what, quotaIncrease(patient, "ses", RATE, Math.ceil(hour / 3_600) * 2))];
}

const leads = (count: number) => (count === 1 ? "1 lead is" : `${grouped(count)} leads are`);

/** Service Quotas' codes of "Sending quota" and "Sending rate". */
const DAILY = "L-804C8AE8";
const RATE = "L-CDEF9B6B";
