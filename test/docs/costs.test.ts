/** The figures of docs/costs.md, lived and summed anew: a change that makes a life dearer shows here. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { STAGES } from "../../infra/dashboard/leads.ts";
import { type Counts, inDollars, priceOf, SERVICES } from "../../local/costs/prices.ts";
import { resources } from "../infra/deployed.ts";
import { countedBy } from "../infra/watched.ts";
import { ZOE } from "../journeys/zoe.ts";
import type { Story } from "../stories/line.ts";
import { countLife } from "./count-life.ts";

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
const perThousand = (dollars: number) => `$${(dollars / 1_000).toFixed(3)}`;

/** `$25`, `$0.50`, `$0.625`. */
const dollars = (price: number) => `$${Number.isInteger(price * 100) ? twoPlaces(price) : price}`;
const twoPlaces = (price: number) => (Number.isInteger(price) ? price : price.toFixed(2));

let lived: readonly Counts[];
beforeAll(async () => {
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
    ["API requests", "requests"],
  ])("%s", (name, count) => {
    expect(document).toContain(row(name, ...lived.map((life) => life[count])));
  });
});

describe("what a thousand lives cost is what costs.md says", () => {
  test.each(SERVICES)("$name", ({ name, what, count, price }) => {
    const sums = lived.map((life) => perThousand(count(life) * price));
    expect(document).toContain(row(name, `${what} × ${dollars(price)}`, ...sums));
  });

  test("all together", () => {
    const sums = lived.map((life) => `**${inDollars(priceOf(life) * 1_000)}**`);
    expect(document).toContain(row("**Together**", "", ...sums));
  });
});

test("what remains when nobody comes: two secrets, so many watched metrics, and at most so many of our own", async () => {
  const secrets = Object.keys(resources("AWS::SecretsManager::Secret")).length;
  const watched = Object.values(resources("AWS::CloudWatch::Alarm")).flatMap(({ Metrics = [{}] }) =>
    (Metrics as readonly { readonly Expression?: string }[]).filter(
      ({ Expression }) => Expression === undefined,
    ),
  ).length;
  expect(document).toContain(row("Secrets", `${secrets} × $0.40`, `$${(secrets * 0.4).toFixed(2)}`));
  expect(document).toContain(
    row("Alarms", `${watched} watched metrics × $0.10`, `$${(watched * 0.1).toFixed(2)}`),
  );
  // Each stage that a lead enters is one of its own.
  const own = [...(await countedBy()).values()].flat().length - 1 + STAGES.length;
  expect(document).toContain(
    row(
      "Own metrics",
      `$0.30 each, by the hour in which they are counted; ${own} at most`,
      `up to $${(own * 0.3).toFixed(2)}`,
    ),
  );
});
