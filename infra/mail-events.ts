import { Duration, Validations } from "aws-cdk-lib";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import * as ses from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { deadLetterQueue } from "./dead-letter-queue.ts";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { Mail } from "./mail.ts";
import type { Settings } from "./settings.ts";

const timeout = Duration.seconds(30);

/** What became of each mail, at least once: SES → SNS → SQS → record-email-event. (SES → EventBridge is best effort.) */
export class MailEvents extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: { settings: Settings; table: LeadTable; mail: Mail }) {
    super(scope, id);
    const topic = new Topic(this, "Topic", { enforceSSL: true });
    props.mail.configurationSet.addEventDestination("Events", {
      destination: ses.EventDestination.snsTopic(topic),
      events: watched,
    });
    this.deadLetters = deadLetterQueue(this);
    this.queue = new Queue(this, "Queue", {
      enforceSSL: true,
      // AWS asks for six times the function's time, so that no event is tried twice at once.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    // What SNS couldn't put into the queue ends where what couldn't be recorded does, and rings the same alarm.
    const subscription = { rawMessageDelivery: true, deadLetterQueue: this.deadLetters };
    topic.addSubscription(new SqsSubscription(this.queue, subscription));

    const record = new LeadFunction(this, "Record", {
      settings: props.settings,
      name: "record-email-event",
      decides: true,
      timeout,
      environment: { TABLE_NAME: props.table.name, DEFAULT_TIME_ZONE: props.settings.defaultTimeZone },
    });
    props.table.grantDecide(record);
    props.table.grantLookUp(record);
    record.lambda.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true }),
    );
    Validations.of(record).acknowledge({
      id: "Serverless-LambdaEventSourceMappingDestination",
      reason: "A queue's mapping knows none: what failed five times goes to the queue's own dead letters.",
    });
  }
}

const watched = [
  ses.EmailSendingEvent.SEND,
  ses.EmailSendingEvent.DELIVERY,
  ses.EmailSendingEvent.OPEN,
  ses.EmailSendingEvent.CLICK,
  ses.EmailSendingEvent.BOUNCE,
  ses.EmailSendingEvent.COMPLAINT,
  ses.EmailSendingEvent.REJECT,
  ses.EmailSendingEvent.RENDERING_FAILURE,
  ses.EmailSendingEvent.DELIVERY_DELAY,
];
