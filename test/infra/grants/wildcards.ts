/** Rights on more than one resource, as cdk-nag finds them, with the reason that stands beside the grant in infra/. */
import { CfnPolicy } from "aws-cdk-lib/aws-iam";
import { ripenApp } from "../../../infra/ripen-app.ts";
import { acknowledged } from "../acknowledged.ts";
import { list } from "../deployed.ts";

export interface Wildcard {
  /** The policy's path within the stack. */
  readonly where: string;
  readonly finding: string;
  readonly reason: string | undefined;
}

export function wildcards(): readonly Wildcard[] {
  const app = ripenApp({ context: { "aws:cdk:bundling-stacks": [] }, validate: false });
  app.synth();
  const reasons = acknowledged(app);
  return app.node
    .findAll()
    .filter((construct) => construct instanceof CfnPolicy)
    .flatMap((policy) => {
      const where = policy.node.path.replace(/^Ripen\//, "");
      const document = policy.stack.resolve(policy.policyDocument) as {
        readonly Statement: readonly Statement[];
      };
      return [...new Set(document.Statement.flatMap(findings))].map((finding) => ({
        where,
        finding,
        reason: reasons.find((one) => one.finding === finding && where.startsWith(`${one.path}/`))?.reason,
      }));
    });
}

interface Statement {
  readonly Resource: unknown;
}

const findings = ({ Resource }: Statement) =>
  list(Resource)
    .map(flat)
    .filter((resource) => /[*?]/.test(resource))
    .map((resource) => `AwsSolutions-IAM5[Resource::${resource}]`);

/** As cdk-nag writes what only the deployment knows: `<SentMails.Arn>/*`. */
function flat(value: unknown): string {
  if (typeof value === "string") return value;
  const { Ref: ref, "Fn::GetAtt": attribute, "Fn::Join": join } = value as Pointer;
  if (ref !== undefined) return `<${ref}>`;
  if (attribute !== undefined) return `<${attribute.join(".")}>`;
  return (join?.[1] ?? []).map(flat).join(join?.[0]);
}

interface Pointer {
  readonly Ref?: string;
  readonly "Fn::GetAtt"?: readonly [string, string];
  readonly "Fn::Join"?: readonly [string, readonly unknown[]];
}
