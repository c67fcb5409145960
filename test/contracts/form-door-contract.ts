/** What every form's door must count. */
import { expect, test } from "vitest";
import { HOUR } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { freshId } from "./lives.ts";
import type { Outside } from "./port.ts";

export function formDoorContract(outside: () => Outside): void {
  const hour = (whose: string, n = 0) => ({
    whose: `NETWORK#${whose}`,
    from: MONDAY + n * HOUR,
    until: MONDAY + (n + 1) * HOUR,
  });

  test("each post counts one more, for its own window and nobody else's", async () => {
    const { door } = outside().world;
    const [one, other] = [freshId(), freshId()];
    const counts = [];
    for (const window of [hour(one), hour(one), hour(other), hour(one, 1), hour(one)])
      counts.push(await door.count(window));
    expect(counts).toEqual([1, 2, 1, 1, 3]);
  });

  test("64 posts at once are 64", async () => {
    const { door } = outside().world;
    const window = hour(freshId());
    const counts = await Promise.all(Array.from({ length: 64 }, () => door.count(window)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, n) => n + 1));
  });

  test("what stands in for a lead's write changes no lead and no count, and may happen at the same moment", async () => {
    const { door, leads } = outside().world;
    const id = freshId();
    const window = { ...hour(id), whose: `MAILBOX#${id}` };
    await door.count(window);
    await Promise.all(Array.from({ length: 8 }, () => door.standIn(id, MONDAY)));
    expect(await door.count(window)).toBe(2);
    expect((await leads.read(id)).lead).toBeUndefined();
  });
}
