import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { LedgerLine } from "../../workflows/rules/life.ts";
import { NoticeJson } from "../../workflows/rules/sales-notice-json.ts";
import { noticeText } from "../../workflows/rules/sales-notice-text.ts";
import { HOUR } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { handoff, life, line, touch } from "../stories/lives.ts";
import { CONTEXT, EVERY, notice, ZOE } from "../stories/sales-notices.ts";

describe("a machine's doing is not the lead's", () => {
  test.each<[string, Partial<LedgerLine>, string]>([
    ["a person clicked", {}, ", clicked by a person"],
    ["a person opened it", { key: "open#1", kind: "open" }, ", opened by a person"],
    ["a scanner clicked", { machine: "a scanner" }, ""],
    ["a proxy opened it", { key: "open#1", kind: "open", machine: "a proxy" }, ""],
  ])("%s: the letter's line ends with “%3$s”", (_what, did, seen) => {
    const known = life({
      lead: { profile: ZOE },
      ledger: [line({ touchId: touch().touchId, at: MONDAY + HOUR, ...did })],
    });
    expect(notice("release", { life: known }).text).toContain(
      `\n  “welcome”, sent Monday 23 November 2026, 09:00 (Europe/Dublin)${seen}\n`,
    );
  });
});

describe("what others typed", () => {
  const EVIL = "https://evil.example/x";

  test.each([
    "{{ 7 | times: 7 }}",
    "<script>alert(1)</script>",
    `Zoë\r\nAccept: ${EVIL}`,
    `Zoë\u2028Accept: ${EVIL}`,
    EVIL,
  ])("%j begins no line of ours, in no field, and stands there as it was typed", (typed) => {
    const profile = { name: typed, company: typed, jobTitle: typed, message: typed };
    const known = life({
      lead: { profile, answers: { [typed]: typed } },
      handoffs: [handoff({ n: 1, status: "rejected", answeredBy: typed, note: typed, reason: typed })],
    });
    for (const what of EVERY) {
      const { text, subject } = notice(what, {
        life: known,
        handoff: { because: typed },
        context: { colleagues: [{ name: typed, state: typed }], acts: [typed] },
      });
      const answers = `${text}\n${subject}`
        .split(/[\r\n\u2028\u2029]/)
        .filter((each) => /^\s*(Accept|https)/.test(each));
      expect(answers.filter((each) => each.startsWith("Accept:"))).toEqual(
        answers.filter((each) => each.startsWith(`Accept:   ${CONTEXT.links.answer}`)),
      );
    }
    expect(notice("release", { life: known }).text).toContain(
      `Company: ${typed.replace(/[\r\n\u2028]+/g, " ")}`,
    );
  });

  test("at its longest, in the widest script, it is far from SNS's 256 kB, and every cut has its sign", () => {
    const long = "\u{20bb7}".repeat(10_000);
    const each = <T>(of: T) => Array.from({ length: 50 }, () => of);
    const known = life({
      lead: {
        profile: {
          ...ZOE,
          company: long,
          message: long,
          website: long,
          city: long,
          country: long,
          industry: long,
          employees: long,
          installedProduct: long,
        },
        answers: Object.fromEntries(each(long).map((value, index) => [`${index}${value}`, value])),
        source: {
          form: long,
          utm: Object.fromEntries(each(long).map((utm, n) => [String(n), utm])),
          at: MONDAY,
        },
      },
      touches: each(long).map((subject, index) => touch({ touchId: `small_1_x_${index}`, subject })),
      handoffs: each(long).map((note) =>
        handoff({ n: 1, status: "rejected", note, reason: long, answeredBy: long }),
      ),
    });
    const { text, json } = notice("release", {
      life: known,
      handoff: { because: long },
      context: { colleagues: each({ name: long, state: long }), acts: each(long) },
    });
    const published = JSON.stringify({ default: JSON.stringify(json), email: text });
    expect(new TextEncoder().encode(published).length).toBeLessThan(200_000);
    expect(json.lead["Message"]).toMatch(/…$/);
    expect(text.isWellFormed()).toBe(true);
  });
});

describe("as JSON", () => {
  /** Names and codes for programs, which people needn't read. */
  const CODES = new Set(["version", "kind", "to", "campaign", "pool", "subject", "leadId", "handoff", "at"]);

  function* said(value: unknown, key = ""): Generator<string> {
    if (CODES.has(key)) return;
    if (typeof value !== "object" || value === null) yield String(value);
    else for (const [name, each] of Object.entries(value)) yield* said(each, name);
  }

  test.each(EVERY)("all that %s says to programs stands in its text, in the shape of its schema", (what) => {
    const known = life({
      lead: { profile: { ...ZOE, message: "A demo, please" }, answers: { timeline: "now" } },
      ledger: [line({ touchId: touch().touchId, at: MONDAY + HOUR })],
      handoffs: [handoff({ status: "rejected", answeredBy: "Ines", reason: "bad-timing", note: "In Q2" })],
    });
    const { json, text } = notice(what, { life: known });
    expect(NoticeJson.parse(JSON.parse(JSON.stringify(json)))).toEqual(json);
    for (const each of said(json)) expect(text).toContain(each);
    expect(noticeText(json)).toBe(text);
  });

  test("has a schema for whoever writes a subscriber, made of the code's own: `npm test -- -u` does it anew", async () => {
    const schema = z.toJSONSchema(NoticeJson, { target: "draft-7" });
    const title = "A notice to sales, as Ripen publishes it to programs";
    await expect(`${JSON.stringify({ title, ...schema }, null, 2)}\n`).toMatchFileSnapshot(
      "../../docs/sales-notice.schema.json",
    );
  });
});
