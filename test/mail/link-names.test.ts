import { describe, expect, test } from "vitest";
import { parseSesEvent } from "../../functions/ses-event.ts";
import { clicked } from "../../local/ses/happenings.ts";
import { isSeen, rewriteLinks } from "../../local/ses/links.ts";
import { compiled, longLetter } from "../compile/small-letter.ts";

const AT = Date.parse("2026-11-23T09:00:00Z");
const READER = { ipAddress: "192.0.2.1", userAgent: "Mozilla/5.0", isBot: false };
const TAGS = { leadId: ["a1".repeat(16)], touchId: ["green-bananas_1_welcome_1"], attempt: ["one"] };

/** What we note of a click, as SES tells of it. */
function linkNoted(click: object): unknown {
  const mail = { messageId: "mail-1", timestamp: new Date(AT).toISOString(), tags: TAGS };
  const event = parseSesEvent(JSON.stringify({ eventType: "Click", mail, click }), AT)?.event;
  return event?.fact.type === "click" ? event.fact.link : undefined;
}

const click = (linkTags: object | null | undefined, link = "https://x.example/?token=secret") => ({
  timestamp: new Date(AT).toISOString(),
  link,
  linkTags,
});

describe("a click is noted by its link's name", () => {
  test("from the letter through the laptop's SES into the ledger", () => {
    const { html } = compiled(longLetter("[The door tally](https://x.example/tally)"));
    const link = rewriteLinks(html, true, () => "http://track/0").links.find(isSeen);
    expect(linkNoted(clicked(link?.href ?? "", link?.tags ?? {}, READER, AT).content)).toBe("the-door-tally");
  });

  test.each([
    ["no tags", click(null)],
    ["no tags at all", click(undefined)],
    ["tags of somebody else's", click({ kind: ["guide"] })],
    ["a name that is none of ours", click({ link: ["https://x.example/?token=secret"] })],
    ["an endless name", click({ link: ["a".repeat(65)] })],
  ])("with %s, by a hash of where it led, never by the address", (_, told) => {
    expect(linkNoted(told)).toMatch(/^[0-9a-f]{16}$/);
  });
});
