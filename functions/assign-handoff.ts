/** Finds somebody of sales for a hand-off, in one transaction: the lead is theirs, their load and the pool's turn count it. */
import { accountOf } from "../workflows/rules/account.ts";
import { assign } from "../workflows/rules/assign.ts";
import { assigned, foundNobody, nextCandidate } from "../workflows/rules/assigned.ts";
import type { Decision } from "../workflows/rules/decision.ts";
import type { Known } from "../workflows/rules/life.ts";
import { playbook } from "./commit.ts";
import type { World } from "./world/world.ts";

/** A write that loses its race changes nothing: the caller reads and decides again. */
export async function findSomebody(
  world: World,
  life: Known,
  { n, because }: Decision & { do: "assign" },
  now: number,
): Promise<void> {
  const handoff = life.handoffs.find((each) => each.n === n);
  if (handoff === undefined) return;
  const rules = playbook(world);
  const domain = accountOf(life.lead.address);
  const [rota, accountOwner] = await Promise.all([
    world.rota.read(),
    domain === undefined ? undefined : world.rota.accountOwner(domain),
  ]);
  const candidate = nextCandidate(handoff, rules.desk);
  const found = assign(life, candidate, rules, { rota, accountOwner }, now);
  const change =
    "full" in found
      ? foundNobody(candidate, found.full, rules.desk, now)
      : assigned(candidate, found, because, rules, now);
  const written = await world.leads.write(life, change);
  if (written === "written" && "full" in found) world.report.count("NobodyFree");
}
