/** What each role may do: the policies of its own and those that name it. */
import * as z from "zod";
import { OPERATORS, type Statement } from "../aws/iam-policy.ts";
import { type Plan, planned } from "./properties.ts";

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const PolicyStatement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Action: texts,
    Resource: texts,
    Condition: z.partialRecord(z.enum(OPERATORS), z.record(z.string(), texts)).default({}),
  })
  .transform(
    ({ Effect, Action, Resource, Condition }): Statement => ({
      effect: Effect,
      actions: Action,
      resources: Resource,
      conditions: OPERATORS.flatMap((operator) =>
        Object.entries(Condition[operator] ?? {}).map(([key, values]) => ({ operator, key, values })),
      ),
    }),
  );

const PolicyDocument = z
  .object({ Statement: z.array(PolicyStatement).default([]) })
  .default({ Statement: [] });

/** Of a policy that stands elsewhere nobody here knows what it says: `ManagedPolicyArns` are refused by name. */
const Role = z.strictObject({
  RoleName: z.string().optional(),
  Policies: z.array(z.object({ PolicyDocument })).default([]),
  // Without meaning on one machine:
  AssumeRolePolicyDocument: z.unknown().optional(),
  Description: z.unknown().optional(),
  MaxSessionDuration: z.unknown().optional(),
  Path: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

const Policy = z.object({ PolicyDocument, Roles: z.array(z.string()).default([]) });

/** By the role's name. */
export type Roles = ReadonlyMap<string, readonly Statement[]>;

export function planRoles(plan: Plan): Roles {
  const policies = ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"].flatMap((type) =>
    planned(plan, type, Policy).map(({ properties }) => properties),
  );
  return new Map(
    planned(plan, "AWS::IAM::Role", Role).map(({ ref: name, properties }) => {
      const attached = policies.filter(({ Roles }) => Roles.includes(name));
      return [name, [...properties.Policies, ...attached].flatMap((one) => one.PolicyDocument.Statement)];
    }),
  );
}

/** `arn:aws:iam::000000000000:role/ripen-laptop-SweeperSweepRole` → its name. */
export const roleNamed = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);
