import { Duration } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { Grant } from "aws-cdk-lib/aws-iam";
import { FilterCriteria, FilterRule } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { deadLetterQueue } from "./dead-letter-queue.ts";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import { logRetention } from "./retention.ts";
import type { SentMails } from "./sent-mails.ts";
import type { Settings } from "./settings.ts";

interface AnnouncerProps {
  readonly settings: Settings;
  readonly table: LeadTable;
  readonly sentMails: SentMails;
}

/** Tells other systems, such as a CRM, what happens to leads: a bus of their own, which they set rules on. And marks who left. */
export class Announcer extends Construct {
  readonly bus: EventBus;
  readonly announce: LeadFunction;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { settings, table, sentMails }: AnnouncerProps) {
    super(scope, id);
    this.deadLetters = deadLetterQueue(this);
    this.bus = new EventBus(this, "Bus", { eventBusName: `ripen-${settings.stage}` });
    // Ids and codes, as in the logs: so they are kept as long.
    this.bus.archive("Archive", {
      // Named, since EventBridge takes 48 characters, and a name made of the stack's and the construct's may have more.
      archiveName: `ripen-${settings.stage}`,
      description: "What happened to leads, to be replayed to whoever missed it or comes later.",
      eventPattern: { source: ["ripen"] },
      retention: Duration.days(logRetention(settings.retention)),
    });
    this.announce = new LeadFunction(this, "Announce", {
      settings,
      name: "announce-leads",
      decides: false,
      timeout: Duration.minutes(1),
      environment: { EVENT_BUS_NAME: this.bus.eventBusName, SENT_MAILS_BUCKET: sentMails.name },
    });
    Grant.addToPrincipal({
      grantee: this.announce,
      actions: ["events:PutEvents"],
      resourceArns: [this.bus.eventBusArn],
    }).assertSuccess();
    sentMails.grantMarkLeft(this.announce);
    table.follow(this.announce, this.deadLetters, {
      filters: [...tellingItems],
      batchSize: 100,
      // More would keep the order of each item only (Lambda guide, "with-ddb"): a click refused once would come after the
      // erase, and a CRM make the person anew.
      parallelizationFactor: 1,
      // Nobody repairs what was not told or marked, so a bus that is down is waited for, half as long as the stream remembers.
      maxRecordAge: Duration.hours(12),
    });
  }
}

const { isEqual, or, exists, notExists, beginsWith } = FilterRule;
const leadRow = { sk: { S: isEqual("LEAD") } };
const written = { eventName: or("INSERT", "MODIFY") };

/**
 * What may have something to tell; the rule looks closer. Five patterns are the most that Lambda takes. A lead's row is
 * written at every step, and tells only when it comes, goes, or stands where sales, or nobody, is in charge of it.
 */
const tellingItems = [
  // New, or back after an erase: then a tombstone stood there.
  { ...written, dynamodb: { Keys: leadRow, OldImage: { lifecycle: { S: notExists() } } } },
  {
    ...written,
    dynamodb: {
      Keys: leadRow,
      NewImage: {
        lifecycle: {
          S: or("recycled", "disqualified", "customer", "unsubscribed", "suppressed", "sal", "sql"),
        },
      },
    },
  },
  // Erased.
  { ...written, dynamodb: { Keys: leadRow, NewImage: { erasedAt: { N: exists() } } } },
  {
    ...written,
    dynamodb: {
      Keys: { sk: { S: beginsWith("EVENT#") } },
      NewImage: {
        kind: { S: or("form", "click", "reply", "activity", "answer", "confirm", "task") },
        machine: { S: notExists() },
      },
    },
  },
  {
    ...written,
    dynamodb: {
      Keys: { sk: { S: [...beginsWith("TOUCH#"), ...beginsWith("HANDOFF#")] } },
      NewImage: { status: { S: or("sent", "released", "accepted", "rejected") } },
    },
  },
].map((pattern) => FilterCriteria.filter(pattern));
