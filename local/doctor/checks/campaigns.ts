import { dynamoDbStandings } from "../../../functions/world/dynamodb-standings.ts";
import type { CampaignStanding } from "../../../functions/world/world.ts";
import type { Check } from "../check.ts";
import { npmRun } from "../commands.ts";
import { type Finding, fine, warns } from "../finding.ts";
import { output, type Patient } from "../patient.ts";

/** A paused campaign sends nothing because somebody said so, or because its mails fared badly: no fault, but easily forgotten. */
export const campaigns: Check = {
  of: "the campaigns' standing",
  asks: ["dynamodb:GetItem"],
  needsStack: true,
  async look(patient, { dynamodb }) {
    const standings = dynamoDbStandings(dynamodb, output(patient, "LeadTableName"));
    const all = patient.campaigns.map(async (name) => [name, await standings.read(name)] as const);
    return paused(await Promise.all(all), patient);
  },
};

export function paused(
  all: readonly (readonly [string, CampaignStanding])[],
  patient: Patient,
): readonly Finding[] {
  const found = all.flatMap(([name, { pausedAt, because }]) =>
    pausedAt === undefined
      ? []
      : [
          warns(
            `The campaign ${name} is paused since ${minute(pausedAt)}: ${because ?? "nobody said why"}.`,
            npmRun(patient, "campaign", "resume", name),
          ),
        ],
  );
  if (found.length > 0) return found;
  return [
    fine(all.length === 1 ? `The campaign ${all[0]?.[0]} sends.` : `All ${all.length} campaigns send.`),
  ];
}

const minute = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
