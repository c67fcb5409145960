import * as z from "zod";
import { partsIn } from "../../stack/parts.ts";
import type { Stands } from "../../stack/turned.ts";
import type { Check } from "../check.ts";
import { npmRun } from "../commands.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";
import { type Patient, standing } from "../patient.ts";

/** What `npm run stack` switches off, and somebody may have forgotten to switch on again. */
export const switched: Check = {
  of: "the switches",
  asks: ["lambda:GetFunctionConcurrency", "lambda:GetEventSourceMapping", "events:DescribeRule"],
  needsStack: true,
  mayStop: true,
  async look(patient, { signed }) {
    const { doors, stream, sweeper } = partsIn(standing(patient).resources, patient.stackName);
    const reserved = doors.map(async (door) => {
      const told = await signed.get("lambda", `/2019-09-30/functions/${door}/concurrency`);
      return Reserved.parse(told).ReservedConcurrentExecutions;
    });
    const isClosed = (await Promise.all(reserved)).includes(0);
    const mapping = await signed.get("lambda", `/2015-03-31/event-source-mappings/${stream}`);
    const rule = await signed.json("events", "DescribeRule", { Name: sweeper });
    const seen = { open: !isClosed, stream: Switch.parse(mapping).State };
    return goesOn({ ...seen, sweeper: Switch.parse(rule).State === "ENABLED" }, patient);
  },
};

/** As `local/stack/switches.ts` turns them. */
const Reserved = z.object({ ReservedConcurrentExecutions: z.int().nullish() });
const Switch = z.object({ State: z.string() });

export function goesOn(
  { open, stream, sweeper }: Omit<Stands, "running">,
  patient: Patient,
): readonly Finding[] {
  const name = patient.stackName;
  const closed = `${name} is closed: forms and activities are answered 503, and lost.`;
  const found = [
    ...(open ? [] : [stops(closed, npmRun(patient, "stack", "open"))]),
    ...stopped({ stream, sweeper }, patient),
  ];
  return found.length > 0 ? found : [fine(`${name} takes forms, and its stream and sweeper are on.`)];
}

function stopped(
  { stream, sweeper }: Pick<Stands, "stream" | "sweeper">,
  patient: Patient,
): readonly Finding[] {
  const { stackName: name } = patient;
  const start = npmRun(patient, "stack", "start");
  const flows = stream === "Enabled";
  if (!flows && /ing$/.test(stream) && sweeper)
    return [warns(`The table's stream of ${name} is on its way (${stream}): ask again in a minute.`)];
  if (!flows) {
    const both = sweeper ? "" : " and the sweeper is off";
    const follows = sweeper ? "leads start and wake late" : "no lead starts or wakes";
    return [stops(`${name} is stopped: the table's stream is ${stream}${both}, so ${follows}.`, start)];
  }
  if (sweeper) return [];
  return [stops(`${name} is stopped: the sweeper is off, so what gets lost stays lost.`, start)];
}
