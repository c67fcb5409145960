/** Whom we bring in ourselves goes the way of a form post: one lead, one pure rule, one guarded write. */
import { commit, playbook } from "../../functions/commit.ts";
import { dueShard } from "../../functions/world/lead-items.ts";
import type { World } from "../../functions/world/world.ts";
import { withAttention } from "../../workflows/rules/attention.ts";
import { capture } from "../../workflows/rules/capture.ts";
import { type Life, lifeOfNobody } from "../../workflows/rules/life.ts";
import type { FormPost } from "../../workflows/rules/post.ts";

/** `isNew`: nobody was there a moment ago, so the write is tried without reading first; its guard sees to the rest. */
export async function takeIn(
  world: World,
  said: FormPost,
  { isNew = false } = {},
): Promise<"written" | "unchanged"> {
  const post = { ...said, mailbox: await world.identity.mailbox(said.address) };
  const { leadId, at } = post;
  const rules = playbook(world);
  const rule = (life: Life) => capture(life, post, rules, world.receivedAt(), dueShard(leadId));
  if (isNew) {
    const nobody = lifeOfNobody(leadId);
    const change = rule(nobody);
    if (change === undefined) return "unchanged";
    const noted = withAttention(nobody, change, rules, at, world.receivedAt());
    if ((await world.leads.write(nobody, noted)) === "written") return "written";
  }
  return (await commit(world, leadId, at, rule)) === "written" ? "written" : "unchanged";
}
