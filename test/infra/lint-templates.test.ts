import { expect, test } from "vitest";
import { type Finding, faults } from "../lint-templates.ts";

const found = (Id: string, Message: string): Finding => ({ Rule: { Id }, Message, Location: { Path: [] } });

test("of what cfn-lint finds, CDK's doubled dependencies and JSONata's time-outs are excused, and nothing beside them", () => {
  const twice = found(
    "W3005",
    "'Role' dependency already enforced by a 'GetAtt' at 'Resources/A/Properties/Role'",
  );
  const jsonata = found("E3601", "'{% $sleep %}' is not of type 'number' at 'States/Sleep/TimeoutSeconds'");
  const wrong = [
    found("W3005", "'Role' dependency already enforced by a 'Ref' at 'Resources/A/Properties/Role'"),
    found("E3601", "'{% $sleep %}' is not of type 'number' at 'States/Sleep/MaxConcurrency'"),
    found("E3601", "'soon' is not of type 'number' at 'States/Sleep/TimeoutSeconds'"),
    found("E3002", "Additional properties are not allowed ('Colour' was unexpected)"),
  ];
  expect(faults([twice, jsonata, ...wrong])).toEqual(wrong);
});
