/** `show EMAIL`: where a lead stands, what comes next, and all that happened, in words. */
import { Command } from "commander";
import { playbook } from "../../../functions/commit.ts";
import { decide } from "../../../workflows/rules/decide.ts";
import { isKnown, type Known } from "../../../workflows/rules/life.ts";
import { understood } from "../../../workflows/rules/playbook.ts";
import { inWords } from "../../console/moment.ts";
import { timeline } from "../../console/timeline.ts";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import type { Ripen } from "../../stack/reach.ts";
import { LeadsRefused } from "../leads-refused.ts";

export function showCommand(): Command {
  return forRipen(new Command("show"))
    .description("tell a lead's life: where it stands, what comes next, what happened")
    .argument("<email>")
    .action(async (email: string, options: WhichOptions) => {
      const { world } = await reached(options);
      const life = await world.leads.read(await world.identity.leadId(email));
      if (!isKnown(life)) throw new LeadsRefused(`There is no lead with the address ${email}.`);
      process.stdout.write(`${lifeInWords(life, world)}\n`);
    });
}

function lifeInWords(life: Known, world: Ripen["world"]): string {
  const { lead } = life;
  const rules = playbook(world);
  const { zone } = understood(lead, rules);
  const next = decide(life, rules, world.receivedAt());
  const who = [lead.profile.name, lead.profile.company, lead.address].filter(Boolean).join(", ");
  const rests = next.do === "sleep" ? `asleep until ${inWords(next.until, zone)}: ` : "";
  return [
    `${who} (lead ${life.leadId})`,
    `${lead.lifecycle}: ${lead.because}`,
    `${lead.score.total} points; ${rests}${next.because}`,
    "",
    ...timeline(life).map(({ at, what }) => `${inWords(at, zone)}  ${what}`),
  ].join("\n");
}
