import { describe, expect, it, test } from "vitest";
import { type Person, people } from "../../local/demo/people.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import type { Condition } from "../../workflows/rules/condition.ts";
import { holds } from "../../workflows/rules/holds.ts";
import { touchesOf } from "../../workflows/rules/touches.ts";
import { understand } from "../../workflows/rules/understand.ts";

const [campaign] = compileCampaigns("workflows/campaigns").filter(({ name }) => name === "green-bananas");
if (campaign === undefined) throw new Error("there is no campaign green-bananas");
const touches = touchesOf(campaign.touches);
const lane = campaign.evergreen?.touches ?? [];
const { fit, release, disqualify, engagement, enter, send } = campaign;

function matches(fields: Readonly<Record<string, string>>, condition: Condition): boolean {
  const understood = understand(fields["email"] ?? "", fields, "Europe/Dublin");
  return holds(condition, { profile: fields, answers: fields, understood });
}

function fitOf(fields: Readonly<Record<string, string>>): number {
  const points = fit.rules
    .filter(({ when }) => matches(fields, when))
    .reduce((sum, rule) => sum + rule.points, 0);
  return Math.min(points, fit.most);
}

const raisesAHand = (fields: Person["form"]) => release.handRaised.some((hand) => matches(fields, hand));
const disqualified = (fields: Person["form"]) => disqualify.some(({ when }) => matches(fields, when));

const GOOD = {
  email: "nora@dairy.example",
  name: "Nora Byrne",
  company: "Glenbrook Dairy",
  jobTitle: "Quality manager",
  industry: "Food & beverage",
  employees: "50-100",
};

describe("eight letters that teach", () => {
  it("the first at once, the second after three days, then one a month", () => {
    expect(touches.map(({ after }) => after)).toEqual(["0 minutes", "3 days", ...Array(6).fill("1 month")]);
  });

  it("only the first may come at any hour, since the reader has just asked for it", () => {
    expect(touches.filter(({ promised }) => promised).map(({ name }) => name)).toEqual(["welcome"]);
    expect(send.window).toMatchObject({ hours: "9-17", holidays: "skip" });
  });
});

describe("the slow lane", () => {
  it("has six letters, one a month, so that each comes twice a year", () => {
    expect(campaign.evergreen?.every).toBe("1 month");
    expect(lane).toHaveLength(6);
  });
});

describe("who doesn't belong here", () => {
  const kept = (address: string, lifecycle: "nurturing" | "customer" = "nurturing") =>
    enter.except.find(({ when }) =>
      holds(when, {
        profile: {},
        answers: {},
        address,
        lifecycle,
        understood: understand(address, {}, "Europe/Dublin"),
      }),
    )?.because;

  test.each([
    ["nora@orchard-cold-chain.example", "one of our own people"],
    ["eve@sales.frostwatch.example", "a competitor"],
    ["zoe@dairy.example", undefined],
  ])("%s: %s", (address, because) => {
    expect(kept(address)).toBe(because);
  });

  it("a customer gets no letters meant for others", () => {
    expect(kept("zoe@dairy.example", "customer")).toBe("a customer, to whom our service people write");
  });
});

describe("a well-fitting lead", () => {
  const rows: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
    ["starts at 47 with what most forms say", GOOD, 47],
    ["at 52 when it says when", { ...GOOD, timeline: "this-year" }, 52],
    [
      "at 55 at most, so that no lead is ripe for its form alone",
      { ...GOOD, phone: "+353 21 555 0134", timeline: "this-quarter", "biggest-worry": "audits" },
      55,
    ],
    [
      "at 20 when it only says who and how many",
      { email: GOOD.email, company: GOOD.company, employees: GOOD.employees },
      20,
    ],
    ["below zero when alone, with free mail", { email: "bob@gmial.com", employees: "just me" }, -35],
  ];
  test.each(rows)("%s", (_, fields, points) => {
    expect(fitOf(fields)).toBe(points);
  });

  it("crosses 60 with one click", () => {
    expect(fitOf(GOOD) + engagement.points.click).toBeGreaterThanOrEqual(release.score);
    expect(fit.most).toBeLessThan(release.score);
  });
});

describe("the people of the demo", () => {
  const all = people().map((person) => [person.id, person] as const);

  it("are twenty-five, ten of them the cast", () => {
    expect(all).toHaveLength(25);
    expect(all.map(([, { cast }]) => cast).filter((cast) => cast !== undefined)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  test.each(all.filter(([, { behaviour }]) => behaviour === "raises a hand on day 0"))(
    "%s raises a hand",
    (_, { form }) => {
      expect(raisesAHand(form)).toBe(true);
    },
  );

  test.each(all.filter(([, { behaviour }]) => behaviour !== "raises a hand on day 0"))(
    "%s raises none",
    (_, { form }) => {
      expect(raisesAHand(form)).toBe(false);
    },
  );

  test.each(all)("%s is disqualified only if it ends so", (_, { form, ends }) => {
    expect(disqualified(form)).toBe(ends === "disqualified");
  });

  test.each(all.filter(([, { acts, sales }]) => sales.length > 0 && acts.some((act) => act.do === "click")))(
    "%s ripens with one click",
    (_, { form }) => {
      expect(fitOf(form) + engagement.points.click).toBeGreaterThanOrEqual(release.score);
    },
  );

  test.each(all.flatMap(([id, { acts }]) => acts.map((act) => [id, act.do, act.when.after] as const)))(
    "%s's %s follows something that happens: %s",
    (_, _act, after) => {
      expect(["form", ...touches.map(({ name }) => name)]).toContain(after);
    },
  );

  it("write from the cast's own domains and from .example", () => {
    const elsewhere = all.filter(([, { form }]) => !/\.example\s*$/i.test(form["email"] ?? ""));
    expect(elsewhere.map(([id]) => id)).toEqual(["bob", "win"]);
  });
});
