/** Runs a round of work whenever it was poked, one at a time; a poke in the middle of a round means another one after it. */
export class Pump {
  private readonly round: () => Promise<boolean>;
  private readonly broken: (error: unknown) => void;
  private running: Promise<boolean> | undefined;
  private poked = true;
  private stopped = false;

  /** `round` resolves to whether there was anything to do; `broken` hears of a round that failed; it is tried again a second later. */
  constructor(round: () => Promise<boolean>, broken: (error: unknown) => void) {
    this.round = round;
    this.broken = broken;
  }

  poke() {
    this.poked = true;
    if (this.running === undefined) this.run().catch(() => {});
  }

  /** Resolves when nothing is left to do, to whether there was anything. */
  async catchUp(): Promise<boolean> {
    return this.running !== undefined || this.poked ? this.run() : false;
  }

  /** Nothing begins any more; resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running?.catch(() => {});
  }

  private run(): Promise<boolean> {
    this.running ??= this.rounds().finally(() => {
      this.running = undefined;
      if (this.poked && !this.stopped) this.poke();
    });
    return this.running;
  }

  private async rounds(): Promise<boolean> {
    let worked = false;
    while (this.poked && !this.stopped) {
      this.poked = false;
      try {
        worked = (await this.round()) || worked;
      } catch (error) {
        this.poked = false;
        this.retryLater(error);
        throw error;
      }
    }
    return worked;
  }

  private retryLater(error: unknown) {
    if (this.stopped) return;
    this.broken(error);
    setTimeout(() => this.poke(), 1_000).unref();
  }
}
