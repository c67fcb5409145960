/** Each rule by a table: what AWS tells, what is made of it. */
import { expect, test } from "vitest";
import { ringing } from "../../../local/doctor/checks/alarms.ts";
import { bootstrapped } from "../../../local/doctor/checks/bootstrap.ts";
import { paused } from "../../../local/doctor/checks/campaigns.ts";
import { roomFor } from "../../../local/doctor/checks/concurrency.ts";
import { givenUp } from "../../../local/doctor/checks/dead-letters.ts";
import { recordsIn } from "../../../local/doctor/checks/dkim.ts";
import { polices } from "../../../local/doctor/checks/dmarc.ts";
import { hears, KINDS } from "../../../local/doctor/checks/event-destination.ts";
import { ownValues } from "../../../local/doctor/checks/example-values.ts";
import { broke } from "../../../local/doctor/checks/executions.ts";
import { verified } from "../../../local/doctor/checks/identity.ts";
import { bouncesTo } from "../../../local/doctor/checks/mail-from.ts";
import { left } from "../../../local/doctor/checks/overdue.ts";
import { enoughRoom } from "../../../local/doctor/checks/quotas.ts";
import { enough } from "../../../local/doctor/checks/sending-rate.ts";
import { mayItSend } from "../../../local/doctor/checks/ses-account.ts";
import { stands } from "../../../local/doctor/checks/stack.ts";
import { heard } from "../../../local/doctor/checks/subscriptions.ts";
import { counted, named } from "../../../local/doctor/checks/unknown-touches.ts";
import type { Finding } from "../../../local/doctor/finding.ts";
import { HOUR } from "../../../workflows/rules/time.ts";
import { NOW } from "./examined.ts";
import { ABSENT, patient, THERE } from "./patient.ts";

const here = patient();
const nowhere = patient({ stack: ABSENT });
const existing = patient({ stack: ABSENT, settings: { ...here.settings, identity: "existing" } });

const briefly = (found: Finding | readonly Finding[]) =>
  [found].flat().map(({ level, what, mend = "" }) => `${level}: ${what} → ${mend}`);

type Row = readonly [title: string, found: Finding | readonly Finding[], like: readonly RegExp[]];

const SES = { SendingEnabled: true, EnforcementStatus: "HEALTHY", ProductionAccessEnabled: true };
const review = (Status: "PENDING" | "DENIED") => ({
  ...SES,
  ProductionAccessEnabled: false,
  Details: { ReviewDetails: { Status, CaseId: "17" } },
});
const quota = (Max24HourSend: number, SentLast24Hours = 0, MaxSendRate = 1) => ({
  SendQuota: { Max24HourSend, SentLast24Hours, MaxSendRate },
});
const QUOTAS = { open: 1_000, transitions: 1, starts: 1 };
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:topic";
const events = { set: "ours", topic: TOPIC };
const destination = {
  Name: "Events",
  Enabled: true,
  MatchingEventTypes: [...KINDS],
  SnsDestination: { TopicArn: TOPIC },
};
const record = { name: "abc._domainkey.your-company.com", value: "abc.dkim.amazonses.com" };
const pending = (Status: "PENDING" | "FAILED", isVerified = false) => ({
  domain: "your-company.com",
  found: { VerifiedForSendingStatus: isVerified, DkimAttributes: { Status, Tokens: ["abc"] } },
});
const bounces = (BehaviorOnMxFailure: "USE_DEFAULT_VALUE" | "REJECT_MESSAGE") => ({
  MailFromDomain: "mail.your-company.com",
  MailFromDomainStatus: "PENDING" as const,
  BehaviorOnMxFailure,
});
const dmarc = (...records: string[]) => polices({ at: "your-company.com", records }, here);
const audience = {
  output: "SalesTopicArn",
  of: "ripe leads, and no clock starts",
  silence: "stops",
  listeners: [{ address: "sales@a.com" }, { address: "tom@a.com", filterPolicy: { to: ["tom"] } }],
} as const;
const sales = (...subscribed: { address: string; arn?: string; isSigned?: boolean }[]) =>
  heard(audience, { topic: TOPIC, subscribed }, here);
const signed = (address: string) => ({ address, arn: `${TOPIC}:1`, isSigned: true });
const queue = (id: string, messages: number) => ({ id, url: "https://sqs/q", arn: "arn:q", messages });
const stack = (status: string) => stands({ ...THERE, status }, here);

