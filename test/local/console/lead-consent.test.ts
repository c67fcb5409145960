import { expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { apply } from "../../../workflows/rules/change.ts";
import { isKnown } from "../../../workflows/rules/life.ts";
import { takePause } from "../../../workflows/rules/own-pause.ts";
import { asBrowser, text } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { leadOf, lifeOf, START, ZOE } from "./sample-life.ts";

it("a lead's page says by what it may be reached, whether it is watched, and until when it wants nothing", async () => {
  const before = lifeOf({
    lead: leadOf({ consent: { givenAt: START, call: { givenAt: START }, untrackedAt: START } }),
  });
  const then = apply(before, takePause(before, START, "Europe/Berlin") ?? {});
  if (!isKnown(then)) throw new Error("the lead is gone");
  const app = consoleApp(fakeLaptop({ lives: [then], now: START + 60_000 }));
  const page = text(await asBrowser(app, `/leads/${ZOE}`));
  expect(page).toContain("Calls agreed to on Tuesday 24 November 2026");
  expect(page).toContain("Tracking off since Tuesday 24 November 2026");
  expect(page).toContain("Pause until Thursday 24 December 2026, as it wished");
});
