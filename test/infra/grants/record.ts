/** What the roles of Ripen's stack asked for while the tests ran, kept until somebody holds it against their policies. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod";
import type { RightAsked } from "../../../local/aws/iam.ts";

const FILE = join(import.meta.dirname, "../../../node_modules/.cache/ripen/rights-asked.jsonl");

/** Small templates of single tests have roles, too; the stack as it is runs under this name. */
export const STACK = "ripen-laptop";

const Asked = z.object({
  role: z.string(),
  action: z.string(),
  resource: z.string(),
  context: z.record(z.string(), z.string()).exactOptional(),
  allowed: z.boolean(),
});

/** Writes down each right once a process: of objects in a bucket, the first stands for all. */
export function writingDown(): (asked: RightAsked) => void {
  const written = new Set<string>();
  mkdirSync(dirname(FILE), { recursive: true });
  return (asked) => {
    const { role, action, resource, allowed } = asked;
    const place = resource.startsWith("arn:aws:s3:::") ? resource.split("/")[0] : resource;
    const key = `${role} ${action} ${place} ${allowed}`;
    if (!role.startsWith(`${STACK}-`) || written.has(key)) return;
    written.add(key);
    appendFileSync(FILE, `${JSON.stringify(asked)}\n`);
  };
}

/** Undefined while nothing has been recorded. */
export function recorded(): readonly RightAsked[] | undefined {
  if (!existsSync(FILE)) return undefined;
  const lines = new Set(readFileSync(FILE, "utf8").trimEnd().split("\n"));
  return [...lines].map((line) => asInTheTemplate(Asked.parse(JSON.parse(line))));
}

export const forget = () => rmSync(FILE, { force: true });

/** The table's engine names region, account and stream after its own fashion. */
function asInTheTemplate(asked: RightAsked): RightAsked {
  const resource = asked.resource
    .replace(/^arn:aws:dynamodb:[^:]*:[^:]*:/, "arn:aws:dynamodb:us-east-1:000000000000:")
    .replace(/\/stream\/.*$/, "/stream/latest");
  return { ...asked, resource };
}
