/** The figures of docs/costs.md, lived and summed anew: a change that makes a life dearer shows here. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { ARRIVAL_SHARDS, arrivalShard, LEAD_ROW, toItem } from "../../functions/world/lead-items.ts";
import { bytesOf } from "../../local/costs/item-size.ts";
import { type Counts, priceOf, SERVICES } from "../../local/costs/prices.ts";
import { LeadId, Lifecycle } from "../../workflows/rules/lead.ts";
import { resources } from "../infra/deployed.ts";
import { countedBy } from "../infra/watched.ts";
import { ZOE } from "../journeys/zoe.ts";
import type { Story } from "../stories/line.ts";
import { type Counted, countLife } from "./count-life.ts";

const document = readFileSync(new URL("../../docs/costs.md", import.meta.url), "utf8");
const row = (...cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;

/** The eight of the course, five of the slow lane within the year, and the question whether to go on. */
const LETTERS = 8 + 5 + 1;

/** Each is one column of the tables, in this order. */
const LIVES: readonly ((told: Story) => Promise<void>)[] = [
  async function isSilent(told) {
    await told.posts(ZOE);
    await told.passes("14 months");
  },
  async function opensEveryLetter(told) {
    await told.posts(ZOE);
    for (let opened = 0; opened < LETTERS; opened++) {
      const mail = told.mails[opened];
      if (mail) told.line.tell(mail, { eventType: "Open" });
      await told.passes("32 days");
    }
  },
  async function clicksTwiceAndIsWon(told) {
    await told.posts(ZOE);
    await told.passes("2 hours");
    await told.clicks();
    await told.passes("10 days");
    await told.clicks();
    await told.passes("10 minutes");
    await told.passes("5 hours");
    await told.follows(told.handoffLink);
    await told.accepts("Tom");
    await told.passes("20 hours");
    await told.follows(told.handoffLink, "POST", { result: "spoke" });
    await told.passes("8 days");
    await told.follows(told.handoffLink, "POST", { result: "won" });
  },
];

/** A thousand leads at dollars per million. */
const perThousand = (dollars: number) => (dollars / 1_000).toFixed(3);

/** `$25`, `$0.50`, `$0.625`. */
const dollars = (price: number) => `$${Number.isInteger(price * 100) ? twoPlaces(price) : price}`;
const twoPlaces = (price: number) => (Number.isInteger(price) ? price : price.toFixed(2));

let lived: readonly Counted[];
/** Metrics of our own without the daily ones; each stage that a lead enters is one. */
let own: number;
beforeAll(async () => {
  own = [...(await countedBy()).values()].flat().length - 2 + Lifecycle.options.length;
  lived = await Promise.all(LIVES.map((live) => countLife(ZOE.email, live)));
});

describe("what a life uses is what costs.md says", () => {
  test.each<[string, keyof Counts]>([
    ["State transitions", "transitions"],
    ["Mails", "mails"],
    ["Write units", "writes"],
    ["Read units", "reads"],
    ["Copies of mails", "copies"],
    ["Lambda invocations", "invocations"],
    ["Events of mails", "mailEvents"],
    ["Notices to sales", "notices"],
    ["Events for other systems", "busEvents"],
    ["API requests", "requests"],
  ])("%s", (name, count) => {
    expect(document).toContain(row(name, ...lived.map((life) => life[count])));
  });
});

describe("what a thousand lives cost is what costs.md says", () => {
  test.each(SERVICES)("$name", ({ name, what, count, price }) => {
    const sums = lived.map((life) => `$${perThousand(count(life) * price)}`);
    expect(document).toContain(row(name, `${what} × ${dollars(price)}`, ...sums));
  });

  test("logs are less than a twentieth of it", () => {
    const logs = SERVICES.filter(({ name }) => name === "Logs");
    for (const life of lived) expect(priceOf(life, logs)).toBeLessThan(priceOf(life) / 20);
  });

  test("all together is what the lines above it add up to, as they stand there", () => {
    const sums = lived.map((life) => {
      const lines = SERVICES.map(({ count, price }) => Number(perThousand(count(life) * price)));
      return `**$${lines.reduce((sum, line) => sum + line).toFixed(3)}**`;
    });
    expect(document).toContain(row("**Together**", "", ...sums));
  });
});

