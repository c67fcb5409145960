/** Each rule on letters and notices by a table: what SES, SNS and DNS tell, what is made of it. */
import { lets } from "../../../../local/doctor/checks/configuration-set.ts";
import { recordsIn, signs } from "../../../../local/doctor/checks/dkim.ts";
import { polices } from "../../../../local/doctor/checks/dmarc.ts";
import { hears, KINDS } from "../../../../local/doctor/checks/event-destination.ts";
import { verified } from "../../../../local/doctor/checks/identity.ts";
import { bouncesTo } from "../../../../local/doctor/checks/mail-from.ts";
import { enough } from "../../../../local/doctor/checks/sending-rate.ts";
import { mayItSend } from "../../../../local/doctor/checks/ses-account.ts";
import { ABSENT, patient, THERE } from "../patient.ts";
import type { Row } from "../rule-table.ts";

const here = patient();
const nowhere = patient({ stack: ABSENT });
const unseen = patient({ stack: { is: "unseen", why: new Error("refused") } });
const existing = patient({ stack: ABSENT, settings: { ...here.settings, identity: "existing" } });
/** Deployed with `-c identity=existing`, which cdk.json doesn't say. */
const borrowing = patient({ stack: { ...THERE, resources: [] } });

const SES = { SendingEnabled: true, EnforcementStatus: "HEALTHY", ProductionAccessEnabled: true };
const review = (Status: "PENDING" | "DENIED") => ({
  ...SES,
  ProductionAccessEnabled: false,
  Details: { ReviewDetails: { Status, CaseId: "17" } },
});
const quota = (Max24HourSend: number, SentLast24Hours = 0, MaxSendRate = 1) => ({
  SendQuota: { Max24HourSend, SentLast24Hours, MaxSendRate },
});
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:topic";
const events = { set: "ours", topic: TOPIC };
const destination = {
  Name: "Events",
  Enabled: true,
  MatchingEventTypes: [...KINDS],
  SnsDestination: { TopicArn: TOPIC },
};
const record = { name: "abc._domainkey.your-company.com", value: "abc.dkim.amazonses.com" };
const domain = { name: "your-company.com" };
const address = { name: "nora@your-company.com", VerifiedForSendingStatus: true };
const pending = (Status: "PENDING" | "FAILED", isVerified = false) => ({
  ...domain,
  VerifiedForSendingStatus: isVerified,
  DkimAttributes: { Status, Tokens: ["abc"] },
});
const bounces = (BehaviorOnMxFailure: "USE_DEFAULT_VALUE" | "REJECT_MESSAGE") => ({
  ...domain,
  MailFromAttributes: {
    MailFromDomain: "mail.your-company.com",
    MailFromDomainStatus: "PENDING" as const,
    BehaviorOnMxFailure,
  },
});
const dmarc = (...records: string[]) => polices({ at: "your-company.com", records }, here);

