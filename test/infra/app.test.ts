import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { repositoryFile } from "../../infra/repository.ts";

describe("infra/app.ts, run as the CDK CLI runs it", () => {
  const run = async (context: Record<string, unknown>) => {
    const outdir = mkdtempSync(join(tmpdir(), "ripen-app-"));
    const env = {
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ "aws:cdk:bundling-stacks": [], ...context }),
    };
    try {
      const node = repositoryFile("node_modules/.bin/node");
      const { stderr } = await promisify(execFile)(node, [repositoryFile("infra/app.ts")], {
        env,
        cwd: outdir,
      });
      return { code: 0, stderr, files: readdirSync(outdir) };
    } catch (error) {
      return { ...(error as { code: number; stderr: string }), files: readdirSync(outdir) };
    } finally {
      rmSync(outdir, { recursive: true });
    }
  };

  test("synthesizes the sample's values, and CDK's own rules find no fault", async () => {
    expect(await run({})).toMatchObject({ code: 0, files: expect.arrayContaining(["Ripen.template.json"]) });
  }, 180_000);

  test("leaves with exit code 1 after a line for each fault on stderr, and writes nothing, when -c spoils two settings", async () => {
    const { code, stderr, files } = await run({ stages: "dev", sender: "" });
    expect(code).toBe(1);
    expect(stderr).toBe(
      'cdk.json: context.sender is blank; it should be the mailbox that mail comes from, like "Nora Lindqvist <nora@your-company.com>".\ncdk.json: context.stages is no setting; did you mean "stage"?\n',
    );
    expect(files).toEqual([]);
  }, 180_000);
});