test.each<Row>([
  [
    "no bootstrap, before a first deployment",
    bootstrapped(undefined, nowhere),
    [/^stops: .* → npx cdk bootstrap$/],
  ],
  ["no bootstrap any more: only the next deployment needs it", bootstrapped(undefined, here), [/^warns/]],
  ["a bootstrap too old", bootstrapped(5, nowhere), [/^stops: .* is version 5; a deployment needs 6/]],
  ["a bootstrap just new enough", bootstrapped(6, nowhere), [/^fine/]],
  [
    "a profile is named in what mends",
    bootstrapped(undefined, patient({ stack: ABSENT, profile: "firm" })),
    [/cdk bootstrap --profile firm$/],
  ],

  [
    "another stage than cdk.json's",
    stands(ABSENT, patient({ stack: ABSENT, stackName: "ripen-prod" })),
    [/→ npx cdk deploy -c stage=prod$/],
  ],
  [
    "a creation that failed",
    stands({ is: "absent", left: "ROLLBACK_COMPLETE" }, nowhere),
    [/^stops: .* → aws cloudformation delete-stack --stack-name ripen-dev --region eu-west-1$/],
  ],
  [
    "a creation under way",
    stands({ is: "absent", left: "CREATE_IN_PROGRESS" }, nowhere),
    [/^stops: .*ask again/],
  ],
  ["an update that went back", stack("UPDATE_ROLLBACK_COMPLETE"), [/^warns: .*the one before it runs/]],
  [
    "an update that couldn't go back",
    stack("UPDATE_ROLLBACK_FAILED"),
    [/^warns: .* continue-update-rollback/],
  ],
  ["a deployment under way", stack("UPDATE_IN_PROGRESS"), [/^warns/]],

  [
    "an example sender stops letters",
    ownValues(["sender", "replyTo"], [], false),
    [/^stops: .*: sender, replyTo\./],
  ],
  ["an example postal address doesn't", ownValues(["postalAddress"], [], false), [/^warns/]],
  [
    "on the laptop nothing leaves anyway",
    ownValues(["sender"], ["tom"], true),
    [/^warns/, /^warns: .*: tom\./],
  ],

  [
    "an account that was shut",
    mayItSend({ ...SES, EnforcementStatus: "SHUTDOWN" }, here),
    [/^stops: .*SHUTDOWN/],
  ],
  ["an account under review", mayItSend({ ...SES, EnforcementStatus: "PROBATION" }, here), [/^warns/]],
  [
    "a request that AWS looks at",
    mayItSend(review("PENDING"), here),
    [/^stops: .*looking at your request \(case 17\).*→ wait/],
  ],
  [
    "a request that AWS refused can't be made again",
    mayItSend(review("DENIED"), here),
    [/^stops: .*→ answer in that case/],
  ],
  [
    "a day's quota that is used up",
    enough(quota(200, 200), { hour: 0, day: 1 }, here),
    [/^stops: .*--service-code ses --quota-code L-804C8AE8 --desired-value 400/],
  ],
  [
    "more due in a day than SES sends",
    enough(quota(200, 50), { hour: 0, day: 151 }, here),
    [/^warns: At most 151 leads .*150 mails more/],
  ],
  [
    "more due in an hour than SES sends",
    enough(quota(50_000), { hour: 3_601, day: 3_601 }, here),
    [/^warns: .*L-CDEF9B6B --desired-value 4 /],
  ],
  [
    "no quota at all",
    enough(quota(-1, 9, 100), { hour: 9, day: 9 }, here),
    [/^fine: SES sends any number of mails/],
  ],

  [
    "an identity that the deployment would create",
    verified({ VerifiedForSendingStatus: true }, nowhere),
    [/^stops: .*→ npx cdk deploy -c identity=existing$/],
  ],
  [
    "an identity that should exist",
    verified(undefined, existing),
    [/^stops: .*create-email-identity --email-identity your-company.com/],
  ],
  ["an identity that somebody deleted", verified(undefined, here), [/^stops: SES has lost/]],
  ["an identity that waits for its DKIM records", verified(pending("PENDING").found, here), []],
  ["an address that waits for its mail", verified({ VerificationStatus: "PENDING" }, here), [/^stops/]],

  [
    "a DKIM record that isn't in DNS",
    recordsIn([{ ...record, found: [] }], pending("PENDING"), here),
    [
      /^stops: .*DNS has no abc.* → in the DNS of your-company.com: abc._domainkey.your-company.com CNAME abc.dkim.amazonses.com$/,
    ],
  ],
  [
    "a DKIM record of an identity that may send",
    recordsIn([{ ...record, found: [] }], pending("PENDING", true), here),
    [/^warns/],
  ],
  [
    "DKIM records that SES will find",
    recordsIn([{ ...record, found: [record.value] }], pending("PENDING"), here),
    [/^stops: .*they are in DNS\. → wait/],
  ],
  [
    "DKIM records that SES looks for no more",
    recordsIn([{ ...record, found: [record.value] }], pending("FAILED"), here),
    [/^stops: .*put-email-identity-dkim-signing-attributes/],
  ],
  [
    "DKIM records, and no DNS to ask",
    recordsIn([{ ...record, found: undefined }], pending("PENDING"), here),
    [/^stops: .*DNS doesn't answer here/],
  ],

  ["no MAIL FROM", bouncesTo(undefined, [], here), [/^warns: .*→ npx cdk deploy$/]],
  [
    "no MAIL FROM of an identity of somebody else's",
    bouncesTo(undefined, [], existing),
    [/^warns: .*put-email-identity-mail-from-attributes .*--mail-from-domain mail\.your-company\.com/],
  ],
  [
    "a MAIL FROM without its MX, where SES then refuses mails",
    bouncesTo(bounces("REJECT_MESSAGE"), ["m MX 10 f"], here),
    [/^stops: .*: m MX 10 f$/],
  ],
  ["a MAIL FROM that SES will find", bouncesTo(bounces("USE_DEFAULT_VALUE"), [], here), [/^warns: .*→ wait/]],
  [
    "a MAIL FROM, and no DNS to ask",
    bouncesTo(bounces("USE_DEFAULT_VALUE"), undefined, here),
    [/^warns: .*DNS doesn't answer here/],
  ],

  [
    "no DMARC record",
    polices(undefined, here),
    [/^warns: .*_dmarc.your-company.com TXT "v=DMARC1; p=none; rua=mailto:nora@your-company.com"$/],
  ],
  [
    "a DNS that doesn't answer is no missing record",
    polices({ noAnswer: "DNS doesn't answer (ETIMEOUT)" }, here),
    [/^unknown: .*ETIMEOUT/],
  ],
  ["a DMARC record", dmarc("v=DMARC1; p=reject"), [/^fine: .*policy reject\./]],
  [
    "a DMARC record of the domain above",
    polices({ at: "company.com", records: ["v=DMARC1;p=none"] }, here),
    [/^fine: .*, of company\.com\./],
  ],
  ["two DMARC records", dmarc("v=DMARC1; p=none", "v=DMARC1; p=reject"), [/^warns: DNS has 2 DMARC records/]],
  ["a DMARC record without a policy", dmarc("v=DMARC1; rua=mailto:a@b.com"), [/^warns: .*states no policy/]],

  ["no configuration set", hears(undefined, events, here), [/^stops: .*refuses every letter/]],
  [
    "a destination that is another's",
    hears([{ ...destination, SnsDestination: { TopicArn: "arn:other" } }], events, here),
    [/^stops: .*→ aws sesv2 create-configuration-set-event-destination/],
  ],
  [
    "a destination switched off",
    hears([{ ...destination, Enabled: false }], events, here),
    [
      /^stops: .*switched off.*→ aws sesv2 update-configuration-set-event-destination .*--event-destination-name Events/,
    ],
  ],
  [
    "a destination without clicks",
    hears([{ ...destination, MatchingEventTypes: KINDS.filter((kind) => kind !== "CLICK") }], events, here),
    [/^stops: .*leaves out CLICK\./],
  ],

  [
    "everybody confirmed",
    sales(signed("sales@a.com"), signed("Tom@a.com")),
    [/^fine: All 2 hear of ripe leads; confirmed with a signature, and SNS doesn't tell/],
  ],
  [
    "nobody subscribed: one confirmed inbox ends the silence",
    sales(),
    [
      /^stops: sales@a.com isn't subscribed .*nobody hears of ripe leads/,
      /^warns: tom@a.com isn't subscribed .*FilterPolicy/,
    ],
  ],
  [
    "an inbox that waits, while a person hears",
    sales({ address: "sales@a.com" }, signed("tom@a.com")),
    [/^warns: sales@a.com hasn't confirmed .*--authenticate-on-unsubscribe true/],
  ],
  [
    "a confirmation by a click",
    sales({ ...signed("sales@a.com"), isSigned: false }, signed("tom@a.com")),
    [/^warns: sales@a.com confirmed topic unsigned.*→ aws sns unsubscribe .* && aws sns subscribe/],
  ],

  ["nobody overdue", left([], here), [/^fine/]],
  [
    "somebody overdue",
    left(["a1"], here),
    [/^stops: 1 lead is overdue.*one is a1\. → aws logs tail ripen-dev-SweepLogs --since 1h/],
  ],
  [
    "very many overdue",
    left(
      Array.from({ length: 1_001 }, () => "a1"),
      here,
    ),
    [/^stops: More than 1,000 leads are/],
  ],

  [
    "as many leads as open executions",
    enoughRoom(QUOTAS, { all: 1_000, dueInADay: 0 }, here),
    [/^stops: 1,000 leads.*L-B8A5B662 --desired-value 2000/],
  ],
  [
    "leads for four fifths of the open executions",
    enoughRoom(QUOTAS, { all: 800, dueInADay: 0 }, here),
    [/^warns/],
  ],
  [
    "more steps in a day than an hour's transitions",
    enoughRoom(QUOTAS, { all: 1, dueInADay: 1_201 }, here),
    [/^warns: .*L-AD9B4E93/],
  ],
  [
    "steps for just an hour's transitions",
    enoughRoom(QUOTAS, { all: 1, dueInADay: 1_200 }, here),
    [/^fine: .*1 lead is there/],
  ],
  ["no quotas listed", enoughRoom({}, undefined, here), [/^unknown/]],

  [
    "no place left for our functions",
    roomFor({ ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 0 }, here),
    [/^stops/],
  ],
  [
    "a new account's ten places",
    roomFor({ ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 }, here),
    [/^warns: .*L-B99A9384 --desired-value 1000/],
  ],

  ["no alarms at all", ringing([], here), [/^warns: .*→ npx cdk deploy$/]],
  [
    "an alarm while leads stand still",
    ringing(
      [
        {
          AlarmName: "ripen-dev-SweepFails",
          AlarmDescription: "Rings when nobody repairs. First: Read the log.",
          StateValue: "ALARM",
        },
      ],
      here,
    ),
    [/^stops: ripen-dev-SweepFails rings: nobody repairs\. → Read the log\.$/],
  ],
  [
    "another alarm, whose description somebody edited",
    ringing([{ AlarmName: "ripen-dev-CampaignsStop", StateValue: "ALARM" }], here),
    [/^warns/],
  ],

  [
    "the stream's dead letters hold only positions",
    givenUp([queue("FollowerDeadLetters1", 1)], here),
    [/^warns: 1 message was .*purge-queue/],
  ],
  [
    "mails' events can be had again",
    givenUp([queue("MailEventsDeadLetters1", 2)], here),
    [/^warns: 2 messages were .*start-message-move-task/],
  ],
  ["others are read", givenUp([queue("CrmDeadLetters1", 2)], here), [/^warns: .*receive-message/]],

  [
    "an execution that failed within a day",
    broke([{ executionArn: "arn:e", stopDate: new Date(NOW - HOUR) }], here),
    [/^warns: 1 execution failed .*--execution-arn arn:e/],
  ],
  [
    "an execution that failed before that",
    broke([{ executionArn: "arn:e", stopDate: new Date(NOW - 25 * HOUR) }], here),
    [/^fine/],
  ],

  [
    "touches that became unknown",
    counted(2, here),
    [/^warns: 2 touches .*→ npm run doctor -- --thorough --stack ripen-dev$/],
  ],
  [
    "an unknown touch by name",
    named([{ leadId: "a1", touchId: "t1" }]),
    [/^warns: 1 touch .*One is t1 of lead a1/],
  ],

  [
    "a paused campaign",
    paused(
      [
        ["green-bananas", { pausedAt: NOW, because: "too many bounces" }],
        ["b", {}],
      ],
      here,
    ),
    [
      /^warns: The campaign green-bananas is paused since 2026-11-22 13:00 UTC: too many bounces\. → npm run campaign -- resume green-bananas --stack ripen-dev$/,
    ],
  ],
])("%s", (_, found, like) => {
  const said = briefly(found);
  expect(said).toHaveLength(like.length);
  for (const [n, each] of like.entries()) expect(said[n]).toMatch(each);
});
