import { describe, expect, test } from "vitest";
import { anyHourDesk } from "../../local/memory/any-hour-desk.ts";
import type { What } from "../../workflows/rules/decision.ts";
import type { Known } from "../../workflows/rules/life.ts";
import { Promised } from "../../workflows/rules/promised.ts";
import { salesNotice } from "../../workflows/rules/sales-notice.ts";
import { DAY, HOUR } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { handoff, life, line, PLAYBOOK } from "../stories/lives.ts";
import { CONTEXT, EVERY, type Given, notice, ZOE } from "../stories/sales-notices.ts";

const promised = (change: Partial<Promised>) => Promised.parse({ contactBy: MONDAY, ...change });
const named = (profile: Known["lead"]["profile"]) => life({ lead: { profile } });
const firstLine = (what: What, given?: Given) => notice(what, given).text.split("\n")[0];

describe("the subject", () => {
  const LONG = "Molkerei Süd, ".repeat(20).slice(0, 200).trim();

  test.each([
    ["release", "Ripe lead: Zoë Müller, Dairy Süd"],
    ["reminder", "Still waiting: Zoë Müller, Dairy Süd"],
    ["next person", "Passed on: Zoë Müller, Dairy Süd"],
    ["manager", "Nobody answers: Zoë Müller, Dairy Süd"],
    ["nobody free", "No room for: Zoë Müller, Dairy Süd"],
    ["left", "No more mail: Zoë Müller, Dairy Süd"],
    ["act", "News of your lead: Zoë Müller, Dairy Süd"],
    ["follow-up", "Did you reach Zoë Müller, Dairy Süd?"],
    ["follow-up manager", "No word on: Zoë Müller, Dairy Süd"],
  ] as const)("of %s is “%s”", (what, subject) => {
    expect(notice(what).subject).toBe(subject);
  });

  test("of what stays with somebody since nobody else can have it isn't “Passed on”", () => {
    expect(notice("next person", { handoff: { asked: ["tom"] } }).subject).toBe(
      "Still yours: Zoë Müller, Dairy Süd",
    );
  });

  test.each([
    ["ŁUKASZ ŻÓŁĆ", "Łukasz Żółć"],
    ["田中 花子", "田中 花子"],
    ["Zoë", "Zoë"],
    ["Nguyễn Thị Ánh", "Nguyễn Thị Ánh"],
  ])("keeps every sign of %s beside a company of 200 characters, which is cut with one", (typed, shown) => {
    const { subject, text } = notice("release", { life: named({ name: typed, company: LONG }) });
    expect(subject).toContain(`Ripe lead: ${shown}, Molkerei Süd, Molkerei`);
    expect(subject).toMatch(/…$/);
    expect(subject).toHaveLength(99);
    expect(text).toContain(`\nCompany: ${LONG}\n`);
  });

  test("shares its room between a long name and a long company, and keeps what follows them", () => {
    const name = "Zoë Anna Katharina Maria Theresia Müller-Lüdenscheidt von der Alb zu Hohenstein";
    const { subject } = notice("follow-up", { life: named({ name, company: LONG }) });
    expect(subject).toBe(
      "Did you reach Zoë Anna Katharina Maria Theresia Müller-…, Molkerei Süd, Molkerei Süd, Molkerei Sü…?",
    );
  });

  const COMPANIES = [undefined, "", "🍌".repeat(99), "x".repeat(5_000), "a\r\nb\u2028c\u0000"];

  test.each(COMPANIES)("about a company called %.20s is one line, under 100 characters", (company) => {
    const profiles = ["Zoë", "Zoë ".repeat(19).trim(), undefined].map((name) => ({
      ...(name === undefined ? {} : { name }),
      ...(company === undefined ? {} : { company }),
    }));
    const subjects = EVERY.flatMap((what) =>
      profiles.map((profile) => notice(what, { life: named(profile) }).subject),
    );
    for (const subject of subjects) {
      expect(subject.length).toBeLessThan(100);
      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(subject.isWellFormed()).toBe(true);
    }
  });
});

