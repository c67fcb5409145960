import { describe, expect, test } from "vitest";
import { campaign, letter, mails, type Stated } from "../stories/campaign.ts";
import { FITTING, MODEST, type Story, story } from "../stories/line.ts";

/** A guide; whoever reads it within five days is asked a question, whoever doesn't gets a reminder; then all go on alike. */
const READ_OR_NOT: Stated = {
  touches: [
    letter("guide", "0 minutes"),
    {
      wait: "read-the-guide",
      until: { clicked: ["guide"] },
      atMost: "5 days",
      do: [letter("question", "0 minutes")],
      else: [letter("reminder", "0 minutes")],
    },
    letter("checklist", "7 days"),
  ],
  mails: mails("guide", "question", "reminder", "checklist"),
};

function begin(stated: Stated): Story {
  return story({ campaigns: () => [campaign(stated)] });
}

describe("waiting for something to happen", () => {
  test("S1 the deadline passes with no event: only the deadline's way is taken, and not a minute earlier", async () => {
    const told = begin(READ_OR_NOT);
    await told.posts(MODEST);
    await told.passes("119 hours");
    await told.passes("59 minutes");
    expect(told.touches()).toEqual(["guide"]);
    await told.passes("1 minute");
    expect(told.touches()).toEqual(["guide", "reminder"]);
    await told.passes("7 days");
    expect(told.touches()).toEqual(["guide", "reminder", "checklist"]);
  });

  test("S3 it happens during the wait: only that way is taken, within seconds", async () => {
    const told = begin(READ_OR_NOT);
    await told.posts(MODEST);
    await told.passes("2 days");
    await told.clicks();
    expect(told.touches()).toEqual(["guide", "question"]);
    await told.passes("30 days");
    expect(told.touches()).toEqual(["guide", "question", "checklist"]);
  });

  test("S2 it had happened before the step: the lead passes at once", async () => {
    const told = begin({
      ...READ_OR_NOT,
      touches: [
        letter("guide", "0 minutes"),
        letter("checklist", "3 days"),
        {
          wait: "read-the-guide",
          until: { clicked: ["guide"] },
          atMost: "30 days",
          do: [letter("question", "0 minutes")],
        },
      ],
    });
    await told.posts(MODEST);
    await told.clicks();
    await told.passes("3 days");
    expect(told.touches()).toEqual(["guide", "checklist", "question"]);
  });

  test("S3 it happens a moment after the deadline: the other way is taken already, and stays taken", async () => {
    const told = begin(READ_OR_NOT);
    await told.posts(MODEST);
    await told.passes("5 days");
    await told.clicks(told.mails[0]);
    await told.passes("30 days");
    expect(told.touches()).toEqual(["guide", "reminder", "checklist"]);
  });

  test("a click that must settle ends the wait when it has stood, even past the deadline's eve", async () => {
    const told = begin({ ...READ_OR_NOT, engagement: { ...campaign().engagement, settle: "10 minutes" } });
    await told.posts(MODEST);
    await told.passes("2 days");
    await told.clicks();
    expect(told.touches()).toEqual(["guide"]);
    await told.passes("10 minutes");
    expect(told.touches()).toEqual(["guide", "question"]);
  });

  test("S7 of 50 leads 25 click before the deadline: those take that way at once, the others theirs at the deadline, each exactly once", async () => {
    const told = begin(READ_OR_NOT);
    const people = Array.from({ length: 50 }, (_, n) => `lead-${n}@dairy.example`);
    for (const email of people) await told.posts({ ...MODEST, email });
    await told.passes("1 day");
    for (const email of people.slice(0, 25)) await told.clicks(told.mailTo(email));
    const had = (name: string) => people.filter((email) => told.touches(email).includes(name)).length;
    expect([had("question"), had("reminder")]).toEqual([25, 0]);
    await told.passes("4 days");
    expect([had("question"), had("reminder")]).toEqual([25, 25]);
    await told.passes("1 month");
    const all = (email: string) => told.touches(email).join(" ");
    expect(new Set(people.slice(0, 25).map(all))).toEqual(new Set(["guide question checklist"]));
    expect(new Set(people.slice(25).map(all))).toEqual(new Set(["guide reminder checklist"]));
  });

  test("what decided is written down: the way, when, and the campaign's version", async () => {
    const told = begin(READ_OR_NOT);
    await told.posts(MODEST);
    await told.passes("5 days");
    const { enrolments, ledger } = await told.lead();
    expect(enrolments[0]?.passed).toEqual([
      { step: "read-the-guide", way: "else", at: told.now, version: "1" },
    ]);
    expect(ledger.map(({ what }) => what)).toContain(`"read-the-guide" did not come true within 5 days`);
  });
});

