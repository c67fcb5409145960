/** The sleepers' test is itself put to the test: of whatever a change might take away, it says the name. */
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { Step } from "../../functions/step.ts";
import { Lead, Lifecycle } from "../../workflows/rules/lead.ts";
import { Touch } from "../../workflows/rules/life.ts";
import { jsonSchema, payloadProblems, rollbackProblems, storedProblems, storedSchemas } from "./contract.ts";
import { readRelease } from "./release.ts";
import { TODAYS_WORKFLOW } from "./thaw.ts";
import { type Changed, verdict } from "./verdict.ts";
import { wireProblems } from "./wire.ts";

const release = readRelease("0.1.0");
/** It sleeps, is told to sales and sleeps again, within three days. */
const SLEEPER = "about to fall asleep when somebody writes";

/** advance-lead's answer without a field, or with it under another name. */
const without = (field: string, instead?: string): Changed => ({
  answer: (answer) => {
    const { [field]: value, ...rest } = Object(answer) as Record<string, unknown>;
    return value === undefined || instead === undefined ? rest : { ...rest, [instead]: value };
  },
});

describe("a function's answer", () => {
  const fields = Object.entries(release.contract.answers).flatMap(([action, answer]) =>
    Object.keys(answer).map((field) => ({ action, field })),
  );

  test("has no field that the workflow file doesn't read, and none that it reads is missing", () => {
    const answered = [...new Set(fields.map(({ field }) => field))];
    expect(answered.sort()).toEqual(release.contract.reads);
  });

  test.each(release.contract.reads)(
    "that has lost `%s` is found out, by name and by what becomes of the sleeper",
    async (field) => {
      const problems = await verdict(release, SLEEPER, without(field));
      expect(problems.filter((each) => each.includes(`\`${field}\``))).not.toEqual([]);
      expect(problems.filter((each) => /^(no longer|now|stopped): /.test(each))).not.toEqual([]);
    },
  );

  test.each(release.contract.reads)("that calls `%s` something else is, too", async (field) => {
    const problems = await verdict(release, SLEEPER, without(field, `${field}InMilliseconds`));
    expect(problems.join("\n")).toContain(`\`${field}\``);
  });

  test("that gives a number as a text is, too", async () => {
    const asText: Changed = {
      answer: (answer) => ({ ...Object(answer), until: String(Object(answer).until) }),
    };
    expect((await verdict(release, SLEEPER, asText)).join("\n")).toContain("`until`, a number");
  });

  test("may have more", async () => {
    expect(
      await verdict(release, SLEEPER, { answer: (answer) => ({ ...Object(answer), contract: 2 }) }),
    ).toEqual([]);
  });
});

describe("a function's payload", () => {
  test("that must have what the old workflow file doesn't send is found out, for both functions", () => {
    expect(payloadProblems(release.contract, z.extend(Step, { region: z.string() }))).toEqual([
      expect.stringContaining("AdvanceLead is sent no good `region`"),
      expect.stringContaining("ReleaseLead is sent no good `region`"),
    ]);
  });

  test("may have more, where that may be missing", () => {
    expect(payloadProblems(release.contract, z.extend(Step, { region: z.optional(z.string()) }))).toEqual([]);
  });

  test.each(Object.keys(Step.shape))(
    "that is sent without `%s` by a newer workflow file is found out",
    (field) => {
      const file = JSON.parse(TODAYS_WORKFLOW);
      delete file.States["Take the next step"].Arguments.Payload[field];
      expect(rollbackProblems(release.contract, JSON.stringify(file))).toEqual([
        `the file sends AdvanceLead no \`${field}\`, which the release's function takes`,
      ]);
    },
  );

  test("that a newer workflow file sends to a function of another name is found out", () => {
    const file = TODAYS_WORKFLOW.replace("{ReleaseLead}", "{TellSales}");
    expect(rollbackProblems(release.contract, file)).toHaveLength(3);
  });
});

test("a workflow file that reads a new field of an answer is found out: no release answers it yet", () => {
  const file = TODAYS_WORKFLOW.replace("$step.action = 'end'", "$step.action = 'end' and $step.reason != ''");
  expect(rollbackProblems(release.contract, file)).toEqual([
    "the file reads `reason`, which the release's advance-lead never answered",
  ]);
});

