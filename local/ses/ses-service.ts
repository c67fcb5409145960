/** The calls of SES v2 that the laptop answers. */
import { notOffered } from "../aws/refusal.ts";
import { type AwsCall, type AwsService, jsonInput, restJson } from "../aws/wire.ts";
import type { PostOffice } from "./post-office.ts";
import { readLetter } from "./send-email.ts";

const DAY = 86_400_000;

export function sesService(office: PostOffice, now: () => number): AwsService {
  const calls: Readonly<Record<string, (call: AwsCall) => unknown>> = {
    SendEmail: (call) => ({
      MessageId: office.accept(readLetter(office.settings, jsonInput(call), now())),
    }),
    GetAccount: () => account(office, now()),
  };
  return async (call, action) => {
    const answer = calls[action];
    if (answer === undefined) throw notOffered(`SES v2's ${action}`);
    return restJson(answer(call));
  };
}

const actions: Readonly<Record<string, string>> = {
  "POST /v2/email/outbound-emails": "SendEmail",
  "GET /v2/email/account": "GetAccount",
};

/** The name of the action where it is known; otherwise what the wire says. */
export function sesAction({ method, path }: AwsCall): string {
  const asked = `${method} ${path}`;
  return actions[asked] ?? asked;
}

/** An account out of the sandbox, with the quota that SES gives most at first. */
function account({ store, settings }: PostOffice, now: number) {
  const reasons = [...settings.configurationSets.values()].flatMap((set) => [...set.suppressedReasons]);
  return {
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: "HEALTHY",
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: store.sentSince(now - DAY) },
    SuppressionAttributes: { SuppressedReasons: [...new Set(reasons)] },
  };
}
