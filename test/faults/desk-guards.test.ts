/** The desk's two guards, each taken away once, and what goes wrong without it: two leads come at the same moment. */
import { expect, test } from "vitest";
import { findSomebody } from "../../functions/assign-handoff.ts";
import type { World } from "../../functions/world/world.ts";
import { isKnown } from "../../workflows/rules/life.ts";
import { creation, freshId, handoff } from "../contracts/lives.ts";
import { FITTING } from "../stories/line.ts";
import { loads, type Office, office, openFrom } from "../stories/selling.ts";
import { writing } from "./mutations.ts";
import type { Mutation } from "./one-life.ts";

/** Whoever gets a lead gets it, however many they hold. */
const withoutRoom = writing((write) => (life, change) => {
  const { most, ...desk } = change.desk ?? {};
  return write(life, change.desk ? { ...change, desk } : change);
});

/** A turn is written over whatever turn was written since it was read. */
const withoutTurn = writing((write, world) => async (life, change) => {
  const turn = change.desk?.turn;
  if (turn === undefined) return write(life, change);
  const seen = (await world.rota.read()).turns.get(turn.pool)?.seen ?? 0;
  return write(life, { ...change, desk: { ...change.desk, turn: { ...turn, seen } } });
});

/** Another lead comes and finds somebody. */
async function another(world: World): Promise<void> {
  const leadId = freshId();
  const address = "kim@brewery.example";
  const come = { ...creation(leadId, { address }), handoffs: [handoff(1)] };
  await world.leads.write(await world.leads.read(leadId), come);
  const life = await world.leads.read(leadId);
  if (!isKnown(life)) throw new Error("the other lead did not come");
  await findSomebody(world, life, { do: "assign", n: 1, because: "it is ripe" }, world.receivedAt());
}

/** How many each person holds when another lead comes between the choice of the first one's person and its write. */
async function crossed({ world: mutate = (same) => same }: Mutation, desk: Office) {
  let hasCrossed = false;
  const { world: crossing = (same) => same } = writing((write, world) => async (life, change) => {
    if (change.desk?.most !== undefined && !hasCrossed) {
      hasCrossed = true;
      await another(mutate(world));
    }
    return write(life, change);
  });
  const told = openFrom("2026-11-23T09:00:00Z", () => office(desk), {
    around: (world) => crossing(mutate(world)),
  });
  await told.posts(FITTING);
  await told.attends();
  expect(hasCrossed).toBe(true);
  return loads(told);
}

test("whoever gets a lead has room at the moment of the write: the last place goes to one of two", async () => {
  const desk = { tom: { atMost: 1 }, accounts: { "dairy.example": "tom", "brewery.example": "tom" } };
  expect(await crossed({}, desk)).toEqual({ tom: 1, ines: 1 });
  expect(await crossed(withoutRoom, desk)).toEqual({ tom: 2 });
});

test("a turn is taken as it was read: of two leads at the same moment each goes to another", async () => {
  expect(await crossed({}, {})).toEqual({ tom: 1, ines: 1 });
  expect(await crossed(withoutTurn, {})).toEqual({ tom: 2 });
});
