/** What of the rights is a matter of the template alone. Whether each is needed, and all that are needed are there, says npm run check:grants. */
import { describe, expect, test } from "vitest";
import { functions, mayDo, resources, roleOf, statements, target } from "./deployed.ts";

const writeLog = ["logs:CreateLogStream", "logs:PutLogEvents"];

test.each(Object.keys(functions))("%s writes to its own log, and nobody else does", (id) => {
  const logs = Object.entries(mayDo(roleOf(id))).filter(
    ([resource]) => resource in resources("AWS::Logs::LogGroup"),
  );
  const own = functions[id]?.properties["LoggingConfig"] as { readonly LogGroup: unknown };
  expect(logs).toEqual([[target(own.LogGroup), writeLog]]);
  const writers = Object.keys(functions).filter((other) => target(own.LogGroup) in mayDo(roleOf(other)));
  expect(writers).toEqual([id]);
});

test("where SES asks for the recipient's identity too, as in its sandbox, mail still leaves from the sender alone", () => {
  const [conditional] = statements(roleOf("AdvanceLead")).filter(({ Condition }) => Condition !== undefined);
  expect(target(conditional?.Resource)).toBe(":identity/*");
  expect(conditional?.Condition).toEqual({
    StringLike: { "ses:FromAddress": "*@orchard-cold-chain.example" },
  });
});

describe("of all functions", () => {
  test("no two share a role, and none has a managed policy", () => {
    const roles = Object.keys(functions).map(roleOf);
    expect(new Set(roles).size).toBe(roles.length);
    for (const role of Object.values(resources("AWS::IAM::Role"))) {
      expect(role).not.toHaveProperty("ManagedPolicyArns");
    }
  });

  test("only follow-leads and sweep-leads know the machine: one it invokes would be a circle", () => {
    const knowing = Object.entries(functions)
      .filter(([id, { environment }]) =>
        JSON.stringify([environment, mayDo(roleOf(id))]).includes("NurtureMachine"),
      )
      .map(([id]) => id);
    expect(knowing.sort()).toEqual(["FollowLeads", "SweepLeads"]);
  });
});
