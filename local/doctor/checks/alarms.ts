import * as z from "zod";
import type { Check, Sources } from "../check.ts";
import { awsCli, cdk, deployAnew } from "../commands.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";
import { type Patient, resourcesOf } from "../patient.ts";

export const alarms: Check = {
  of: "the alarms",
  asks: ["cloudwatch:DescribeAlarms"],
  needsStack: true,
  mayStop: true,
  async look(patient, { signed }) {
    // By name, not by how names begin: `ripen-prod-` begins those of the stage `prod-eu` too.
    const names = resourcesOf(patient, "AWS::CloudWatch::Alarm").map(({ name }) => name);
    return ringing(names, await allOf(names, signed), patient);
  },
};

const Alarm = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string().optional(),
  /** INSUFFICIENT_DATA: nothing was counted yet. */
  StateValue: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]),
  ActionsEnabled: z.boolean().default(true),
});
export type Alarm = z.infer<typeof Alarm>;

const Page = z.object({ MetricAlarms: z.array(Alarm), NextToken: z.string().nullish() });

/** DescribeAlarms takes so many names. */
const AT_ONCE = 100;

async function allOf(names: readonly string[], signed: Sources["signed"]): Promise<readonly Alarm[]> {
  const found: Alarm[] = [];
  for (let at = 0; at < names.length; at += AT_ONCE) {
    let from: string | null | undefined;
    do {
      const some = { AlarmNames: names.slice(at, at + AT_ONCE), MaxRecords: AT_ONCE };
      const told = await signed.json("monitoring", "DescribeAlarms", {
        ...some,
        ...(from ? { NextToken: from } : {}),
      });
      const page = Page.parse(told);
      found.push(...page.MetricAlarms);
      from = page.NextToken;
    } while (from);
  }
  return found;
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

/** `names` are those that the stack has, `all` what CloudWatch knows of them. */
export function ringing(
  names: readonly string[],
  all: readonly Alarm[],
  patient: Patient,
): readonly Finding[] {
  if (names.length === 0) {
    const what = `${patient.stackName} has no alarms: nobody is told when leads stand still.`;
    return [warns(what, deployAnew(patient))];
  }
  const rings = all.filter(({ StateValue }) => StateValue === "ALARM").map((alarm) => rung(alarm, patient));
  const found = [...rings, ...gone(names, all, patient), ...muted(all, patient)];
  if (found.length > 0) return found;
  const silent = all.filter(({ StateValue }) => StateValue === "INSUFFICIENT_DATA").length;
  return [
    fine(`None of ${all.length} alarms rings${silent === 0 ? "" : `; ${silent} had nothing to count yet`}.`),
  ];
}

/** Deleted past CloudFormation, for which a deployment alone sees nothing to do. */
function gone(names: readonly string[], all: readonly Alarm[], patient: Patient): readonly Finding[] {
  const missing = names.filter((name) => !all.some(({ AlarmName }) => AlarmName === name));
  if (missing.length === 0) return [];
  const what = `CloudWatch has lost ${missing.join(", ")}: nobody is told when what ${missing.length === 1 ? "it watches" : "they watch"} ails.`;
  return [warns(what, cdk(patient, "deploy", "--revert-drift"))];
}

function muted(all: readonly Alarm[], patient: Patient): readonly Finding[] {
  const names = all.filter(({ ActionsEnabled }) => !ActionsEnabled).map(({ AlarmName }) => AlarmName);
  if (names.length === 0) return [];
  const what = `${names.join(", ")} ${names.length === 1 ? "is" : "are"} muted: nobody is told when ${names.length === 1 ? "it rings" : "they ring"}.`;
  return [warns(what, awsCli(patient, "cloudwatch", "enable-alarm-actions", "--alarm-names", ...names))];
}

/** Its description is its line of the runbook: `Rings when …. First: …`. */
function rung({ AlarmName, AlarmDescription = "" }: Alarm, patient: Patient): Finding {
  const worse = HOLDING.has(AlarmName.slice(patient.stackName.length + 1)) ? stops : warns;
  const [, when, first] = /^Rings when (.*?)\. First: (.*)$/s.exec(AlarmDescription) ?? [];
  const history = awsCli(patient, "cloudwatch", "describe-alarm-history", "--alarm-name", AlarmName);
  return worse(`${AlarmName} rings${when === undefined ? "" : `: ${when}`}.`, first ?? history);
}
