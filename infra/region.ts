import { Stack, Token } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** The stack's region as cdk-nag writes it into a finding: its name, or the placeholder where the credentials decide. */
export function regionInFindings(construct: IConstruct): string {
  const { region } = Stack.of(construct);
  return Token.isUnresolved(region) ? "<AWS::Region>" : region;
}
