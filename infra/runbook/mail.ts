/** Whether mails go out, whether we hear what became of them, and whether AWS still wants to send them. */
import { Duration } from "aws-cdk-lib";
import { Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Watched } from "../runbook.ts";
import { ofTheAccount, REVIEW } from "./ses-rates.ts";
import { counted, type Watch } from "./watch.ts";

const period = Duration.minutes(5);
const hour = Duration.hours(1);

export const mailWatches = (watched: Watched): readonly Watch[] => [
  ...letters(watched),
  ...events(watched),
  ...reputation(watched),
];

const letters = ({ settings }: Watched): readonly Watch[] => [
  {
    name: "LettersRefused",
    metric: counted(settings, "TouchRefused", "advance-lead", hour),
    well: { atMost: 10 },
    rings: "SES refused more than ten letters within an hour",
    first:
      "The touches' `refusal` says why: still in the sandbox, above the rate or the day's quota, sending paused, domain not verified. `npm run doctor -- --stack ripen-<stage>` looks at all of these. Each letter is tried again for about four days.",
  },
  {
    name: "TouchesGivenUp",
    // Few letters a day, all refused, are never more than ten in an hour: 6 tries in the first, then ever fewer.
    metric: counted(settings, "TouchFailed", "advance-lead", period),
    well: { atMost: 0 },
    rings: "a letter or a task was refused 24 times in about four days and given up",
    first:
      "The touch's `refusal` says why, `npm run doctor -- --stack ripen-<stage>` what to mend. Its lead went on without it; the next touches meet the same, so pause their campaigns until it is mended.",
  },
  {
    name: "TouchesUnknown",
    metric: counted(settings, "TouchUnknown", "advance-lead", period),
    well: { atMost: 0 },
    rings:
      "nobody knows whether a mail went out: claimed 15 minutes ago, and neither an answer nor an event of SES since",
    first:
      "It is never sent again. Its event may still come and settle it; if it matters, look for its touchId in the SES events, and write to the lead yourself.",
  },
  {
    name: "CopiesNotKept",
    metric: counted(settings, "MailNotKept", "advance-lead", period),
    well: { atMost: 0 },
    rings: "a mail went out of which no copy could be kept",
    first:
      "advance-lead's log has the error of S3. Mails go on without; the dossier, and what a person asks us for, then lack their text for good.",
  },
];

const events = ({ mailEvents }: Watched): readonly Watch[] => [
  {
    name: "MailEventsFallBehind",
    // Five tries, three minutes apart, are over by then: one bad message alone doesn't ring.
    metric: mailEvents.queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM }),
    well: { atMost: Duration.minutes(30).toSeconds() },
    lasts: true,
    rings: "an open, click, bounce or complaint has waited for half an hour",
    first:
      "Look at record-email-event's log and throttles. Events wait for 14 days, but until one is read its bounce stops no mail: if it takes long, pause the campaigns.",
  },
  {
    name: "MailEventsGivenUp",
    metric: mailEvents.deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
    well: { atMost: 0 },
    lasts: true,
    rings: "an open, click, bounce or complaint could not be recorded in five tries",
    first:
      "Read the message and record-email-event's log, mend it, then redrive the queue: a repeat changes nothing.",
  },
];

const reputation = ({ settings }: Watched): readonly Watch[] => [
  {
    name: "BouncesNearLimit",
    metric: ofTheAccount("Reputation.BounceRate"),
    well: { atMost: REVIEW.bounces / 2 },
    silence: TreatMissingData.IGNORE,
    lasts: true,
    rings: "more than 2.5 % of the account's mails bounce for good, half of what makes AWS review it",
    first:
      "Pause the campaign whose addresses are bad (`npm run campaign -- standing --stack ripen-<stage>`), mostly an old list: from 10 % on AWS may stop all mail of the account.",
  },
  {
    name: "ComplaintsNearLimit",
    metric: ofTheAccount("Reputation.ComplaintRate"),
    well: { atMost: REVIEW.complaints / 2 },
    silence: TreatMissingData.IGNORE,
    lasts: true,
    rings: "more than 0.05 % of the account's mails are called spam, half of what makes AWS review it",
    first:
      "`npm run campaign -- standing --stack ripen-<stage>` says by whose readers. Pause it, and find who never asked for it: from 0.5 % on AWS may stop all mail of the account.",
  },
  {
    name: "CampaignsStop",
    metric: counted(settings, "CampaignStopped", "record-email-event", period),
    well: { atMost: 0 },
    rings: "a campaign stopped itself: complaints above 0.1 % or hard bounces above 2 % of its newest mails",
    first:
      "`npm run campaign -- standing --stack ripen-<stage>` says which and why. Find whom it mailed that never asked for it (a list, a form), or what in its letters annoys; then resume it, which counts anew.",
  },
];
