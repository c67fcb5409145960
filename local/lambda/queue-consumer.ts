/** An event source mapping from a queue to a function. */
import type { SnsSqs } from "../aws/sns-sqs.ts";
import type { Clock } from "../clock.ts";
import type { Worker } from "../time/quiescence.ts";
import type { Invocation, LambdaFunction } from "./lambda-function.ts";
import { Pump } from "./pump.ts";

export interface QueueMapping {
  readonly queueArn: string;
  readonly region: string;
  readonly lambda: LambdaFunction;
  readonly batchSize: number;
  readonly reportsItems: boolean;
}

export interface QueueSurroundings {
  readonly snsSqs: SnsSqs;
  readonly clock: Clock;
  readonly broken: (error: unknown) => void;
}

interface Message {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
}

interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** The longest that SQS lets a message be invisible: the queue's own timeout is kept on the virtual clock instead. */
const twelveHours = 43_200;

export class QueueConsumer implements Worker {
  private readonly mapping: QueueMapping;
  private readonly surroundings: QueueSurroundings;
  private readonly pump: Pump;

  constructor(mapping: QueueMapping, surroundings: QueueSurroundings) {
    this.mapping = mapping;
    this.surroundings = surroundings;
    this.pump = new Pump(() => this.round(), surroundings.broken);
    this.takeBack();
  }

  poke = () => this.pump.poke();
  catchUp = () => this.pump.catchUp();
  stop = () => this.pump.stop();

  /** What an earlier process received and never answered is nobody's now. */
  private takeBack() {
    const queue = this.queue();
    for (const receipt of [...queue.inflightMessages.keys()]) queue.changeVisibility(receipt, 0);
  }

  private async round(): Promise<boolean> {
    let worked = false;
    for (;;) {
      const messages = await this.receive();
      if (messages.length === 0) return worked;
      worked = true;
      const invocation = await this.mapping.lambda.invoke({
        Records: messages.map((one) => this.event(one)),
      });
      const failed = this.failedOf(messages, invocation);
      for (const message of messages) {
        if (failed.has(message.MessageId)) this.tryAgainLater(message);
        else await this.call("DeleteMessage", { ReceiptHandle: message.ReceiptHandle });
      }
    }
  }

  private async receive(): Promise<readonly Message[]> {
    const { Messages } = await this.call("ReceiveMessage", {
      MaxNumberOfMessages: Math.min(this.mapping.batchSize, 10),
      VisibilityTimeout: twelveHours,
      WaitTimeSeconds: 0,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    return (Messages ?? []) as readonly Message[];
  }

  /** After the queue's own visibility timeout; SQS itself moves a message that came too often to the dead letters. */
  private tryAgainLater({ ReceiptHandle }: Message) {
    const { clock } = this.surroundings;
    const seconds = Number(this.queue().attributes["VisibilityTimeout"] ?? 30);
    clock.setAlarm(clock.now() + seconds * 1_000, () => {
      this.queue().changeVisibility(ReceiptHandle, 0);
      this.poke();
    });
  }

  private failedOf(messages: readonly Message[], invocation: Invocation): ReadonlySet<string> {
    const all = new Set(messages.map((message) => message.MessageId));
    if (!invocation.ok) return all;
    if (!this.mapping.reportsItems) return new Set();
    const answer = invocation.payload as {
      batchItemFailures?: readonly { itemIdentifier?: string }[];
    } | null;
    const named = (answer?.batchItemFailures ?? []).map((failure) => failure.itemIdentifier);
    const isKnown = (id: string | undefined): id is string => id !== undefined && all.has(id);
    return named.every(isKnown) ? new Set(named) : all;
  }

  private event(message: Message) {
    const now = String(this.surroundings.clock.now());
    return {
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: { ...message.Attributes, SentTimestamp: now, ApproximateFirstReceiveTimestamp: now },
      messageAttributes: Object.fromEntries(
        Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attribute(value)]),
      ),
      md5OfBody: message.MD5OfBody,
      eventSource: "aws:sqs",
      eventSourceARN: this.mapping.queueArn,
      awsRegion: this.mapping.region,
    };
  }

  private call(action: string, input: object) {
    return this.surroundings.snsSqs.sqs(action, { QueueUrl: this.queue().url, ...input });
  }

  private queue() {
    const queue = this.surroundings.snsSqs.queueByArn(this.mapping.queueArn);
    if (queue === undefined) throw new Error(`There is no queue ${this.mapping.queueArn}.`);
    return queue;
  }
}

const attribute = ({ DataType, StringValue, BinaryValue }: MessageAttribute) => ({
  dataType: DataType,
  ...(StringValue === undefined ? {} : { stringValue: StringValue }),
  ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
  stringListValues: [],
  binaryListValues: [],
});
