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

/** CloudFormation names each after its stack: `ripen-dev-AlarmsSweepFails0B1C2D3E-4F5G6H7I8J9K`. */
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

/** While these ring, leads stand still; a test holds that there are such alarms. */
export const HOLDING = [
  "ExecutionsFail",
  "SweepFails",
  "StreamFallsBehind",
  "LeadsInTrouble",
  "NobodyTold",
  "NobodyAsked",
];

export function ringing(all: readonly Alarm[], patient: Patient): readonly Finding[] {
  if (all.length === 0)
    return [
      warns(
        `CloudWatch has no alarm of ${patient.stackName}: nobody is told when leads stand still.`,
        deployAnew(patient),
      ),
    ];
  const rings = all.filter(({ StateValue }) => StateValue === "ALARM").map((alarm) => rung(alarm, patient));
  return rings.length > 0 ? rings : [fine(`None of ${all.length} alarms rings.`)];
}

function rung({ AlarmName, AlarmDescription = "" }: Alarm, patient: Patient): Finding {
  const holds = HOLDING.some((name) => AlarmName.includes(name));
  const [first] = AlarmDescription.split(/(?<=\.) /);
  const history = awsCli(patient, "cloudwatch", "describe-alarm-history", "--alarm-name", AlarmName);
  return (holds ? stops : warns)(
    `${AlarmName} rings: ${first || "see docs/operate.md"}`,
    AlarmDescription === "" ? history : `docs/operate.md has what to do; ${history}`,
  );
}
