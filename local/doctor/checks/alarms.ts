import * as z from "zod";
import type { Check, Sources } from "../check.ts";
import { awsCli, deployAnew } from "../commands.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";
import type { Patient } from "../patient.ts";

export const alarms: Check = {
  of: "the alarms",
  asks: ["cloudwatch:DescribeAlarms"],
  needsStack: true,
  async look(patient, { signed }) {
    return ringing(await allOf(patient, signed), patient);
  },
};

const Alarm = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string().optional(),
  StateValue: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]),
});
export type Alarm = z.infer<typeof Alarm>;

const Page = z.object({ MetricAlarms: z.array(Alarm).default([]), NextToken: z.string().nullish() });

/** Each is named after its stack: `ripen-dev-SweepFails`. */
async function allOf({ stackName }: Patient, signed: Sources["signed"]): Promise<readonly Alarm[]> {
  const alarms: Alarm[] = [];
  let from: string | null | undefined;
  do {
    const asked = { AlarmNamePrefix: `${stackName}-`, ...(from ? { NextToken: from } : {}) };
    const page = Page.parse(await signed.json("monitoring", "DescribeAlarms", asked));
    alarms.push(...page.MetricAlarms);
    from = page.NextToken;
  } while (from);
  return alarms;
}

/** While these ring, leads stand still or are lost; a test holds that there are such alarms. */
export const HOLDING: ReadonlySet<string> = new Set([
  "LeadsInTrouble",
  "ExecutionsFail",
  "StreamFallsBehind",
  "LeadsUnsweepable",
  "SweepFails",
  "SweepsStop",
  "LettersRefused",
  "NobodyTold",
  "NobodyAsked",
  "PagesFail",
]);

export function ringing(all: readonly Alarm[], patient: Patient): readonly Finding[] {
  if (all.length === 0) {
    const what = `CloudWatch has no alarm of ${patient.stackName}: nobody is told when leads stand still.`;
    return [warns(what, deployAnew(patient))];
  }
  const rings = all.filter(({ StateValue }) => StateValue === "ALARM").map((alarm) => rung(alarm, patient));
  return rings.length > 0 ? rings : [fine(`None of ${all.length} alarms rings.`)];
}

/** Its description is its line of the runbook: `Rings when …. First: …`. */
function rung({ AlarmName, AlarmDescription = "" }: Alarm, patient: Patient): Finding {
  const worse = HOLDING.has(AlarmName.slice(patient.stackName.length + 1)) ? stops : warns;
  const [, when, first] = /^Rings when (.*?)\. First: (.*)$/s.exec(AlarmDescription) ?? [];
  const history = awsCli(patient, "cloudwatch", "describe-alarm-history", "--alarm-name", AlarmName);
  return worse(`${AlarmName} rings${when === undefined ? "" : `: ${when}`}.`, first ?? history);
}
