/** The calls of SES v2 that the laptop answers. */
import { AwsRefusal, notOffered } from "../aws/refusal.ts";
import { type AwsCall, type AwsService, jsonInput, restJson } from "../aws/wire.ts";
import type { PostOffice } from "./post-office.ts";
import { readLetter } from "./send-email.ts";
import type { SesSettings } from "./ses-settings.ts";

const DAY = 86_400_000;

export function sesService(office: PostOffice, now: () => number): AwsService {
  const calls: Readonly<Record<string, (call: AwsCall) => unknown>> = {
    SendEmail: (call) => ({
      MessageId: office.accept(readLetter(office.settings, jsonInput(call), now())),
    }),
    GetAccount: () => account(office, now()),
    GetEmailIdentity: ({ path }) => identity(office.settings, named(path)),
    GetConfigurationSetEventDestinations: ({ path }) => destinations(office.settings, named(path)),
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
  "GET /v2/email/identities/NAME": "GetEmailIdentity",
  "GET /v2/email/configuration-sets/NAME/event-destinations": "GetConfigurationSetEventDestinations",
};

const IN_PATH = /(?<=^\/v2\/email\/(?:identities|configuration-sets)\/)[^/]+/;
const named = (path: string) => decodeURIComponent(IN_PATH.exec(path)?.[0] ?? "");

/** The name of the action where it is known; otherwise what the wire says. */
export function sesAction({ method, path }: AwsCall): string {
  return actions[`${method} ${path.replace(IN_PATH, "NAME")}`] ?? `${method} ${path}`;
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

/** Whoever the template names may send, and nothing is signed: there is no DNS to verify anybody by. */
function identity({ identities }: SesSettings, name: string) {
  const key = name.toLowerCase();
  if (!identities.has(key)) throw absent(`Email identity ${name}`);
  const set = identities.get(key);
  return {
    IdentityType: key.includes("@") ? "EMAIL_ADDRESS" : "DOMAIN",
    VerifiedForSendingStatus: true,
    VerificationStatus: "SUCCESS",
    FeedbackForwardingStatus: true,
    DkimAttributes: { SigningEnabled: false, Status: "NOT_STARTED", Tokens: [] },
    ...(set === undefined ? {} : { ConfigurationSetName: set }),
  };
}

/** The template's names for kinds of events are SES's own in camel case: `renderingFailure`. */
function destinations({ configurationSets }: SesSettings, name: string) {
  const set = configurationSets.get(name);
  if (set === undefined) throw absent(`Configuration set ${name}`);
  return {
    EventDestinations: set.destinations.map(({ topicArn, types }, n) => ({
      Name: `Events${n + 1}`,
      Enabled: true,
      MatchingEventTypes: [...types].map((type) => type.replace(/[A-Z]/g, "_$&").toUpperCase()),
      SnsDestination: { TopicArn: topicArn },
    })),
  };
}

const absent = (what: string) => new AwsRefusal("NotFoundException", `${what} does not exist.`, 404);
