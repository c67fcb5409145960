/** The figures of docs/costs.md, lived and summed anew: a change that makes a life dearer shows here. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { resources } from "../infra/deployed.ts";
import { ZOE } from "../journeys/zoe.ts";
import type { Story } from "../stories/line.ts";
import { type Counts, countLife } from "./count-life.ts";

const document = readFileSync(new URL("../../docs/costs.md", import.meta.url), "utf8");
const row = (...cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;

/** Each is one column of the tables, in this order. */
const LIVES: readonly ((told: Story) => Promise<void>)[] = [
  async function isSilent(told) {
    await told.posts(ZOE);
    await told.passes("1 year");
  },
  async function opensEveryLetter(told) {
    await told.posts(ZOE);
    for (let opened = 0; opened < 8; opened++) {
      const mail = told.mails[opened];
      if (mail) told.line.tell(mail, { eventType: "Open" });
      await told.passes("32 days");
    }
  },
  async function clicksTheSecondAndIsAccepted(told) {
    await told.posts(ZOE);
    await told.passes("10 days");
    await told.clicks();
    await told.passes("5 hours");
    await told.follows(told.handoffLink);
    await told.accepts("Tom");
  },
];

/** Dollars per million; what each is of is one of the counts, or a sum of them. */
const SERVICES: readonly { name: string; sum: string; dollars: (counts: Counts) => number }[] = [
  { name: "Step Functions", sum: "transitions × $25", dollars: ({ transitions }) => transitions * 25 },
  { name: "SES", sum: "mails × $100", dollars: ({ mails }) => mails * 100 },
  { name: "DynamoDB, writes", sum: "units × $0.625", dollars: ({ writes }) => writes * 0.625 },
  { name: "DynamoDB, reads", sum: "units × $0.125", dollars: ({ reads }) => reads * 0.125 },
  { name: "Lambda", sum: "invocations × $1.53", dollars: ({ invocations }) => invocations * 1.53 },
  { name: "SNS, events", sum: "events × $0.50", dollars: ({ mailEvents }) => mailEvents * 0.5 },
  { name: "SQS", sum: "events × 3 × $0.40", dollars: ({ mailEvents }) => mailEvents * 3 * 0.4 },
  { name: "SNS, sales", sum: "notices × ($0.50 + $20)", dollars: ({ notices }) => notices * 20.5 },
  { name: "API Gateway", sum: "requests × $1", dollars: ({ requests }) => requests },
  {
    name: "Logs",
    sum: "(invocations + requests) × $0.50",
    dollars: (all) => (all.invocations + all.requests) * 0.5,
  },
];

/** A thousand leads at dollars per million. */
const perThousand = (dollars: number) => `$${(dollars / 1_000).toFixed(3)}`;

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
    ["Lambda invocations", "invocations"],
    ["Events of mails", "mailEvents"],
    ["Notices to sales", "notices"],
    ["API requests", "requests"],
  ])("%s", (name, count) => {
    expect(document).toContain(row(name, ...lived.map((life) => life[count])));
  });
});

describe("what a thousand lives cost is what costs.md says", () => {
  test.each(SERVICES)("$name", ({ name, sum, dollars }) => {
    expect(document).toContain(row(name, sum, ...lived.map((life) => perThousand(dollars(life)))));
  });

  test("all together", () => {
    const total = (life: Counts) => SERVICES.reduce((sum, { dollars }) => sum + dollars(life), 0);
    expect(document).toContain(
      row("**Together**", "", ...lived.map((life) => `**$${(total(life) / 1_000).toFixed(2)}**`)),
    );
  });
});

test("what remains when nobody comes: two secrets, and so many watched metrics", () => {
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
});
