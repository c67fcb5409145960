/** What every record of paused campaigns must do. */
import { expect, test } from "vitest";
import { MONDAY } from "../stories/line.ts";
import type { Outside } from "./port.ts";

export function standingsContract(outside: () => Outside): void {
  const standings = () => outside().world.standings;

  test("a campaign that nobody has paused stands empty", async () => {
    expect(await standings().read("never-paused")).toEqual({});
  });

  test("a paused campaign says since when and why; the others stand as before", async () => {
    await standings().pause("paused", MONDAY, "a wrong price");
    expect(await standings().read("paused")).toEqual({ pausedAt: MONDAY, because: "a wrong price" });
    expect(await standings().read("pause")).toEqual({});
    expect(await standings().read("paused-too")).toEqual({});
  });

  test("paused again, it is paused since the first time, for the newer reason", async () => {
    await standings().pause("twice", MONDAY, "a wrong price");
    await standings().pause("twice", MONDAY + 1_000, "and a wrong date");
    expect(await standings().read("twice")).toEqual({ pausedAt: MONDAY, because: "and a wrong date" });
  });

  test("resumed, it stands empty; resumed again, or never paused, it still does", async () => {
    await standings().pause("resumed", MONDAY, "a wrong price");
    await standings().resume("resumed");
    expect(await standings().read("resumed")).toEqual({});
    await standings().resume("resumed");
    await standings().resume("never-heard-of");
    expect(await standings().read("resumed")).toEqual({});
  });

  test("paused anew after a resume, it counts from then", async () => {
    await standings().pause("anew", MONDAY, "a wrong price");
    await standings().resume("anew");
    await standings().pause("anew", MONDAY + 1_000, "a wrong date");
    expect(await standings().read("anew")).toEqual({ pausedAt: MONDAY + 1_000, because: "a wrong date" });
  });
}
