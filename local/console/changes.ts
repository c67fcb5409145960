/** Tells whoever looks at a page that something on it may have changed; what, the page itself says best. */
export class Changes {
  private readonly listeners = new Set<Listener>();

  /** Returns how to stop listening. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  fire() {
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