describe("branches", () => {
  const NESTED: Stated = {
    touches: [
      letter("guide", "0 minutes"),
      {
        branch: "knows-when",
        when: { answers: { timeline: ["later"] } },
        do: [
          {
            branch: "reads",
            when: { clicked: ["guide"] },
            do: [letter("patient-reader", "3 days")],
            else: [letter("patient", "3 days")],
          },
        ],
        else: [
          {
            branch: "reads-anyway",
            when: { any: [{ clicked: ["guide"] }, { not: { has: ["company"] } }] },
            do: [letter("reader", "3 days")],
            else: [letter("nobody", "3 days")],
          },
        ],
      },
      letter("for-all", "1 day"),
    ],
    mails: mails("guide", "patient-reader", "patient", "reader", "nobody", "for-all"),
  };

  test.each([
    ["patient-reader", { timeline: "later" }, true],
    ["patient", { timeline: "later" }, false],
    ["reader", {}, true],
    ["reader", { company: "" }, false],
    ["nobody", {}, false],
  ])(
    "S5 nested conditions on answers and on engagement reach the right leaf: %s",
    async (leaf, said, clicks) => {
      const told = begin(NESTED);
      await told.posts({ ...MODEST, ...said });
      if (clicks) await told.clicks();
      await told.passes("10 days");
      expect(told.touches()).toEqual(["guide", leaf, "for-all"]);
    },
  );

  test("a branch shows its way when its first step is due: what the lead told meanwhile counts", async () => {
    const told = begin(NESTED);
    await told.posts(MODEST);
    await told.passes("2 days");
    await told.posts({ ...MODEST, timeline: "later" });
    await told.passes("1 day");
    expect(told.touches()).toEqual(["guide", "patient"]);
  });

  test("and a lead that has gone one way stays on it, whatever it tells later", async () => {
    const told = begin({
      ...NESTED,
      touches: [
        {
          branch: "knows-when",
          when: { answers: { timeline: ["later"] } },
          do: [letter("patient", "1 day")],
          else: [letter("nobody", "1 day"), letter("reader", "1 day")],
        },
        letter("for-all", "1 day"),
      ],
    });
    await told.posts(MODEST);
    await told.passes("1 day");
    await told.posts({ ...MODEST, timeline: "later" });
    await told.passes("9 days");
    expect(told.touches()).toEqual(["nobody", "reader", "for-all"]);
  });

  test("S8 what a later form told stands in the mails that come after it", async () => {
    const told = begin({
      touches: [letter("guide", "0 minutes"), letter("question", "3 days")],
      mails: mails("guide", "question"),
    });
    await told.posts(MODEST);
    expect(told.mails[0]?.html).toContain("<p>nothing</p>");
    await told.passes("1 day");
    await told.posts({ ...MODEST, timeline: "later" });
    await told.passes("2 days");
    expect(told.mails.at(-1)?.html).toContain("<p>later</p>");
  });
});

describe("segments", () => {
  const BY_SIZE: Stated = {
    segments: [
      { name: "large", when: { employeesAtLeast: 250 }, because: "250 employees or more" },
      { name: "others", when: {}, because: "nobody else" },
    ],
    touches: [
      letter("guide", "0 minutes"),
      letter("for-large", "3 days", { segments: ["large"] }),
      letter("for-others", "3 days", { segments: ["others"] }),
      letter("more-for-large", "3 days", { segments: ["large"] }),
      letter("more-for-others", "3 days", { segments: ["others"] }),
    ],
    fit: { most: 1, rules: [] },
    mails: mails("guide", "for-large", "for-others", "more-for-large", "more-for-others"),
  };

  test("each gets its own touches, and waits for no others'", async () => {
    const told = begin(BY_SIZE);
    await told.posts({ ...FITTING, employees: "1000" });
    await told.posts({ ...FITTING, email: "bob@small.example", employees: "3" });
    await told.passes("6 days");
    expect(told.touches()).toEqual(["guide", "for-large", "more-for-large"]);
    expect(told.touches("bob@small.example")).toEqual(["guide", "for-others", "more-for-others"]);
  });

  test("as intelligence arrives the lead changes segment, and its next touches follow", async () => {
    const told = begin(BY_SIZE);
    const { employees, ...said } = FITTING;
    await told.posts(said);
    await told.passes("4 days");
    await told.posts({ ...said, employees: "1000" });
    await told.passes("10 days");
    expect(told.touches()).toEqual(["guide", "for-others", "more-for-large"]);
    expect((await told.lead()).lead.segment).toBe("large");
  });
});
