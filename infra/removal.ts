/** What becomes of what is kept when the stack goes, or a resource is replaced: `cdk.json`, `context.removal`. */
import { RemovalPolicy } from "aws-cdk-lib";
import type { Settings } from "./settings.ts";

/** Of leads, their mails and the keys. Logs always go: they name nobody, and end by themselves. */
export const removalPolicy = ({ removal }: Pick<Settings, "removal">): RemovalPolicy =>
  removal === "delete" ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