export const MAIL_CASES: readonly Row[] = [
  [
    "an account that was shut",
    mayItSend({ ...SES, EnforcementStatus: "SHUTDOWN" }, here),
    [/^stops: .*SHUTDOWN/],
  ],
  [
    "sending that somebody of the account switched off is switched on by a command",
    mayItSend({ ...SES, SendingEnabled: false }, here),
    [
      /^stops: SES sends nothing for this account in eu-west-1: somebody of it switched sending off\. → aws sesv2 put-account-sending-attributes --sending-enabled --region eu-west-1$/,
    ],
  ],
  [
    "what AWS shut can't be switched on by a command",
    mayItSend({ ...SES, SendingEnabled: false, EnforcementStatus: "SHUTDOWN" }, here),
    [/^stops: .*→ answer AWS's mail/],
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
  ["an account that tells no quota", enough({}, { hour: 0, day: 1 }, here), [/^unknown/]],
  [
    "a day's quota, and a stack that couldn't be seen",
    enough(quota(200), undefined, unseen),
    [/^unknown: SES sends 200 mails.*until the stack can be seen/],
  ],
  ["an account that tells nothing", mayItSend({}, here), [/^unknown/]],
  [
    "no quota at all",
    enough(quota(-1, 9, 100), { hour: 9, day: 9 }, here),
    [/^fine: SES sends any number of mails/],
  ],

  [
    "an identity that the deployment would create",
    verified({ ...domain, VerifiedForSendingStatus: true }, nowhere),
    [/^stops: .*→ npx cdk deploy -c identity=existing$/],
  ],
  [
    "an identity that should exist",
    verified(undefined, existing),
    [/^stops: .*create-email-identity --email-identity your-company.com/],
  ],
  ["an identity that somebody deleted", verified(undefined, here), [/^stops: SES has lost/]],
  [
    "an identity that isn't there, of a stack that couldn't be seen",
    verified(undefined, unseen),
    [/^unknown: SES has no identity your-company\.com/],
  ],
  [
    "an identity that AWS has stopped",
    verified({ ...domain, VerificationStatus: "SUCCESS", VerifiedForSendingStatus: false }, here),
    [
      /^stops: SES has verified your-company\.com and sends nothing for it all the same: AWS has stopped it\./,
    ],
  ],
  ["an identity that waits for its DKIM records", verified(pending("PENDING"), here), []],
  [
    "an address that waits for its mail",
    verified({ name: address.name, VerificationStatus: "PENDING" }, existing),
    [/^stops: SES may not send for nora@your-company\.com .*--email-identity nora@your-company\.com /],
  ],
  [
    "an identity of somebody else's that a stack sends as, and that is gone",
    verified(undefined, borrowing),
    [/^stops: SES has no identity your-company\.com in eu-west-1, and ripen-dev makes none/],
  ],
  [
    "an address alone that may send",
    verified(address, existing),
    [/^fine: SES may send for nora@your-company\.com\./],
  ],
  [
    "an address alone is signed by no domain, and its domain is what SES lacks",
    signs(address, existing) ?? [],
    [
      /^warns: SES sends as nora@your-company\.com, an address alone, .*→ aws sesv2 create-email-identity --email-identity your-company\.com --region eu-west-1$/,
    ],
  ],

  [
    "a domain that SES has the records of, and doesn't sign for",
    signs({ ...domain, DkimAttributes: { Status: "SUCCESS", SigningEnabled: false } }, here) ?? [],
    [
      /^warns: .*doesn't sign.*→ aws sesv2 put-email-identity-dkim-attributes --email-identity your-company\.com --signing-enabled --region eu-west-1$/,
    ],
  ],
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

  ["no MAIL FROM", bouncesTo(domain, [], here), [/^warns: .*→ npx cdk deploy$/]],
  [
    "no MAIL FROM of an identity of somebody else's",
    bouncesTo(domain, [], existing),
    [/^warns: .*put-email-identity-mail-from-attributes .*--mail-from-domain mail\.your-company\.com/],
  ],
  [
    "no MAIL FROM of an address alone is set for that address",
    bouncesTo(address, [], existing),
    [/^warns: .*--email-identity nora@your-company\.com --mail-from-domain mail\.your-company\.com/],
  ],
  [
    "no MAIL FROM of an identity that the stack only borrows",
    bouncesTo(domain, [], borrowing),
    [/^warns: .*put-email-identity-mail-from-attributes/],
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
  [
    "a subdomain is under what the domain above says of subdomains",
    polices({ at: "company.com", records: ["v=DMARC1; p=reject; sp=none"] }, here),
    [/^fine: .*policy none, of company\.com\./],
  ],
  [
    "what a domain says of its subdomains isn't said of itself",
    dmarc("v=DMARC1; sp=none; p=reject"),
    [/^fine: .*policy reject\./],
  ],
  ["a DMARC policy that there isn't", dmarc("v=DMARC1; p=monitor"), [/^warns: .*states no policy/]],
  ["two DMARC records", dmarc("v=DMARC1; p=none", "v=DMARC1; p=reject"), [/^warns: DNS has 2 DMARC records/]],
  ["a DMARC record without a policy", dmarc("v=DMARC1; rua=mailto:a@b.com"), [/^warns: .*states no policy/]],

  [
    "a configuration set that somebody switched off, by which no letter goes",
    lets({ SendingEnabled: false }, "ours", here),
    [
      /^stops: Sending by the configuration set ours is switched off: SES refuses every letter\. → aws sesv2 put-configuration-set-sending-options --configuration-set-name ours --sending-enabled --region eu-west-1$/,
    ],
  ],
  ["a configuration set that tells nothing of it", lets(undefined, "ours", here), [/^unknown: /]],
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
];
