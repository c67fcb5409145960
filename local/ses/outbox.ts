import { Pump } from "../lambda/pump.ts";
import type { Worker } from "../time/quiescence.ts";
import type { MailStore } from "./mail-store.ts";

export type PublishToTopic = (topicArn: string, message: string) => Promise<void>;

/** Publishes what the store says is still to be told, in order; a crash in between tells it again. */
export class Outbox implements Worker {
  private readonly pump: Pump;

  constructor(store: MailStore, publish: PublishToTopic, broken: (error: unknown) => void) {
    this.pump = new Pump(async () => {
      const waiting = store.unpublished();
      for (const { seq, event } of waiting) {
        for (const topic of event.topics) await publish(topic, event.body);
        store.published(seq);
      }
      if (waiting.length > 0) this.poke();
      return waiting.length > 0;
    }, broken);
  }

  poke = () => this.pump.poke();
  catchUp = () => this.pump.catchUp();
  stop = () => this.pump.stop();
}
