/** Counts what is being worked on right now, so that a clock knows when it may move on. */
export class Work {
  #underWay = 0;
  #waiting: (() => void)[] = [];
  #fault: { readonly error: unknown } | undefined;

  begin(): void {
    this.#underWay++;
  }

  end(): void {
    this.#underWay--;
    if (this.#underWay > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** A bug, or a store that can't write: the next one who waits hears of it. */
  fault(error: unknown): void {
    this.#fault ??= { error };
  }

  busy(): boolean {
    return this.#underWay > 0;
  }

  async idle(): Promise<void> {
    while (this.busy()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#fault !== undefined) throw this.#fault.error;
  }
}
