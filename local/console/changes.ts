/** Tells whoever looks at a page that something on it may have changed; what, the page itself says best. */
export class Changes {
  private readonly listeners = new Set<Listener>();
  private readonly since = Date.now();
  private count = 0;

  /** Another one after each change, and in each laptop. */
  get mark(): string {
    return `${this.since}-${this.count}`;
  }

  /** Returns how to stop listening. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  fire() {
    this.count++;
    for (const { changed } of this.listeners) changed();
  }

  /** The laptop stops: nobody need wait any longer. */
  end() {
    for (const { ended } of this.listeners) ended();
    this.listeners.clear();
  }
}

interface Listener {
  changed(): void;
  ended(): void;
}
