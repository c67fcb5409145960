import { expect, test } from "vitest";
import { judged } from "./signals/judging.ts";
import { peopleLives } from "./signals/people.ts";
import { robotLives } from "./signals/robots.ts";

/** The whole is `npm run bench -- signals`; so little of it says only that nothing is badly wrong. */
const SEED = 1;

test("of a labelled corpus, robots' links are recognised and people's are left to them", () => {
  const { deliveries, machines, people } = judged(120, SEED);
  expect(deliveries).toBe(720);
  expect(machines.total.right / machines.total.all).toBeGreaterThanOrEqual(0.99);
  expect(people.total.right / people.total.all).toBeGreaterThanOrEqual(0.99);
});

test("lives of robots alone reach sales never, and always where every click is taken for a person's", () => {
  const { released, trusting } = robotLives(0, 100, SEED);
  expect(released).toEqual([]);
  expect(trusting).toEqual({ lives: 5, released: 5 });
});

test("people who gave a person's proof reach sales, most of them at once", () => {
  const { proven, delays } = peopleLives(100, SEED);
  expect(proven.total.all).toBeGreaterThan(40);
  expect(proven.total.right / proven.total.all).toBeGreaterThanOrEqual(0.98);
  expect(Math.max(...(delays.get("a form post") ?? []), ...(delays.get("attended") ?? []))).toBe(0);
});

test("the same seed gives the same numbers, another seed others", () => {
  const numbers = (seed: number) => JSON.stringify([...judged(20, seed).machineClicks.kinds]);
  expect(numbers(2)).toBe(numbers(2));
  expect(numbers(2)).not.toBe(numbers(3));
});