describe("the first sentence says what it is about", () => {
  test.each<[What, string, Given?]>([
    ["release", "Zoë Müller, Dairy Süd is ripe. It is yours, Tom."],
    ["release", "Zoë Müller, Dairy Süd is ripe.", { handoff: { without: ["to"] } }],
    ["reminder", "Zoë Müller, Dairy Süd still waits for an answer."],
    [
      "next person",
      "Zoë Müller, Dairy Süd had no answer in time from Ines. It is yours now, Tom.",
      { handoff: { asked: ["ines"] } },
    ],
    [
      "manager",
      "Nobody has answered for Zoë Müller, Dairy Süd: Tom had it until Monday 23 November 2026, 13:00 (Europe/Dublin), Ines since Monday 23 November 2026, 13:00 (Europe/Dublin).",
      {
        handoff: { asked: ["tom"], to: "ines" },
        life: life({
          lead: { profile: ZOE },
          ledger: [
            line({ key: `handoff#2#told#${MONDAY}`, kind: "handoff" }),
            line({ key: "handoff#2#reminded#1", kind: "handoff", at: MONDAY + HOUR }),
            line({ key: "handoff#2#next person#2", kind: "handoff", at: MONDAY + 4 * HOUR }),
            line({ key: "handoff#1#told#3", kind: "handoff", at: MONDAY - DAY }),
          ],
        }),
      },
    ],
    [
      "next person",
      "Zoë Müller, Dairy Süd had no answer in time. Nobody else can have it: it is still yours, Tom.",
      { handoff: { asked: ["ines", "tom"] } },
    ],
    [
      "next person",
      "Zoë Müller, Dairy Süd had no answer in time from Tom and Ines. It is yours now, Tom.",
      { handoff: { asked: ["tom", "ines", "tom", "ines"] } },
    ],
    [
      "next person",
      "Zoë Müller, Dairy Süd had no answer in time: whoever accepts first has it.",
      { handoff: { without: ["to"] } },
    ],
    [
      "manager",
      "Nobody has answered for Zoë Müller, Dairy Süd: Tom since Monday 23 November 2026, 09:00 (Europe/Dublin).",
      {
        handoff: { asked: ["tom"], to: "tom" },
        life: life({
          lead: { profile: ZOE },
          ledger: [
            line({ key: `handoff#2#told#${MONDAY}`, kind: "handoff" }),
            line({ key: "handoff#2#next person#2", kind: "handoff", at: MONDAY + 4 * HOUR }),
          ],
        }),
      },
    ],
    [
      "manager",
      "Nobody has answered for Zoë Müller, Dairy Süd: Tom and Ines had it.",
      { handoff: { asked: ["tom"], to: "ines" } },
    ],
    [
      "nobody free",
      "Nobody has room for Zoë Müller, Dairy Süd: whoever might have this lead has as many as they can work, or is away, since Monday 23 November 2026, 09:00 (Europe/Dublin).",
      { handoff: { fullSince: MONDAY } },
    ],
    [
      "left",
      "Zoë Müller asked for no more mail on Monday 23 November 2026, 09:00 (Europe/Dublin): don't write, a call is yours to judge.",
      { life: life({ lead: { profile: ZOE, consent: { withdrawnAt: MONDAY } } }) },
    ],
    [
      "left",
      "Zoë Müller can't be mailed any more: the address bounced or complained. A call is yours to judge.",
      { life: life({ lead: { profile: ZOE, suppressedAt: MONDAY } }) },
    ],
    ["act", "Zoë Müller, Dairy Süd, whom you accepted, has done something new."],
    ["follow-up", "Did you reach Zoë Müller, Dairy Süd?"],
    [
      "follow-up",
      "You spoke with Zoë Müller, Dairy Süd. What came of it?",
      { handoff: { promised: promised({ spokeAt: MONDAY }) } },
    ],
    ["follow-up manager", "Tom accepted Zoë Müller, Dairy Süd, and hasn't said whether they spoke."],
    [
      "follow-up manager",
      "Olga Left accepted Zoë Müller, Dairy Süd, and hasn't said whether they spoke.",
      { handoff: { status: "accepted", to: "olga", answeredBy: "Olga Left" } },
    ],
    [
      "next person",
      "Zoë Müller, Dairy Süd had no answer in time from Olga Left. It is yours now, Tom.",
      {
        handoff: { asked: ["olga"] },
        life: life({
          lead: { profile: ZOE },
          handoffs: [handoff({ status: "rejected", to: "olga", answeredBy: "Olga Left" })],
        }),
      },
    ],
  ])("%s: %s", (what, says, given) => {
    expect(firstLine(what, given)).toBe(says);
  });

  test("a lead without a name that we understand goes by its address, and what it typed is shown", () => {
    const { subject, text } = notice("release", { life: named({ name: "asdf" }) });
    expect(subject).toBe("Ripe lead: zoe@dairy.example");
    expect(text).toContain("\nName: asdf\nE-mail: zoe@dairy.example\n");
  });
});

