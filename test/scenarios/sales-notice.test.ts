import { describe, expect, test } from "vitest";
import { FITTING, MONDAY, story } from "../stories/line.ts";

const ZOE = {
  ...FITTING,
  phone: "+353 21 555 0134",
  jobTitle: "Quality manager",
  timeline: "now",
  utm_source: "cold-fair",
};

/** The text's line that begins so, without its beginning. */
const said = (text: string | undefined, label: string) =>
  text?.match(new RegExp(`^${label}: (.*)$`, "m"))?.[1];

describe("what sales is told of a ripe lead", () => {
  test("S40 says who, why now, fit and engagement with their top lines, answers, mails seen, consent, how to begin and how to answer", async () => {
    const told = story();
    await told.posts(ZOE);
    await told.passes("2 hours");
    await told.clicks();
    await told.passes("1 hour");
    await told.posts({ email: "ben@dairy.example", name: "Ben Roth", consent: "yes" });
    await told.attends();
    const [notice] = told.notices;
    const text = notice?.text;
    expect(notice?.subject).toBe("Ripe lead: Zoë Müller, Dairy Süd");
    expect(text).toMatch(/^Zoë Müller, Dairy Süd is ripe\. It is yours, Tom\.\n/);
    expect(said(text, "Why now")).toBe("80 of 60 points: attended: Cold in July");
    expect(said(text, "An answer is due by")).toBeUndefined();
    expect(text).toMatch(/^An answer is due by .* \(Europe\/Dublin\)\.$/m);
    expect(said(text, "Name")).toBe("Zoë Müller");
    expect(said(text, "E-mail")).toBe("zoe@dairy.example");
    expect(said(text, "Company")).toBe("Dairy Süd");
    expect(said(text, "Phone")).toBe("+353 21 555 0134");
    expect(said(text, "Job")).toBe("Quality manager");
    expect(text).toContain("\nWhen do you want to act? now\n");
    expect(said(text, "Score at release")).toBe("80");
    expect(text).toContain("\nFit: 50\n  +50: 50 employees or more\nEngagement: 30\n  +15: ");
    expect(text).toMatch(/^ {2}“welcome”, sent Monday 23 November 2026, 09:00 .*, clicked by a person$/m);
    expect(said(text, "Consent to mail")).toBe("given");
    expect(said(text, "Came from")).toBe("cold-store-guide, cold-fair");
    expect(text).toContain("\nColleagues:\n  Ben Roth: nurturing\n");
    expect(said(text, "To begin with")).toBe("You attended “Cold in July” today.");
    for (const how of ["Accept", "Reject", "Snooze"])
      expect(text).toMatch(
        new RegExp(
          `^${how}: +https://api\\.ripen\\.example/handoffs/\\S+\\?answer=${how.toLowerCase()}$`,
          "m",
        ),
      );
  });

  test("S40 the same to programs, with what to filter by", async () => {
    const told = story();
    await told.posts(ZOE);
    await told.attends();
    const [notice] = told.notices;
    expect(notice?.attributes).toEqual({ kind: "release", to: "tom", campaign: "small", pool: "everybody" });
    expect(notice?.json).toMatchObject({
      version: 1,
      kind: "release",
      lead: { Name: "Zoë Müller", Phone: "+353 21 555 0134" },
      score: { atRelease: 65, fit: { points: 50 } },
      mails: [{ subject: "welcome", sent: { at: new Date(MONDAY).toISOString().replace(".000", "") } }],
    });
  });

  test("S45 ripe again: the notification tells what was said the time before", async () => {
    const told = story();
    await told.posts(ZOE);
    await told.attends();
    await told.rejects("Tom", "no-budget");
    await told.passes("31 days");
    await told.posts({ email: ZOE.email, message: "We have the budget: a demo, please" });
    const text = told.notices.at(-1)?.text;
    expect(text).toContain(
      "\nHanded over before:\n  Monday 23 November 2026, 09:00 (Europe/Dublin): Tom gave it back (No budget in sight: back to nurture)\n",
    );
    expect(said(text, "To begin with")).toBe("You asked for a demo today.");
  });

  test("a scanner's clicks are no letters seen, and nothing to begin with", async () => {
    const told = story();
    await told.posts({ ...ZOE, message: "Call me about a demo" });
    const [notice] = told.notices;
    expect(notice?.json).toMatchObject({ firstSentence: "You asked for a demo today." });
    expect(notice?.text).not.toContain("by a person");
  });
});
