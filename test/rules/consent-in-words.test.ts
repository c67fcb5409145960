import { describe, expect, test } from "vitest";
import { consentFacts, consentInALine, proofInWords } from "../../workflows/rules/consent-in-words.ts";
import { dossier } from "../../workflows/rules/dossier.ts";
import type { Consent, Lead } from "../../workflows/rules/lead.ts";
import { noContactNotice } from "../../workflows/rules/no-contact.ts";
import { NoticeJson } from "../../workflows/rules/sales-notice-json.ts";
import { hindrance } from "../../workflows/rules/task-notice.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { timeline } from "../../workflows/rules/timeline.ts";
import { MONDAY } from "../stories/line.ts";
import { handoff, life, line, PLAYBOOK, row } from "../stories/lives.ts";
import { notice } from "../stories/sales-notices.ts";

const given = { givenAt: MONDAY };
const left = { ...given, withdrawnAt: MONDAY + DAY };
const own = { givenAt: MONDAY };
const ended = { ...own, withdrawnAt: MONDAY + DAY };
const silent = { ...left, noContactAt: MONDAY + DAY };

describe("what a lead agreed to, as people of ours read it", () => {
  test.each<[string, Partial<Lead>, Record<string, string>, string]>([
    ["nothing", { consent: {} }, { Mail: "it has not agreed to mail" }, "not given, do not mail"],
    ["mail", { consent: given }, { Mail: "it agreed on Monday 23 November 2026" }, "given"],
    [
      "mail and calls",
      { consent: { ...given, call: own } },
      { Mail: "it agreed on Monday 23 November 2026", Calls: "agreed to on Monday 23 November 2026" },
      "given; calls agreed to apart from that",
    ],
    [
      "calls, and mail no more",
      { consent: { ...left, call: own } },
      { Mail: "it unsubscribed on Tuesday 24 November 2026", Calls: "agreed to on Monday 23 November 2026" },
      "withdrawn, do not mail; calls agreed to apart from that",
    ],
    [
      "mail without letters by post",
      { consent: { ...given, letter: ended } },
      {
        Mail: "it agreed on Monday 23 November 2026",
        "Letters by post": "none, since Tuesday 24 November 2026",
      },
      "given; no letters by post",
    ],
    [
      "mail without being watched",
      { consent: { ...given, untrackedAt: MONDAY + DAY } },
      {
        Mail: "it agreed on Monday 23 November 2026",
        Tracking:
          "off since Tuesday 24 November 2026, as it wished: nothing new is learned from what it opens and clicks",
      },
      "given",
    ],
    [
      "mail, and complained",
      { consent: given, suppressedAt: MONDAY + DAY },
      { Mail: "never again, since Tuesday 24 November 2026: its address is dead, or it complained" },
      "the address bounced or complained, do not mail",
    ],
    [
      "no contact at all",
      { consent: { ...silent, call: ended } },
      { Contact: "none, by mail, telephone or post: it asked for that on Tuesday 24 November 2026" },
      "withdrawn: no contact of any kind",
    ],
  ])("%s", (_what, change, facts, inALine) => {
    const lead = row(change);
    expect(Object.fromEntries(consentFacts(lead, "Europe/Dublin"))).toEqual(facts);
    expect(consentInALine(lead)).toBe(inALine);
  });

  test("the dossier has it, and says of the points that no tracking adds to them", () => {
    const untracked = life({ lead: { consent: { ...given, untrackedAt: MONDAY } } });
    const told = dossier(untracked, PLAYBOOK, MONDAY + DAY);
    expect(told.facts.map(([name]) => name)).toContain("Tracking");
    expect(told.score?.isUntracked).toBe(true);
  });

  test("the proof of each consent stands beside it in the story", () => {
    const proof = {
      how: "single opt-in",
      channels: ["mail", "call"],
      topics: ["letters"],
      form: "guide",
      version: "small 1",
      ip: "203.0.113.7",
      page: "https://www.orchard-cold-chain.example/guide",
      wording: { text: "Yes, write to me.", sha256: "00", stated: true },
    } as const;
    const said = { ...proof, channels: [...proof.channels], topics: [...proof.topics] };
    const words =
      "single opt-in; mail, calls; topics: letters; form guide; as of small 1; from 203.0.113.7; on https://www.orchard-cold-chain.example/guide; beside “Yes, write to me.”, as the campaign states it";
    expect(proofInWords(said)).toBe(words);
    const told = timeline(life({ ledger: [line({ kind: "consent", proof: said })] }));
    expect(told.map((each) => each.proof).filter(Boolean)).toEqual([words]);
    const none = { text: "Yes.", sha256: "00", stated: true, from: "campaign" } as const;
    expect(proofInWords({ how: "single opt-in", channels: ["mail"], wording: none })).toBe(
      "single opt-in; mail; the form sent no words, the campaign states “Yes.”",
    );
    expect(proofInWords({ how: "one click", channels: ["mail"] })).toBe("one click; mail");
  });
});

