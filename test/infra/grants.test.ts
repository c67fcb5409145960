/** Whether npm run check:grants sees what it is there to see: a record, and templates that somebody has doctored. */
import { expect, test } from "vitest";
import type { RightAsked } from "../../local/aws/iam.ts";
import { template } from "./deployed.ts";
import { type Grant, grantsIn } from "./grants/granted.ts";
import { REASONS, type Reason } from "./grants/reasons.ts";
import { verdict } from "./grants/verdict.ts";
import { wildcards } from "./grants/wildcards.ts";

/** As if each right that needs no reason had been asked for once. */
const grants = grantsIn(template);
const asked = grants
  .filter((grant) => verdict([], [grant], REASONS).excused === 0)
  .map(
    ({ role, action, resource }): RightAsked => ({
      role,
      action,
      resource: resource.replace("*", "some-lead/a-touch.json"),
      allowed: true,
    }),
  );

const problems = (
  granted: readonly Grant[] = grants,
  record: readonly RightAsked[] = asked,
  reasons: readonly Reason[] = REASONS,
) => verdict(record, granted, reasons).problems;

type Statement = { Action: string | string[]; Resource: unknown; Effect: string };

/** The sweeper's policy is written anew. */
function doctored(change: (statements: Statement[]) => readonly Statement[]): readonly Grant[] {
  const copy = structuredClone(template) as unknown as { Resources: Record<string, { Properties: Policy }> };
  const [id = ""] = Object.keys(copy.Resources).filter((name) =>
    name.startsWith("SweeperSweepRoleDefaultPolicy"),
  );
  const document = copy.Resources[id]?.Properties.PolicyDocument;
  if (document === undefined) throw new Error("The sweeper has no policy.");
  document.Statement = [...change(document.Statement)];
  return grantsIn(copy);
}

interface Policy {
  readonly PolicyDocument: { Statement: Statement[] };
}

test("the template as it is, used as far as it goes, leaves nothing to say", () => {
  expect(problems()).toEqual([]);
  expect(grants.length).toBeGreaterThan(100);
});

test("a right that nobody needs is found: one that somebody has added, and one that nobody asks for any more", () => {
  const scan = { Effect: "Allow", Action: "dynamodb:Scan", Resource: { "Fn::GetAtt": ["LeadTable", "Arn"] } };
  expect(problems(doctored((statements) => [...statements, scan]))).toEqual([
    expect.stringMatching(
      /^SweepLeads may dynamodb:Scan on table\/LeadTable and no test needs it: take it away/,
    ),
  ]);
  const others = asked.filter(({ action }) => action !== "states:StartExecution");
  expect(problems(grants, others)).toEqual([
    expect.stringMatching(
      /^FollowLeads may states:StartExecution on stateMachine:NurtureMachine and no test/,
    ),
  ]);
});

test("a right that is needed and was taken away is found", () => {
  const without = doctored((statements) =>
    statements.filter(({ Action }) => Action !== "states:SendTaskSuccess"),
  );
  expect(problems(without)).toEqual([
    "SweepLeads asked for states:SendTaskSuccess on stateMachine:NurtureMachine and may not: grant it in infra/.",
  ]);
});

test("a right that another one covers already is as good as unused", () => {
  const wide = { Effect: "Allow", Action: "dynamodb:UpdateItem", Resource: "*" };
  expect(problems(doctored((statements) => [...statements, wide]))).toEqual([
    expect.stringContaining("SweepLeads may dynamodb:UpdateItem on table/LeadTable and no test"),
    expect.stringContaining("SweepLeads may dynamodb:UpdateItem on * and no test"),
  ]);
});

test("all actions of a service are too many, asked for or not", () => {
  const any = { Effect: "Allow", Action: "dynamodb:*", Resource: { "Fn::GetAtt": ["LeadTable", "Arn"] } };
  const sweeper = doctored((statements) => [
    ...statements.filter(({ Action }) => !JSON.stringify(Action).includes("dynamodb:UpdateItem")),
    any,
  ]);
  expect(problems(sweeper)).toContainEqual(
    expect.stringContaining("dynamodb:* on table/LeadTable: name each action"),
  );
});

test("a reason goes when its right has gone, and when somebody has come to need it", () => {
  const reason = { who: "SweepLeads", actions: ["sns:Publish"], on: /./, because: "a test of reasons" };
  expect(problems(grants, asked, [...REASONS, reason])).toEqual([
    expect.stringContaining("Nobody is granted what is excused: SweepLeads may sns:Publish"),
  ]);
  const used = { ...reason, actions: ["states:SendTaskSuccess"] };
  expect(problems(grants, asked, [...REASONS, used])).toEqual([
    expect.stringContaining(
      "SweepLeads may states:SendTaskSuccess on stateMachine:NurtureMachine and needs it",
    ),
  ]);
});

test("every reason is a sentence, and each right on more than one resource has one beside its grant", () => {
  for (const { because } of REASONS) expect(because).toMatch(/^[A-Z].{40,}\.$/);
  const wide = wildcards();
  expect(wide.length).toBeGreaterThan(0);
  for (const { reason } of wide) expect(reason).toMatch(/.{40,}/);
});
