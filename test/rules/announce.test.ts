/** What each write tells, one row each; what nobody needs to hear, too. */
import { describe, expect, test } from "vitest";
import { announcements, LOOKED_AT } from "../../workflows/rules/announce.ts";
import { spreadBy } from "../../workflows/rules/spread.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { handoff, line, row, SOMEBODY, touch } from "../stories/lives.ts";

const LATER = MONDAY + DAY;
/** Of the key that all of these lie under. */
const MARK = `k${spreadBy(SOMEBODY, "click#1", 65_536)}`;
const stone = { leadId: SOMEBODY, erasedAt: LATER };
type Kind = Parameters<typeof announcements>[0];

function told(kind: Kind, before: unknown, after: unknown) {
  return announcements(kind, { leadId: SOMEBODY, key: "click#1", before, after, writtenAt: LATER }).map(
    ({ type, detail }) => [type, detail.id.slice(SOMEBODY.length + 1), detail.at],
  );
}

const gone = (change: object) => row({ ledgerSeq: 9, consent: { givenAt: MONDAY, ...change } });

describe("of the lead's row", () => {
  test.each<[string, unknown, unknown, unknown[]]>([
    ["a new lead", undefined, row(), ["LeadCaptured", `${MONDAY}.captured`, MONDAY]],
    ["one that came back", stone, row(), ["LeadCaptured", `${MONDAY}.captured`, MONDAY]],
    ["erased", row(), stone, ["LeadLeft", `${MONDAY}.left.erased`, LATER]],
    [
      "unsubscribed",
      row(),
      gone({ withdrawnAt: LATER }),
      ["LeadLeft", `${MONDAY}.left.unsubscribed.9`, LATER],
    ],
    [
      "wants no contact, which withdraws too",
      row(),
      gone({ withdrawnAt: LATER, noContactAt: LATER }),
      ["LeadLeft", `${MONDAY}.left.no-contact.9`, LATER],
    ],
    [
      "bounced for good",
      row(),
      row({ ledgerSeq: 9, suppressedAt: MONDAY, lifecycle: "suppressed" }),
      ["LeadLeft", `${MONDAY}.left.suppressed.9`, MONDAY],
    ],
    [
      "disqualified",
      row(),
      row({ ledgerSeq: 9, lifecycle: "disqualified" }),
      ["LeadLeft", `${MONDAY}.left.disqualified.9`, LATER],
    ],
    [
      "a customer",
      row({ lifecycle: "sql" }),
      row({ ledgerSeq: 9, lifecycle: "customer" }),
      ["LeadLeft", `${MONDAY}.left.customer.9`, LATER],
    ],
    [
      "recycled",
      row({ lifecycle: "mql" }),
      row({ ledgerSeq: 9, lifecycle: "recycled" }),
      ["LeadRecycled", `${MONDAY}.recycled.9`, LATER],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(told("row", before, after)).toEqual([expected]);
  });

  test.each<[string, unknown, unknown]>([
    ["a sleep", row(), row({ ledgerSeq: 6, wakeToken: "another" })],
    ["ripe: its hand-off tells that", row(), row({ lifecycle: "mql" })],
    ["dormant: it may wake any day", row(), row({ lifecycle: "dormant" })],
    ["still recycled", row({ lifecycle: "recycled" }), row({ lifecycle: "recycled", ledgerSeq: 6 })],
    ["still unsubscribed", gone({ withdrawnAt: MONDAY }), gone({ withdrawnAt: MONDAY })],
    ["a tombstone for whoever never came", undefined, stone],
    ["a tombstone that nothing is left under", stone, { ...stone, doNotContact: true }],
  ])("nothing of %s", (_, before, after) => {
    expect(told("row", before, after)).toEqual([]);
  });
});

describe("of its other items", () => {
  const of = { of: MONDAY };
  test.each<[string, Kind, unknown, unknown, unknown[]]>([
    [
      "a mail that SES took",
      "touch",
      touch({ status: "claimed" }),
      touch({ sentAt: LATER }),
      ["TouchSent", "0.sent.small_1_welcome_1", LATER],
    ],
    [
      "one that nobody knew of for a while",
      "touch",
      { ...touch({ status: "unknown" }), ...of },
      { ...touch(), ...of },
      ["TouchSent", `${MONDAY}.sent.small_1_welcome_1`, MONDAY],
    ],
    [
      "one that lies where an earlier life left its own",
      "touch",
      { ...touch(), of: 5 },
      { ...touch(), ...of },
      ["TouchSent", `${MONDAY}.sent.small_1_welcome_1`, MONDAY],
    ],
    [
      "a click",
      "line",
      undefined,
      { ...line({ link: "guide" }), ...of },
      ["LeadEngaged", `${MONDAY}.click.${MONDAY}.guide.${MARK}`, MONDAY],
    ],
    [
      "a talk",
      "line",
      undefined,
      { ...line({ kind: "task", outcome: "spoke" }), ...of },
      ["LeadEngaged", `${MONDAY}.talk.${MONDAY}.spoke.${MARK}`, MONDAY],
    ],
    ["a release", "handoff", undefined, handoff(), ["LeadReleased", "0.released.1", MONDAY]],
    [
      "an answer to a snooze",
      "handoff",
      handoff({ status: "snoozed" }),
      handoff({ status: "accepted", closedAt: LATER }),
      ["LeadAccepted", "0.accepted.1", LATER],
    ],
    [
      "given back",
      "handoff",
      handoff({ status: "accepted" }),
      handoff({ status: "rejected", closedAt: LATER }),
      ["LeadRejected", "0.rejected.1", LATER],
    ],
  ])("%s", (_, kind, before, after, expected) => {
    expect(told(kind, before, after)).toEqual([expected]);
  });

  test.each<[string, Kind, unknown, unknown]>([
    ["a claim", "touch", undefined, touch({ status: "claimed" })],
    ["a delivery", "touch", touch(), touch({ deliveredAt: LATER })],
    ["a mail that failed", "touch", touch({ status: "claimed" }), touch({ status: "failed" })],
    ["an open", "line", undefined, line({ kind: "open" })],
    ["a machine's click", "line", undefined, line({ machine: "Likely" })],
    ["a click on the link that people don't see", "line", undefined, line({ link: "unseen" })],
    ["a call that reached nobody", "line", undefined, line({ kind: "task", outcome: "voicemail" })],
    ["a link that was fetched again", "line", line(), line({ again: [LATER] })],
    ["a decision", "line", undefined, line({ kind: "qualification" })],
    ["the reminder of a hand-off", "handoff", handoff(), handoff({ remindedAt: LATER })],
    ["a release after a snooze", "handoff", handoff({ status: "snoozed" }), handoff()],
    ["one that nobody answered: the row tells", "handoff", handoff(), handoff({ status: "expired" })],
  ])("nothing of %s", (_, kind, before, after) => {
    expect(told(kind, before, after)).toEqual([]);
  });

  test("two activities of one name and instant under two keys have two ids, and neither has its key in it", () => {
    const after = { ...line({ kind: "activity", activity: "downloaded" }), ...of };
    const ids = ["activity#order/zoe@dairy.example", "activity#order/second"].map((key) => {
      const written = { leadId: SOMEBODY, key, before: undefined, after, writtenAt: LATER };
      return announcements("line", written).map(({ detail }) => detail.id);
    });
    expect(new Set(ids.flat()).size).toBe(2);
    for (const id of ids.flat()) expect(id).toMatch(/\.downloaded\.k\d+$/);
  });

  test("what is looked at holds nothing that anybody wrote, and nobody's address", () => {
    const personal = [
      "address",
      "profile",
      "answers",
      "what",
      "because",
      "note",
      "subject",
      "key",
      "utm",
      "referrer",
      "answeredBy",
    ];
    expect(personal.filter((field) => LOOKED_AT.has(field))).toEqual([]);
  });
});
