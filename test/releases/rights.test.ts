/** Whoever sleeps has the machine's role of today: it must still be allowed what the workflow file of then does. */
import { expect, test } from "vitest";
import * as z from "zod";
import { mayDo } from "../infra/deployed.ts";
import { releases } from "./release.ts";

const Task = z.object({
  Resource: z.string(),
  Arguments: z.object({ FunctionName: z.string().optional(), TableName: z.string().optional() }),
});

/** The right that a task needs, and on what: `lambda:InvokeFunction` on `AdvanceLead`. */
function needOf(state: unknown): readonly (readonly [string, string])[] {
  const { data } = Task.safeParse(state);
  if (data === undefined) return [];
  const { FunctionName, TableName } = data.Arguments;
  if (data.Resource === "arn:aws:states:::lambda:invoke")
    return [[named(FunctionName), "lambda:InvokeFunction"]];
  const [, verb = ""] = /:aws-sdk:dynamodb:(\w+)/.exec(data.Resource) ?? [];
  if (verb === "") throw new Error(`${data.Resource} is new here: say which right it needs.`);
  return [[named(TableName), `dynamodb:${verb.charAt(0).toUpperCase()}${verb.slice(1)}`]];
}

const named = (placeholder = "") => placeholder.replace(/[${}]/g, "");

test.each(releases())(
  "what the workflow file of $version does, the machine's role may still do",
  ({ workflow }) => {
    const needs = Object.values(JSON.parse(workflow).States).flatMap(needOf);
    expect(needs.length).toBeGreaterThan(2);
    const may = mayDo("NurtureMachineRole");
    expect(needs.filter(([on, right]) => !may[on]?.includes(right))).toEqual([]);
  },
);
