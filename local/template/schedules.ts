import * as z from "zod";
import { type Plan, planned } from "./properties.ts";

const Rule = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  ScheduleExpression: z.string({ error: "the laptop routes no events: it takes schedules only" }),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  Targets: z.array(z.object({ Arn: z.string(), Input: z.string().optional() })),
});

const Schedule = z.strictObject({
  Name: z.string().optional(),
  GroupName: z.string().optional(),
  Description: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().optional(),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  Target: z.object({ Arn: z.string(), Input: z.string().optional() }),
  // Runs on the minute:
  FlexibleTimeWindow: z.unknown().optional(),
});

export interface PlannedSchedule {
  readonly id: string;
  readonly expression: string;
  readonly targetArn: string;
  /** What the target gets; EventBridge's own event when there is none. */
  readonly input: string | undefined;
  readonly ruleArn: string;
}

export function planSchedules(plan: Plan): readonly PlannedSchedule[] {
  const rules = planned(plan, "AWS::Events::Rule", Rule)
    .filter(({ properties }) => properties.State === "ENABLED")
    .flatMap(({ id, ref, properties }) =>
      properties.Targets.map(({ Arn, Input }, n) =>
        plannedSchedule(`${id}.${n}`, properties.ScheduleExpression, Arn, Input, ref),
      ),
    );
  const schedules = planned(plan, "AWS::Scheduler::Schedule", Schedule)
    .filter(({ properties }) => properties.State === "ENABLED")
    .map(({ id, ref, properties: { ScheduleExpression, Target } }) =>
      plannedSchedule(id, ScheduleExpression, Target.Arn, Target.Input, ref),
    );
  return [...rules, ...schedules];
}

const plannedSchedule = (
  id: string,
  expression: string,
  targetArn: string,
  input: string | undefined,
  ruleArn: string,
) => ({
  id,
  expression,
  targetArn,
  input,
  ruleArn,
});
