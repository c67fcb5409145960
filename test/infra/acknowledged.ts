/** The findings of cdk-nag that the stack excuses, and why. */
import { type App, Validations } from "aws-cdk-lib";

export interface Acknowledged {
  /** The construct's path within the stack. */
  readonly path: string;
  /** `AwsSolutions-IAM5[Resource::*]` */
  readonly finding: string;
  readonly reason: string;
}

export function acknowledged(app: App): readonly Acknowledged[] {
  return app.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, unknown>))
      .map(([id, reason]) => ({
        path: construct.node.path.replace(/^Ripen\//, ""),
        finding: id.replace(/^annotation::/i, ""),
        reason: typeof reason === "string" ? reason : JSON.stringify(reason),
      })),
  );
}
