import { expect, test } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import type { BusEvent } from "../../../local/console/sources.ts";
import { asBrowser, asProgram } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { START } from "./sample-life.ts";

const [zoe, sam] = ["9c1f0e7a5b3d48269f0a1b2c3d4e5f60", "0123456789abcdef0123456789abcdef"];
const event = (n: number, leadId: string, detailType = "TouchSent"): BusEvent => ({
  id: `event-${n}`,
  bus: "ripen-laptop",
  source: "ripen",
  detailType,
  detail: JSON.stringify({ version: "1", id: `${leadId}.${n}`, leadId, touch: "<welcome>" }),
  at: START + n * 60_000,
});
const laptop = consoleApp(
  fakeLaptop({ events: [event(0, zoe, "LeadCaptured"), event(1, zoe), event(2, sam)] }),
);

test("the bus shows what a CRM hears, the newest first, each with its lead", async () => {
  const page = await asBrowser(laptop, "/bus");
  expect([...page.matchAll(/<h2>(\w+)<\/h2>/g)].map(([, name]) => name)).toEqual([
    "TouchSent",
    "TouchSent",
    "LeadCaptured",
  ]);
  expect(page).toContain(`href="/leads/${sam}"`);
  expect(page).toContain("&lt;welcome&gt;");
});

test("of one lead it shows that lead's alone; a program gets JSON, the detail opened", async () => {
  expect(await asProgram(laptop, `/bus?leadId=${zoe}`)).toMatchObject([
    { detailType: "TouchSent", detail: { leadId: zoe } },
    { detailType: "LeadCaptured", detail: { leadId: zoe } },
  ]);
});

test("of thousands the newest 200 are shown, and how many there are; of none it says what would come", async () => {
  const many = consoleApp(fakeLaptop({ events: Array.from({ length: 201 }, (_, n) => event(n, zoe)) }));
  const page = await asBrowser(many, "/bus");
  expect(page).toContain("The newest 200 of 201 events");
  expect(page.match(/<article/g)).toHaveLength(200);
  expect(await asBrowser(consoleApp(fakeLaptop()), "/bus")).toContain("Nothing was put on it yet");
});