/** Of a hundred leads: so many are silent, open every letter, go to sales. */
const MIX = [80, 15, 5] as const;
const mixed = (of: (life: Counted) => number) =>
  lived.reduce((sum, life, column) => sum + (of(life) * (MIX[column] ?? 0)) / 100, 0);

describe("a thousand, a hundred thousand and a million leads, who came in one month, cost in their year what costs.md says", () => {
  test.each([1_000, 100_000, 1_000_000])("%i", (leads) => {
    const nurture = mixed((life) => priceOf(life)) * leads;
    // A copy has 8 kB; a gigabyte-month of the table is $0.25 and $0.20 for restoring it, of S3 $0.023.
    const gigabytes = {
      table: (mixed(({ stored }) => stored) * leads) / 1e9,
      bucket: mixed(({ copies }) => copies) * leads * 8e-6,
    };
    const storage = 12 * (gigabytes.table * 0.45 + gigabytes.bucket * 0.023);
    const watching = 12 * (whenNobodyComes() + countingReads(leads));
    const cells = [nurture, storage, watching].map(Math.round);
    // Of the cells as they stand there: a reader adds them up.
    const sum = cells.reduce((all, cell) => all + cell);
    const aLead = (nurture + storage + watching) / leads;
    expect(document).toContain(
      row(leads.toLocaleString("en"), ...cells.map(inWhole), `**${inWhole(sum)}**`, `$${aLead.toFixed(4)}`),
    );
  });
});

const inWhole = (dollars: number) => `$${dollars.toLocaleString("en")}`;

const secrets = Object.keys(resources("AWS::SecretsManager::Secret")).length;
const watched = Object.values(resources("AWS::CloudWatch::Alarm")).flatMap(({ Metrics = [{}] }) =>
  (Metrics as readonly { readonly Expression?: string }[]).filter(
    ({ Expression }) => Expression === undefined,
  ),
).length;
/** One for each stage, in one hour of each of a month's thirty days. */
const daily = Lifecycle.options.length * 0.3 * (30 / 730);
/** Of a lead in the index `stages`: the names and values of its two keys and of the table's two. */
const BYTES_COUNTED = 84;
/** A month's thirty counts at half a unit for each 4 KB, $0.125 a million. */
const countingReads = (leads: number) => ((30 * leads * BYTES_COUNTED) / 8_192) * 0.125e-6;
const DASHBOARD = 3;
const POLLING = 0.26;

/** At most, a month. */
const whenNobodyComes = () => standing + own * 0.3;
/** Without metrics of our own, which cost by the hour in which they are counted. */
const standing = secrets * 0.4 + watched * 0.1 + daily + DASHBOARD + POLLING;

test("what remains when nobody comes: two secrets, so many watched metrics, and at most so many of our own", () => {
  expect(document).toContain(row("Secrets", `${secrets} × $0.40`, `$${(secrets * 0.4).toFixed(2)}`));
  expect(document).toContain(
    row("Alarms", `${watched} watched metrics × $0.10`, `$${(watched * 0.1).toFixed(2)}`),
  );
  expect(document).toContain(
    row(
      "Own metrics",
      `$0.30 each, by the hour in which they are counted; ${own} at most`,
      `up to $${(own * 0.3).toFixed(2)}`,
    ),
  );
  expect(document).toContain(
    row(
      "Counting stages",
      `${Lifecycle.options.length} metrics × $0.30 in 30 of 730 hours; ${Lifecycle.options.length * ARRIVAL_SHARDS} index queries a day`,
      `$${daily.toFixed(2)}`,
    ),
  );
  expect(document).toContain(`**$${whenNobodyComes().toFixed(2)}**`);
});

test("a million leads are counted every day for four cents a month, by what of each lies in the index", () => {
  const leadId = LeadId.parse("0123456789abcdef0123456789abcdef");
  const keys = { arrivalShard: arrivalShard(leadId), lifecycle: "nurturing" };
  expect(bytesOf(toItem(leadId, LEAD_ROW, keys))).toBe(BYTES_COUNTED);
  const cents = (countingReads(1_000_000) * 100).toFixed(0);
  expect(document.replaceAll("\n", " ")).toContain(`${cents} cents a month for a million leads`);
});

test("a stage on its own costs about eight dollars a month, here and in the README", () => {
  expect(standing).toBeGreaterThan(7.75);
  expect(standing).toBeLessThan(8.25);
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  for (const text of [document, readme]) expect(text).toContain("about eight dollars a month");
});