describe("whoever is about to call or write reads first", () => {
  const PEACE = "Please leave it in peace.";
  test.each<[string, Consent, "call" | "postcard" | "reply", string | undefined]>([
    ["nothing, where all is well", given, "call", undefined],
    ["nothing of one that never agreed to mail and was asked by hand", {}, "call", undefined],
    ["that it has unsubscribed", left, "call", `This lead has unsubscribed since. ${PEACE}`],
    ["nothing, where calls were agreed to apart", { ...left, call: own }, "call", undefined],
    [
      "that calls aren't letters",
      { ...left, call: own },
      "postcard",
      `This lead has unsubscribed since. ${PEACE}`,
    ],
    [
      "that it wants no calls",
      { ...given, call: ended },
      "call",
      `This lead wants no calls any more. ${PEACE}`,
    ],
    [
      "that it wants no letters by post",
      { ...given, letter: ended },
      "postcard",
      `This lead wants no letters by post any more. ${PEACE}`,
    ],
    [
      "that it wants no contact",
      { ...silent, call: ended },
      "call",
      `This lead asked not to be contacted any more. ${PEACE}`,
    ],
    [
      "that a reply may be answered, and no more",
      left,
      "reply",
      "This lead has unsubscribed. Please answer what it wrote, and no more than that.",
    ],
    [
      "that a reply of one that wants no contact is answered only if it asks",
      silent,
      "reply",
      "This lead asked not to be contacted any more. Please answer only if it asks for an answer, and no more than that.",
    ],
  ])("%s", (_what, consent, channel, words) => {
    expect(hindrance(life({ lead: { consent } }), { channel })).toBe(words);
  });

  test("that mail came back, of a task asked for before", () => {
    const dead = life({ lead: { suppressedAt: MONDAY } });
    expect(hindrance(dead, { channel: "call" })).toContain("came back, or it complained");
  });
});

describe("sales reads of a lead that left", () => {
  test.each<[string, Consent, string]>([
    ["that a call is its to judge", left, "don't write, a call is yours to judge."],
    [
      "that calls were agreed to apart",
      { ...left, call: own },
      "don't write. It agreed to calls apart from that.",
    ],
    ["that it wants no calls either", { ...left, call: ended }, "don't write, and don't call"],
    ["that it wants no contact", silent, "please don't write or call."],
  ])("%s", (_what, consent, words) => {
    expect(notice("left", { life: life({ lead: { consent } }) }).text).toContain(words);
  });

  test("the notice that it wants no contact is of the documented shape, to whoever had it or to everybody", () => {
    const links = { dossier: "https://api.ripen.example/dossiers/d" };
    const told = noContactNotice(life({ lead: { consent: silent } }), links, PLAYBOOK);
    expect(NoticeJson.safeParse(told.json).success).toBe(true);
    expect(told.attributes).toEqual({ kind: "no-contact", to: "everybody", campaign: "none" });
    expect(told.text).toContain(`Dossier:  ${links.dossier}`);
    const held = life({ lead: { consent: silent }, handoffs: [handoff({ to: "tom" })] });
    expect(noContactNotice(held, links, PLAYBOOK).attributes).toMatchObject({ to: "tom", campaign: "small" });
    const long = life({ lead: { consent: silent, profile: { name: "Zoë ".repeat(100) } } });
    expect(noContactNotice(long, links, PLAYBOOK).subject.length).toBeLessThan(100);
  });

  test("a hand-off that this closed was not left unanswered", () => {
    const closed = handoff({ status: "expired", closedAt: MONDAY + DAY, reason: "no-contact" });
    const told = timeline(life({ handoffs: [closed] })).map(({ what }) => what);
    expect(told).toContain("sales has it no more: it asked not to be contacted");
    expect(told.join()).not.toContain("did not answer in time");
  });
});
