/** Something that works by itself: a stream's reader, a queue's consumer, the workflow engine. */
export interface Worker {
  /** Does all that is due now; resolves to whether there was anything. */
  catchUp(): Promise<boolean>;
}

/** Knows when nothing that is due is left undone, anywhere on the laptop. */
export class Quiescence {
  private readonly workers: Worker[] = [];
  private inFlight = 0;
  private readonly waiting: (() => void)[] = [];

  add(worker: Worker) {
    this.workers.push(worker);
  }

  /** Nothing is quiet before this has ended, however it ends. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.inFlight++;
    try {
      return await work;
    } finally {
      this.inFlight--;
      if (this.inFlight === 0) for (const go of this.waiting.splice(0)) go();
    }
  }

  /** One worker's doing is another's work, so they are asked until a whole round had nothing to do. */
  async settled(): Promise<void> {
    for (;;) {
      await this.nothingInFlight();
      let worked = false;
      for (const worker of this.workers) worked = (await worker.catchUp()) || worked;
      await new Promise(setImmediate);
      if (!worked && this.inFlight === 0) return;
    }
  }

  /** Resolves when nothing tracked is under way, whatever the workers still have to do. */
  async nothingInFlight(): Promise<void> {
    while (this.inFlight > 0) await new Promise<void>((go) => this.waiting.push(go));
  }
}
