/** The guides leave nothing out: what the code knows by name, the guide about it names too. */
import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { Settings } from "../../infra/settings.ts";
import { EVENTS } from "../../workflows/rules/announcement.ts";
import { Campaign, FitRule, Question } from "../../workflows/rules/campaign.ts";
import { Condition } from "../../workflows/rules/condition.ts";
import { Desk, Person, Pool, Reason } from "../../workflows/rules/desk.ts";
import { Branch, Evergreen, Touch, Wait } from "../../workflows/rules/journey.ts";
import { LEAD_VALUES, LINK_VALUES, SENDER_VALUES } from "../../workflows/rules/mail-values.ts";
import { Window } from "../../workflows/rules/window.ts";
import { template } from "../infra/deployed.ts";
import { begin } from "../journeys/zoe.ts";
import { readRelease } from "../releases/release.ts";

const root = new URL("../..", import.meta.url).pathname;
const read = (file: string) => readFileSync(join(root, file), "utf8");
const guides = [
  "backup",
  "campaign-commands",
  "campaign-yaml",
  "campaigns",
  "correctness",
  "costs",
  "crm",
  "deploy",
  "doctor",
  "laptop",
  "notifications",
  "operate",
  "privacy",
  "sales-yaml",
  "settings",
  "updates",
] as const;

const missingIn = (guide: string, names: Iterable<string>) => {
  const text = read(`docs/${guide}.md`);
  return [...names].filter((name) => !text.includes(name));
};

describe("settings.md", () => {
  test("has every setting of cdk.json", () => {
    expect(
      missingIn(
        "settings",
        Object.keys(Settings.shape).map((name) => `| \`${name}\` |`),
      ),
    ).toEqual([]);
  });

  test("has every variable that the laptop reads", () => {
    const variables = read("local/start-settings.ts").matchAll(/"([A-Z]+(?:_[A-Z]+)+)"/g);
    const names = new Set([...variables].map(([, name]) => `| \`${name}\` |`));
    expect(names.size).toBeGreaterThan(4);
    expect(missingIn("settings", names)).toEqual([]);
  });
});

describe("campaign-commands.md", () => {
  test("has every command of npm run campaign", () => {
    const commands = commandsIn("local/campaign/commands");
    expect(commands).toContain("draw");
    expect(
      missingIn(
        "campaign-commands",
        commands.map((name) => `| \`${name}`),
      ),
    ).toEqual([]);
  });
});

describe("campaign-yaml.md", () => {
  const { points } = Campaign.shape.engagement.shape;
  const parts = [points, Condition, FitRule, Question, Touch, Branch, Wait, Evergreen, Window];
  const names = [...keysOf(Campaign), ...parts.flatMap(({ shape }) => Object.keys(shape))];

  test("has every key of campaign.yaml, at its place", () => {
    expect(names).toEqual(expect.arrayContaining(["send.window", "evergreen.every", "atMost", "outcome"]));
    expect(
      missingIn(
        "campaign-yaml",
        names.map((name) => `\`${name}\``),
      ),
    ).toEqual([]);
  });

  test("and no key that there isn't", () => {
    const below = ["segments.name", "because", "again.after", "again.most"];
    expect(toldIn("campaign-yaml").filter((key) => ![...names, ...below].includes(key))).toEqual([]);
  });
});

describe("sales-yaml.md", () => {
  const names = [...keysOf(Desk), ...[Person, Pool, Reason].flatMap(({ shape }) => Object.keys(shape))];

  test("has every key of sales.yaml, at its place, and no key that there isn't", () => {
    expect(names).toEqual(expect.arrayContaining(["answer.scored", "atMost", "share", "next"]));
    const below = ["away.from", "away.to"];
    const told = toldIn("sales-yaml").filter((key) => !key.startsWith("npm "));
    expect(new Set(told)).toEqual(new Set([...names, ...below]));
  });

  test("has every command of npm run sales", () => {
    const commands = commandsIn("local/sales/commands");
    expect(commands).toContain("check");
    expect(
      missingIn(
        "sales-yaml",
        commands.map((name) => `| \`npm run sales -- ${name}`),
      ),
    ).toEqual([]);
  });
});

describe("campaigns.md", () => {
  test("has every value that a letter may name", () => {
    const values = [...LEAD_VALUES, ...LINK_VALUES.map((name) => `links.${name}`), ...SENDER_VALUES];
    expect(missingIn("campaigns", values)).toEqual([]);
  });
});

