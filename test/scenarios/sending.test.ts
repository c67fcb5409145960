import { describe, expect, test } from "vitest";
import type { MailEvent } from "../../local/memory/mail-events.ts";
import type { SentMail } from "../../local/memory/memory-mail.ts";
import { DAY, MINUTE } from "../../workflows/rules/time.ts";
import { FITTING, MONDAY, type Story, story } from "../stories/line.ts";
import { permutations } from "../stories/permutations.ts";

const MODEST = { ...FITTING, employees: "3" };
const ELSEWHERE = { ...FITTING, email: "ben@bakery.example", employees: "3" };
const throttled = { answer: "refused", code: "TooManyRequestsException", address: false } as const;

async function statuses(told: Story, email?: string): Promise<readonly string[]> {
  const { touches } = await told.lead(email);
  return touches
    .toSorted((a, b) => a.claimedAt - b.claimedAt)
    .map((touch) => `${touch.name} ${touch.status}`);
}

describe("a lost answer", () => {
  test("S21 SES accepts and the answer is lost: sent once, and sent in our books as soon as SES's event arrives", async () => {
    const told = story();
    told.line.mail.mood = () => "take and lose the answer";
    await told.posts(MODEST);
    expect(await statuses(told)).toEqual(["welcome sent"]);
    await told.passes("2 days");
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("S21 the answer and SES's events are lost: unknown after 15 minutes, not a minute before, alarmed, never resent", async () => {
    const told = story();
    told.line.mail.mood = () => "take and lose the answer";
    told.line.deliver = (what, hand) => (what === "queue" ? undefined : hand());
    await told.posts(MODEST);
    await told.passes("14 minutes");
    expect(await statuses(told)).toEqual(["welcome claimed"]);
    await told.passes("1 minute");
    expect(await statuses(told)).toEqual(["welcome unknown"]);
    expect(told.line.counts.get("TouchUnknown")).toBe(1);
    await told.passes("2 days");
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("S21 an event that comes a day late still settles what was unknown, and the next touch comes when it was due", async () => {
    const told = story();
    const late: (() => void)[] = [];
    told.line.mail.mood = () => "take and lose the answer";
    told.line.deliver = (what, hand) => (what === "queue" ? late.push(hand) : hand());
    await told.posts(MODEST);
    await told.passes("1 day");
    told.line.deliver = (_what, hand) => hand();
    for (const hand of late) hand();
    await told.line.settle();
    expect(await statuses(told)).toEqual(["welcome sent"]);
    await told.passesUntil("2026-11-26T08:59:59.999Z");
    expect(told.touches()).toEqual(["welcome"]);
    await told.passesUntil("2026-11-26T09:00:00Z");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("S21 a mail that never left keeps nobody from the next one", async () => {
    const told = story();
    told.line.mail.mood = () => ({ answer: "unknown", code: "ECONNRESET" });
    await told.posts(MODEST);
    told.line.mail.mood = () => "take";
    await told.passes("3 days");
    expect(await statuses(told)).toEqual(["welcome unknown", "second sent"]);
  });
});

describe("a refusal that is not the lead's fault", () => {
  test("S22 SES throttles: tried again after a minute, sent once, and nothing else of the lead is lost", async () => {
    const told = story();
    told.line.mail.mood = () => throttled;
    await told.posts(MODEST);
    expect(await statuses(told)).toEqual(["welcome refused"]);
    told.line.mail.mood = () => "take";
    await told.passes("2 minutes");
    expect(await statuses(told)).toEqual(["welcome sent"]);
    expect(told.touches()).toEqual(["welcome"]);
    await told.passes("3 days");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("S22 while a mail waits for its next try, a raised hand goes to sales at once", async () => {
    const told = story();
    told.line.mail.mood = () => throttled;
    await told.posts(MODEST);
    await told.posts({ email: FITTING.email, message: "A demo, please" });
    expect(told.notices).toHaveLength(1);
  });

  test("S22 refused for ever: tried less and less often, given up after 24 tries and some days, and the lead goes on", async () => {
    const told = story();
    let tries = 0;
    told.line.mail.mood = () => {
      tries += 1;
      return throttled;
    };
    await told.posts(MODEST);
    await told.passes("6 days");
    expect(tries).toBe(24);
    expect(await statuses(told)).toEqual(["welcome failed"]);
    expect(told.line.counts.get("TouchFailed")).toBe(1);
    told.line.mail.mood = () => "take";
    await told.passes("3 days");
    expect(await statuses(told)).toEqual(["welcome failed", "second sent"]);
    expect((await told.lead()).lead.lifecycle).toBe("nurturing");
  });

  test.each([
    "MessageRejected",
    "AccountSuspendedException",
    "SendingPausedException",
    "LimitExceededException",
    "MailFromDomainNotVerifiedException",
  ])("S23 %s suppresses nobody: the touch waits and is tried again, other leads go on", async (code) => {
    const told = story();
    told.line.mail.mood = (mail) =>
      mail.to === FITTING.email ? { answer: "refused", code, address: false } : "take";
    await told.posts(MODEST);
    await told.posts(ELSEWHERE);
    expect(await statuses(told)).toEqual(["welcome refused"]);
    expect(told.touches(ELSEWHERE.email)).toEqual(["welcome"]);
    expect((await told.lead()).lead.suppressedAt).toBeUndefined();
    told.line.mail.mood = () => "take";
    await told.passes("1 hour");
    expect(told.touches()).toEqual(["welcome"]);
  });
});

describe("the address's own word", () => {
  test("S23 a permanent bounce suppresses the lead with its reason, and nothing is ever mailed again", async () => {
    const told = story();
    await told.posts(MODEST);
    await told.bounces();
    const { lead, enrolments } = await told.lead();
    expect(lead).toMatchObject({ lifecycle: "suppressed", suppressedAt: MONDAY });
    expect(lead.because).toContain("Permanent");
    expect(enrolments[0]).toMatchObject({ endedAt: MONDAY, because: lead.because });
    await told.posts({ ...MODEST, city: "Cork" });
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("S23 a transient bounce is noted and suppresses nobody", async () => {
    const told = story();
    await told.posts(MODEST);
    told.line.tell(first(told), { eventType: "Bounce", bounceType: "Transient" });
    await told.passes("3 days");
    const { lead, ledger } = await told.lead();
    expect(lead.lifecycle).toBe("nurturing");
    expect(ledger.map((line) => line.kind)).toContain("bounce");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("S23 a complaint is heard like a bounce, at once and for good", async () => {
    const told = story();
    await told.posts(MODEST);
    told.line.tell(first(told), { eventType: "Complaint" });
    await told.passes("2 months");
    expect((await told.lead()).lead).toMatchObject({ lifecycle: "suppressed", suppressedAt: MONDAY });
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("S23 an address that SES refuses for its own sake is suppressed at the first try, and rings nobody", async () => {
    const told = story();
    told.line.mail.mood = () => ({ answer: "refused", code: "BadRequestException", address: true });
    await told.posts(MODEST);
    expect(await statuses(told)).toEqual(["welcome failed"]);
    expect((await told.lead()).lead.lifecycle).toBe("suppressed");
    expect(told.line.counts.get("TouchFailed")).toBeUndefined();
  });
});

describe("events twice and in any order", () => {
  const LATER = MONDAY + 3 * MINUTE;
  const EVENTS: readonly MailEvent[] = [
    { eventType: "Send" },
    { eventType: "Delivery" },
    { eventType: "Open" },
    { eventType: "Click", link: "https://www.orchard-cold-chain.example/guide" },
    { eventType: "Bounce", bounceType: "Transient" },
  ];

  /** A life in which SES says `events`, in this order, of a mail whose own events are held back. */
  async function told(events: readonly MailEvent[]) {
    const line = story();
    line.line.deliver = (what, hand) => (what === "queue" ? undefined : hand());
    await line.posts(FITTING);
    line.line.deliver = (_what, hand) => hand();
    await line.line.liveUntil(LATER);
    for (const event of events) {
      line.line.tell(first(line), event, LATER);
      await line.line.settle();
    }
    const { lead, touches, ledger, handoffs } = await line.lead();
    return {
      lifecycle: lead.lifecycle,
      score: lead.score.total,
      touches: touches.map(({ name, status, messageId }) => ({ name, status, messageId })),
      ledger: ledger.map(({ key }) => key.replace(/#\d{13}$/, "")).sort(),
      handoffs: handoffs.map(({ status }) => status),
      notices: line.notices.length,
    };
  }

  test("S24 the same notification twice counts once", async () => {
    expect(await told(EVENTS.flatMap((event) => [event, event]))).toEqual(await told(EVENTS));
  });

  test("S24 in any order the end is the same, an open before its delivery included", async () => {
    const inOrder = await told(EVENTS);
    const some = permutations(EVENTS).filter((_order, index) => index % 9 === 0);
    for (const order of some) expect(await told(order)).toEqual(inOrder);
  });

  test("S24 a late delivery never clears a bounce", async () => {
    const line = story();
    await line.posts(FITTING);
    await line.bounces();
    line.line.tell(first(line), { eventType: "Delivery" });
    await line.line.settle();
    expect((await line.lead()).lead.lifecycle).toBe("suppressed");
  });

  test("S24 an event from the future counts as of its receipt", async () => {
    const line = story();
    await line.posts(FITTING);
    line.line.tell(first(line), { eventType: "Open" }, MONDAY + 400 * DAY);
    await line.line.settle();
    expect((await line.lead()).ledger.find((each) => each.kind === "open")?.at).toBe(MONDAY);
  });
});

function first(told: Story): SentMail {
  const [mail] = told.mails;
  if (mail === undefined) throw new Error("no mail was sent");
  return mail;
}
