/** The form's door in memory. */
import type { CountingWindow, FormDoor } from "../../functions/world/world.ts";

export class MemoryDoor implements FormDoor {
  private readonly posts = new Map<string, number>();

  async count({ whose, from }: CountingWindow): Promise<number> {
    const window = `${whose} ${from}`;
    const posts = (this.posts.get(window) ?? 0) + 1;
    this.posts.set(window, posts);
    return posts;
  }

  async standIn(): Promise<void> {}
}
