import { describe, expect, test } from "vitest";
import { employeesOf } from "../../workflows/rules/employees.ts";

describe("the number of employees, as people type it", () => {
  const ranges: readonly (readonly [string, number, number | undefined])[] = [
    ["50-100", 50, 100],
    ["50 – 100", 50, 100],
    ["50 to 100 people", 50, 100],
    ["50 bis 100", 50, 100],
    ["between 50 and 100", 50, 100],
    ["entre 11 et 50", 11, 50],
    ["11 a 50", 11, 50],
    ["100-50", 50, 100],
    ["1.000-5.000", 1000, 5000],
    ["1k-5k", 1000, 5000],
    ["1.000+", 1000, undefined],
    ["10k+", 10_000, undefined],
    ["1000 or more", 1000, undefined],
    ["mindestens 20", 20, undefined],
    [">= 20", 20, undefined],
    ["> 5000", 5001, undefined],
    ["over 200", 201, undefined],
    ["< 10", 1, 9],
    ["bis 50", 1, 50],
    ["up to 250 employees", 1, 250],
    ["1,000", 1000, 1000],
    ["1 000", 1000, 1000],
    ["1'000", 1000, 1000],
    ["1,234,567", 1_234_567, 1_234_567],
    ["1.5k", 1500, 1500],
    ["1,5 tsd", 1500, 1500],
    ["10k", 10_000, 10_000],
    ["2 mil", 2000, 2000],
    ["1万", 10_000, 10_000],
    ["ca. 200", 200, 200],
    ["~200", 200, 200],
    ["about 450 people", 450, 450],
    ["300名", 300, 300],
    ["３００名", 300, 300],
    ["3 plants, 100 people", 100, 100],
    ["0", 0, 0],
    ["just me", 1, 1],
    ["Only me!", 1, 1],
    ["nur ich", 1, 1],
    ["self-employed", 1, 1],
  ];
  test.each(ranges)("%j", (typed, min, max) => {
    expect(employeesOf(typed)).toEqual(max === undefined ? { min } : { min, max });
  });

  test.each([
    "",
    "many",
    "-5",
    "1/2/2026",
    "2026-11-21",
    "10, 20, 30",
    "99999999999",
    "me and my dog Rex",
    "?",
  ])("%j is no number of people", (typed) => {
    expect(employeesOf(typed)).toBeUndefined();
  });
});
