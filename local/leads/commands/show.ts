/** `show EMAIL`: where a lead stands, what comes next, and all that happened, in words. */
import { Command } from "commander";
import { playbook } from "../../../functions/commit.ts";
import { decide } from "../../../workflows/rules/decide.ts";
import { judgements } from "../../../workflows/rules/judgements.ts";
import type { Known } from "../../../workflows/rules/life.ts";
import { latestRun, understood } from "../../../workflows/rules/playbook.ts";
import { score } from "../../../workflows/rules/score.ts";
import { timeline } from "../../../workflows/rules/timeline.ts";
import { inWords } from "../../console/moment.ts";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import type { Ripen } from "../../stack/reach.ts";
import { knownLead, whoIs } from "../known-lead.ts";

export function showCommand(): Command {
  return forRipen(new Command("show"))
    .description("tell a lead's life: where it stands, what comes next, what happened")
    .argument("<email>")
    .action(async (email: string, options: WhichOptions) => {
      const { world } = await reached(options);
      process.stdout.write(`${lifeInWords(await knownLead(world, email), world)}\n`);
    });
}

function lifeInWords(life: Known, world: Ripen["world"]): string {
  const { lead } = life;
  const rules = playbook(world);
  const { zone } = understood(lead, rules);
  const now = world.receivedAt();
  const next = decide(life, rules, now);
  const run = latestRun(life, rules);
  const judged = judgements(life, run?.campaign, { now, say: (at) => inWords(at, zone) });
  // Not those in its row, which are of the last step: points come and fade in between.
  const points = run ? score(life, run.campaign, rules, now).total : 0;
  const rests = next.do === "sleep" ? `asleep until ${inWords(next.until, zone)}: ` : "";
  return [
    whoIs(life),
    `${lead.lifecycle}: ${lead.because}`,
    `${points} points; ${rests}${next.because}`,
    "",
    ...timeline(life, judged).map((each) => {
      const whose = each.judged === undefined ? "" : ` (${each.judged.words})`;
      return `${inWords(each.at, zone)}  ${each.what}${whose}`;
    }),
  ].join("\n");
}
