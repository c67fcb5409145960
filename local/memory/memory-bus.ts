/** An event bus in memory: it keeps what it was told, and takes nothing while it is `down`. */
import type { EventBus, NotTaken } from "../../functions/world/world.ts";
import type { Announcement } from "../../workflows/rules/announcement.ts";

export class MemoryBus implements EventBus {
  readonly events: Announcement[] = [];
  /** The code with which it refuses. */
  down: string | undefined;

  async put(events: readonly Announcement[]): Promise<NotTaken | undefined> {
    if (this.down !== undefined && events.length > 0) return { first: 0, code: this.down };
    this.events.push(...events);
    return undefined;
  }
}
