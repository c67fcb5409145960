import { describe, expect, test } from "vitest";
import { anyHourDesk } from "../../local/memory/any-hour-desk.ts";
import { personNamed } from "../../workflows/rules/desk-people.ts";
import { worker } from "../stories/selling.ts";

const desk = anyHourDesk({
  manager: "ruth",
  people: {
    berger: worker("Tom Berger", { email: "berger@orchard-cold-chain.example" }),
    tom: worker("Tom Mayer", { email: "mayer@orchard-cold-chain.example" }),
    ruth: worker("Ruth", { email: "ruth@orchard-cold-chain.example" }),
  },
  pools: [{ name: "all", people: ["berger", "tom"] }],
});

describe("who is meant", () => {
  test.each([
    ["tom", "tom"],
    ["Tom Mayer", "tom"],
    ["tom berger", "berger"],
    ["mayer@orchard-cold-chain.example", "tom"],
    ["Ruth", "ruth"],
    ["berger", "berger"],
    ["mia", undefined],
    ["", undefined],
  ])("by %j: %s", (said, key) => {
    expect(personNamed(said, desk)?.key).toBe(key);
  });

  test("of two Toms neither, where none has that key", () => {
    const { tom, ...people } = desk.people;
    const two = { ...desk, people: { ...people, mayer: worker("Tom Mayer") } };
    expect(personNamed("tom", { ...two, people: { ...desk.people, ...two.people } } as never)?.key).toBe(
      "tom",
    );
    expect(personNamed("tom", two as never)).toBeUndefined();
  });
});
