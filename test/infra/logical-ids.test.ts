import { expect, test } from "vitest";
import { template } from "./deployed.ts";

/** Renaming one of these in a stack that lives is no refactoring. Do it only with the old resource's fate in mind. */
test.each([
  ["LeadTable", "AWS::DynamoDB::Table", "every lead would be gone"],
  ["IdSecret", "AWS::SecretsManager::Secret", "every returning lead would be a stranger"],
  ["LinkSecret", "AWS::SecretsManager::Secret", "no unsubscribe link in a mail already sent would work"],
  ["SentMails", "AWS::S3::Bucket", "no mail that was sent could be read again"],
  ["NurtureMachine", "AWS::StepFunctions::StateMachine", "every sleeper would be killed"],
  ["NurtureMachineRole", "AWS::IAM::Role", "every sleeper would fail on waking"],
  ["AdvanceLead", "AWS::Lambda::Function", "every sleeper would fail on waking"],
  ["ReleaseLead", "AWS::Lambda::Function", "every sleeper would fail at its hand-off"],
])("%s keeps its logical id, or %3$s", (id, type) => {
  expect(template.Resources[id]?.Type).toBe(type);
});

test("the table, both keys and the sent mails outlive the stack, and a replacement of themselves", () => {
  for (const id of ["LeadTable", "IdSecret", "LinkSecret", "SentMails"]) {
    expect(template.Resources[id]).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
  }
});