describe("deploy.md", () => {
  test("has every output of the stack", () => {
    expect(
      missingIn(
        "deploy",
        Object.keys(template.Outputs).map((name) => `\`${name}\``),
      ),
    ).toEqual([]);
  });

  test("its first lead gets a letter from the first post, and is with sales from the second", async () => {
    const told = begin();
    for (const [, posted = ""] of read("docs/deploy.md").matchAll(/-d '(\{.*?\})'/gs)) {
      expect(await told.posts(JSON.parse(posted))).toMatchObject({ body: '{"status":"received"}' });
      await told.passes("1 minute");
    }
    expect(told.mails.map(({ to }) => to)).toEqual(["success@simulator.amazonses.com"]);
    expect(told.notices).toHaveLength(1);
  });
});

describe("updates.md", () => {
  test("has every logical id that is pinned for the sleepers' sake", () => {
    const [, table = ""] = /test\.each\(\[(.*?)\]\)\(/s.exec(read("test/infra/logical-ids.test.ts")) ?? [];
    const pinned = [...table.matchAll(/\["(\w+)", "AWS::/g)].map(([, id]) => `\`${id}\``);
    expect(pinned.length).toBeGreaterThan(6);
    expect(missingIn("updates", pinned)).toEqual([]);
  });

  test("has every field that the workflow file sends to its functions and reads of their answers", () => {
    const { sends, reads } = readRelease("0.1.0").contract;
    const fields = [...Object.values(sends).flatMap(Object.keys), ...reads];
    expect(
      missingIn(
        "updates",
        fields.map((name) => `\`${name}\``),
      ),
    ).toEqual([]);
  });
});

describe("crm.md", () => {
  test("has every event, and each reason for which a lead leaves", () => {
    expect(
      missingIn(
        "crm",
        Object.keys(EVENTS).map((name) => `| \`${name}\` |`),
      ),
    ).toEqual([]);
    const { why } = EVENTS.LeadLeft.shape;
    expect(
      missingIn(
        "crm",
        why.options.map((reason) => `\`${reason}\``),
      ),
    ).toEqual([]);
  });

  test("its example asks for what the code asks for", () => {
    const [, given = ""] = /new CrmWebhook\(this, "Crm", (\{.*?\})\)/s.exec(read("docs/crm.md")) ?? [];
    const [, props = ""] = /interface CrmWebhookProps (\{.*?\n\})/s.exec(read("infra/crm-example.ts")) ?? [];
    const keys = (text: string, key: RegExp) => [...text.matchAll(key)].map(([, name]) => name);
    expect(keys(given, /^ +(\w+):/gm)).toEqual(keys(props, /readonly (\w+)/g));
  });
});

describe("correctness.md", () => {
  test("names only scenarios that a test carries", () => {
    const tests = globSync("test/**/*.test.ts", { cwd: root }).map(read).join("\n");
    const carried = new Set([...tests.matchAll(/["'`](S\d+) /g)].map(([, number]) => number));
    const named = [...read("docs/correctness.md").matchAll(/\bS\d+\b/g)].map(([number]) => number);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((number) => !carried.has(number))).toEqual([]);
  });
});

test("backup.md names only alarms that there are, those that closing may ring among them", () => {
  const alarms = Object.values(template.Resources).filter(({ Type }) => Type === "AWS::CloudWatch::Alarm");
  const names = alarms.map(({ Properties }) => `${Properties?.["AlarmName"]}`.replace("ripen-dev-", ""));
  const told = [...read("docs/backup.md").matchAll(/`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`/g)].map(
    ([, name]) => name,
  );
  expect(told).toEqual(expect.arrayContaining(["PagesFail", "FunctionsThrottled", "CopiesNotKept"]));
  const actions = ["Scan", "Query", "DescribeTable", "GetItem", "PutItem", "UpdateItem"];
  expect(told.filter((name) => !names.includes(`${name}`) && !actions.includes(`${name}`))).toEqual([]);
});

test.each(guides)("%s.md is no longer than 120 lines", (guide) => {
  expect(readdirSync(join(root, "docs"))).toContain(`${guide}.md`);
  expect(read(`docs/${guide}.md`).split("\n").length).toBeLessThanOrEqual(120);
});

/** `release.score`, `touches`: the keys of a file, and of what stands under them. */
function keysOf({ shape }: z.ZodMiniObject): readonly string[] {
  return Object.entries(shape).flatMap(([key, value]) => {
    const inner = unwrapped(value);
    return inner instanceof z.ZodMiniObject
      ? Object.keys(inner.shape).map((below) => `${key}.${below}`)
      : [key];
  });
}

/** What stands in the first cells of its tables. */
function toldIn(guide: string): readonly string[] {
  const rows = [...read(`docs/${guide}.md`).matchAll(/^\| (`[^|]*) \|/gm)].map(([, cell]) => cell);
  return rows.flatMap((cell) => [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, key]) => key ?? ""));
}

function commandsIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder)).flatMap((file) =>
    [...read(join(folder, file)).matchAll(/new Command\("([a-z]+)"\)/g)].map(([, name]) => name ?? ""),
  );
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  return "innerType" in def ? unwrapped(def.innerType as z.core.$ZodType) : schema;
}
