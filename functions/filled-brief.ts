/** What whoever does a task is told, filled in for one lead. */
import type { Brief } from "../workflows/rules/campaign.ts";
import type { Known, Touch } from "../workflows/rules/life.ts";
import { understood } from "../workflows/rules/playbook.ts";
import { replyBrief } from "../workflows/rules/reply-task.ts";
import { briefOf } from "../workflows/rules/task.ts";
import { playbook } from "./commit.ts";
import { touchValues } from "./touch-values.ts";
import type { World } from "./world/world.ts";

/** Its title and text as the campaign has them now; the touch's own name, and no text, where it has them no more. */
export async function filledBrief(
  world: World,
  life: Known,
  touch: Pick<Touch, "campaign" | "name" | "channel">,
): Promise<Brief> {
  if (touch.channel === "reply") return replyBrief(life, playbook(world));
  const { lead } = life;
  const campaign = world.campaigns().find((each) => each.name === touch.campaign);
  const brief = campaign && briefOf(campaign, touch.name);
  if (campaign === undefined || brief === undefined) return { title: touch.name, text: "" };
  const values = touchValues(lead, understood(lead, playbook(world)), campaign, {}, world.settings);
  const { renderBrief } = await import("./mail/render.ts");
  return renderBrief(brief, values);
}
