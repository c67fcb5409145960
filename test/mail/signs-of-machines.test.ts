import { describe, expect, it, test } from "vitest";
import { parseSesEvent } from "../../functions/ses-event.ts";
import { clicked, opened } from "../../local/ses/happenings.ts";
import { apply } from "../../workflows/rules/change.ts";
import { emailEvent } from "../../workflows/rules/email-event.ts";
import type { Life } from "../../workflows/rules/life.ts";
import { MONDAY } from "../stories/line.ts";
import { life, SOMEBODY, touch } from "../stories/lives.ts";

const BARRACUDA = "Barracuda Sentinel (EE)";
const SENT = touch();

interface From {
  readonly userAgent?: unknown;
  readonly ipAddress?: unknown;
}

/** The event as SES sends it, read as our function reads it. */
function told(of: "open" | "click", from: From, isBot = false, at = MONDAY) {
  const reader = { ipAddress: "192.0.2.1", userAgent: "Mozilla/5.0 (X11)", isBot };
  const { content } =
    of === "click" ? clicked("https://x.example/", { link: ["tally"] }, reader, at) : opened(reader, at);
  const mail = {
    messageId: "mail-1",
    timestamp: new Date(MONDAY).toISOString(),
    tags: { leadId: [SOMEBODY], touchId: [SENT.touchId], attempt: [SENT.attempt] },
  };
  return parseSesEvent(JSON.stringify({ eventType: of, mail, [of]: { ...content, ...from } }), at)?.event;
}

describe("an open or a click says where it came from", () => {
  test.each([
    ["click", { userAgent: BARRACUDA }, "it calls itself Barracuda"],
    ["click", { ipAddress: "40.92.17.3" }, "it came from Microsoft's mail protection"],
    ["open", { userAgent: "Mozilla/5.0" }, "Apple Mail fetched it beforehand, to keep its reader private"],
    ["click", { userAgent: "Mozilla/5.0" }, undefined],
    ["click", {}, undefined],
    ["click", { userAgent: undefined, ipAddress: undefined }, undefined],
    ["click", { userAgent: 7, ipAddress: ["40.92.17.3"] }, undefined],
    ["open", { userAgent: null, ipAddress: null }, undefined],
  ] as const)("%s from %j: %s", (of, from, probable) => {
    expect(told(of, from)?.fact).toMatchObject({ type: of, machine: undefined, probable });
  });

  it("of which the words are kept, and neither the program nor the address", () => {
    const event = told("click", { userAgent: `${BARRACUDA} 4711`, ipAddress: "40.92.17.3" });
    expect(JSON.stringify(event)).not.toMatch(/4711|40\.92/);
  });
});

describe("its line in the ledger", () => {
  function ledgerOf(...events: readonly ReturnType<typeof told>[]): Life["ledger"] {
    let known: Life = life({ touches: [SENT], ledger: [] });
    for (const event of events) if (event) known = apply(known, emailEvent(known, event) ?? {});
    return known.ledger;
  }

  it("is another one than its reader's, so that both count for what they are", () => {
    const ledger = ledgerOf(told("click", { userAgent: BARRACUDA }), told("click", {}, false, MONDAY + 1));
    expect(ledger.map(({ key, probable }) => [key, probable])).toEqual([
      ["click#mail-1#tally#probable", "it calls itself Barracuda"],
      ["click#mail-1#tally", undefined],
    ]);
  });

  it("says the same, whichever of two scanners is told of first", () => {
    const one = told("click", { userAgent: BARRACUDA }, false, MONDAY);
    const other = told("click", { userAgent: "curl/8.1.2" }, false, MONDAY);
    const later = told("click", { userAgent: "Sophos" }, false, MONDAY + 1);
    expect(ledgerOf(one, later, other)).toEqual(ledgerOf(other, one, later, one));
    expect(ledgerOf(later, other, one)).toMatchObject([
      { probable: "it calls itself Barracuda", at: MONDAY, again: [MONDAY + 1] },
    ]);
  });
});