describe("until when", () => {
  test.each<[What, string]>([
    ["release", "Thursday 26 November 2026, 09:00 (Europe/Dublin)"],
    ["next person", "Thursday 26 November 2026, 09:00 (Europe/Dublin)"],
    ["reminder", "Wednesday 25 November 2026, 09:00 (Europe/Dublin)"],
  ])("%s: an answer is due by %s; whoever is just told has the whole time from now", (what, when) => {
    expect(notice(what).text).toContain(`\nAn answer is due by ${when}.\n`);
  });

  test("in New York's working time, for whoever works there", () => {
    const tom = {
      name: "Tom",
      email: "tom@orchard-cold-chain.example",
      zone: "America/New_York",
      hours: "9-17",
    };
    const desk = anyHourDesk({ manager: "tom", people: { tom }, pools: [{ name: "all", people: ["tom"] }] });
    const there = { ...PLAYBOOK, desk };
    const asked = { ...handoff(), to: "tom" };
    const { text } = salesNotice(life(), asked, "release", CONTEXT, there, MONDAY);
    expect(text).toContain("\nAn answer is due by Monday 30 November 2026, 17:00 (America/New_York).\n");
  });

  test.each<What>(["left", "act", "nobody free"])("%s: nothing is due", (what) => {
    expect(notice(what).text).not.toContain("due");
  });

  test("the lead is to be reached, once it is accepted", () => {
    const owed = promised({ contactBy: MONDAY + DAY });
    const { text, json } = notice("follow-up", { handoff: { status: "accepted", promised: owed } });
    expect(text).toContain("\nTo be reached by Tuesday 24 November 2026, 09:00 (Europe/Dublin).\n");
    expect(json.due?.at).toBe("2026-11-24T09:00:00Z");
  });
});

describe("who it is for", () => {
  test.each<[What, string, NonNullable<Given["handoff"]>]>([
    ["release", "tom", {}],
    ["release", "everybody", { without: ["to"] }],
    ["release", "everybody", { to: "-" }],
    ["release", "everybody", { to: "left-the-firm" }],
    ["release", "everybody", { to: "tom@orchard-cold-chain.example" }],
    ["manager", "ruth", {}],
    ["nobody free", "ruth", { without: ["to"] }],
    ["follow-up manager", "ruth", {}],
    ["follow-up", "ines", { without: ["to"], status: "accepted", answeredBy: "Ines" }],
  ])("%s goes to %s", (what, to, given) => {
    const { attributes, json } = notice(what, { handoff: given });
    expect(attributes).toEqual({
      kind: what.replaceAll(" ", "-"),
      to,
      campaign: "small",
      pool: "europe",
    });
    expect(json).toMatchObject(attributes);
  });

  test.each<[string, string, NonNullable<Given["handoff"]>]>([
    ["pool:europe", "while it is nobody's", { without: ["to"] }],
    ["tom", "once somebody has accepted it", { status: "accepted" }],
    ["everybody", "when whoever accepted it has left the desk", { status: "accepted", to: "left-the-firm" }],
  ])("a pool's that shares goes to %s %s", (to, _when, given) => {
    const desk = anyHourDesk({ pools: [{ name: "europe", people: ["tom", "ines"], share: true }] });
    expect(notice("left", { handoff: given, desk }).attributes["to"]).toBe(to);
  });

  test("no pool, no attribute: SNS takes no empty one", () => {
    expect(Object.keys(notice("release", { handoff: { without: ["pool"] } }).attributes)).toEqual([
      "kind",
      "to",
      "campaign",
    ]);
  });
});
