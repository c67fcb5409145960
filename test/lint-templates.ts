/**
 * `npm run check:templates`: cfn-lint, where it is installed (Python: `pip install cfn-lint`), over the template of every
 * context of test/infra/contexts.ts. Exits with 1 for what it finds and isn't excused below; where it isn't installed, it
 * says so in one line and passes.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { ripenTemplate } from "../infra/ripen-app.ts";
import { CONTEXTS } from "./infra/contexts.ts";

const Finding = z.object({
  Rule: z.object({ Id: z.string() }),
  Message: z.string(),
  Location: z.object({ Path: z.array(z.union([z.string(), z.number()])).nullish() }),
});
export type Finding = z.infer<typeof Finding>;

/** What is no fault of the template, each as narrow as can be. */
const EXCUSED: readonly { readonly rule: string; readonly message: RegExp; readonly because: string }[] = [
  {
    rule: "W3005",
    message: /^'\w+' dependency already enforced by a 'GetAtt'/,
    because: "CDK writes a function's role into DependsOn beside the reference: twice said, nothing wrong.",
  },
  {
    rule: "E3601",
    message: /^'\{% .* %\}' is not of type 'number' at '.*\/TimeoutSeconds'$/,
    because: "Step Functions takes a JSONata expression there; cfn-lint's schema doesn't know it.",
  },
];

/** The findings that nothing excuses. */
export const faults = (findings: readonly Finding[]) =>
  findings.filter(
    ({ Rule, Message }) => !EXCUSED.some(({ rule, message }) => rule === Rule.Id && message.test(Message)),
  );

/** cfn-lint's findings on the templates in these files; undefined where it isn't installed. */
export function lint(files: readonly string[]): readonly Finding[] | undefined {
  const { error, stdout, stderr } = spawnSync("cfn-lint", ["--format", "json", "--", ...files], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined && "code" in error && error.code === "ENOENT") return undefined;
  if (error !== undefined) throw error;
  if (!stdout.trim().startsWith("[")) throw new Error(`cfn-lint gave no findings to read: ${stderr.trim()}`);
  return z.array(Finding).parse(JSON.parse(stdout));
}

function check(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "ripen-lint-"));
  try {
    const files = Object.entries(CONTEXTS).map(([name, context]) => {
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(ripenTemplate(context)));
      return file;
    });
    const found = lint(files);
    if (found === undefined) {
      say("cfn-lint isn't installed: the templates were not linted.");
      return true;
    }
    const wrong = faults(found);
    for (const { Rule, Message, Location } of wrong)
      say(`${Rule.Id} ${Location.Path?.join("/")}: ${Message}`);
    say(
      `cfn-lint: ${files.length} templates, ${wrong.length} faults, ${found.length - wrong.length} excused.`,
    );
    return wrong.length === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

if (import.meta.main) process.exitCode = check() ? 0 : 1;