describe("the items of the table", () => {
  const today = { stored: storedSchemas(), told: release.contract.told };
  const with_ = (name: string, schema: z.core.$ZodType) => ({
    ...today,
    stored: { ...today.stored, [name]: jsonSchema(schema) },
  });

  test.each([
    ["a field that is gone", "Touch", z.omit(Touch, { sentAt: true }), "Touch.sentAt is gone"],
    [
      "a field that is a text now",
      "Lead",
      z.extend(Lead, { suppressedAt: z.optional(z.string()) }),
      "Lead.suppressedAt: type",
    ],
    [
      "a field that must be there now",
      "Lead",
      z.extend(Lead, { mailbox: z.string() }),
      "Lead.mailbox is required now",
    ],
    [
      "a new field that must be there",
      "Lead",
      z.extend(Lead, { region: z.string() }),
      "Lead.region is required now",
    ],
    [
      "a word that is no longer known",
      "Lead",
      z.extend(Lead, { lifecycle: z.enum(Lifecycle.options.filter((word) => word !== "dormant")) }),
      'Lead.lifecycle may no longer be "dormant"',
    ],
    [
      "a field renamed far inside",
      "Lead",
      z.extend(Lead, {
        source: z.extend(z.omit(Lead.shape.source, { form: true }), { from: z.optional(z.string()) }),
      }),
      "Lead.source.form is gone",
    ],
  ])("%s is found out", (_what, name, schema, problem) => {
    expect(storedProblems(release.contract, with_(name, schema)).join("\n")).toContain(problem);
  });

  test("may have more fields, and more words", () => {
    const lifecycle = z.enum([...Lifecycle.options, "advocate"]);
    expect(
      storedProblems(
        release.contract,
        with_("Lead", z.extend(Lead, { lifecycle, region: z.optional(z.string()) })),
      ),
    ).toEqual([]);
  });

  test("that a newer table knows no more are found out by what becomes of their lead: it is welcomed again", async () => {
    const lost: Changed = {
      frozen: (kept) => ({ ...kept, items: kept.items.filter(({ sk }) => !sk?.S?.startsWith("TOUCH#")) }),
    };
    const problems = await verdict(release, "in the middle of a step", lost);
    expect(problems.join("\n")).toMatch(/^now: .* mail orchard_1_welcome_1$/m);
  });
});

describe("what was told", () => {
  test("to sales' programs is found out when a field is gone, or may be missing", () => {
    const { properties, required, ...rest } = release.contract.told as {
      properties: object;
      required: string[];
    };
    const { says: _, ...left } = properties as Record<string, unknown>;
    const now = {
      stored: storedSchemas(),
      told: { ...rest, properties: left, required: required.filter((name) => name !== "kind") },
    };
    const problems = storedProblems(release.contract, now);
    expect(problems).toContain("the notice to sales.says is gone");
    expect(problems).toContain("the notice to sales.kind may be missing now: whoever reads it counts on it");
  });

  test("in links is found out when no key opens them any more; unsubscribing outlives any number of keys", async () => {
    const lost = { keyId: "new", key: "a key that came after all of those there were", former: {} };
    expect(await wireProblems(release.wire, lost)).toHaveLength(release.wire.links.length + 2);
    const old = {
      ...lost,
      former: { "of-the-releases": "a key that only the recorded links are signed with" },
      previous: "another",
    };
    const problems = await wireProblems(release.wire, old);
    expect(
      problems.filter((each) => each.includes("undefined")).map((each) => each.replace(/ said.*/, "")),
    ).not.toContain("a link to unsubscribe");
  });
});

test("a link that was to open for good and ends is found out, decades before anybody follows it", async () => {
  const ending = release.wire.links.filter(({ says }) => says.expiresAt !== undefined);
  const links = ending.map(({ token, says: { expiresAt: _, ...says } }) => ({ token, says }));
  expect(links.length).toBeGreaterThan(2);
  const problems = await wireProblems({ ...release.wire, links });
  expect(problems).toEqual(
    links.map(({ says }) => expect.stringMatching(`^a link to ${says.purpose} .* and says undefined$`)),
  );
});

describe("what lies beside the leads", () => {
  const { beside } = release.wire;
  /** As if the release had had it so: then today's code has it otherwise. */
  const had = (change: Partial<typeof beside>, paths: Readonly<Record<string, string>> = {}) =>
    wireProblems({
      ...release.wire,
      paths: { ...release.wire.paths, ...paths },
      beside: { ...beside, ...change },
    });
  const renamed = (sk: string, from: string, to: string) =>
    beside.items.map((item) =>
      item["sk"] === sk ? JSON.parse(JSON.stringify(item).replace(`"${from}"`, `"${to}"`)) : item,
    );

  test("is found out when a key is another: a campaign that is paused would mail again", async () => {
    const problems = await had({ items: renamed("CAMPAIGN", "CAMPAIGN#orchard", "CAMPAIGNS#orchard") });
    expect(problems.join("\n")).toMatch(/^a campaign's standing said .*pausedAt.* and says \{\}$/m);
  });

  test("is found out when a field has another name, read or written", async () => {
    const items = renamed("PERSON#tom", "open", "held");
    expect((await had({ items })).join("\n")).toContain("how many leads each person holds");
    const load = { key: { pk: "DESK", sk: "PERSON#tom" }, fields: ["held"] };
    expect((await had({ writes: { "DESK PERSON#tom": load } })).join("\n")).toContain(
      "the write of DESK PERSON#tom said",
    );
  });

  test("and where links lead, and what an execution is called, are found out", async () => {
    expect(await had({ execution: "zoe-1" }, { unsubscribe: "/leave/" })).toEqual([
      'the path of unsubscribe said "/leave/" and says "/unsubscribe/"',
      expect.stringMatching(/^an execution's name said "zoe-1" and says "[0-9a-f]{32}-\d+"$/),
    ]);
  });

  test("may have more fields", async () => {
    expect(await had({ items: beside.items.map((item) => ({ ...item, region: "north" })) })).toEqual([]);
  });
});
