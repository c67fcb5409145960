/** Edits while `npm start` runs, on a copy of the sources. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyState, type RunningLaptop, startProcess } from "./aws/running-laptop.ts";
import { clientOf } from "./aws/small-laptop.ts";

const repository = join(import.meta.dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "ripen-copy-"));
const state = emptyState();
let laptop: RunningLaptop;

beforeAll(async () => {
  const settings = readdirSync(repository).filter((name) => name.endsWith(".json"));
  for (const name of ["functions", "infra", "local", "workflows", ...settings])
    cpSync(join(repository, name), join(copy, name), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
  laptop = await startProcess(state, { copy });
});
afterAll(async () => {
  await laptop.end("SIGKILL");
  rmSync(copy, { recursive: true, force: true });
  rmSync(state, { recursive: true, force: true });
});

function edit(file: string, from: string, to: string) {
  const before = readFileSync(join(copy, file), "utf8");
  expect(before).toContain(from);
  writeFileSync(
    join(copy, file),
    before.replace(from, () => to),
  );
}

/** Resolves to what the laptop says next. */
async function saidAfter(act: () => void): Promise<string> {
  const before = laptop.said().length;
  act();
  while (!laptop.said().slice(before).includes("\n")) await new Promise((go) => setTimeout(go, 20));
  return laptop.said().slice(before).trim();
}

const read = async (path: string) =>
  (await fetch(laptop.urls.console + path, { headers: { accept: "application/json" } })).json();
const subjects = async () => ((await read("/mailbox")) as { subject: string }[]).map((mail) => mail.subject);
const post = (url: string, body: object) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const pidIn = (file: string) => Number(readFileSync(join(state, file), "utf8"));

test("a page, a rule, a function and the workflow: the sleeping lead keeps its place, and its next mail carries the edit", async () => {
  const machines = new SFNClient(clientOf(laptop.urls.aws));
  await post(`${laptop.urls.api}/leads`, {
    email: "zoe@molkerei.example",
    name: "Zoë",
    consent: "yes",
    form: "cold-store-guide",
  });
  await post(`${laptop.urls.console}/clock`, { advance: "P1D" });
  const welcome = await subjects();
  expect(welcome).toHaveLength(1);
  const leads = await read("/leads");
  const hash = await read("/state-hash");

  const said = await saidAfter(() => {
    edit("local/console/layout.ts", '<html lang="en">', '<html lang="en" data-edited>');
    edit("functions/mail/render.ts", "subject: onOneLine(", 'subject: "Edited: " + onOneLine(');
    edit("workflows/rules/mail-values.ts", "\n", "\n// Edited.\n");
    edit("workflows/nurture.asl.json", '"Comment": "', '"Comment": "Edited. ');
  });
  expect(said).toBe("functions/mail/render.ts and 3 more edited: in effect from now on.");
  expect(await (await fetch(laptop.urls.console)).text()).toContain('<html lang="en" data-edited>');
  expect(await read("/state-hash")).toEqual(hash);
  expect(await read("/leads")).toEqual(leads);
  const stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:ripen-laptop-NurtureMachine";
  const { executions } = await machines.send(new ListExecutionsCommand({ stateMachineArn }));
  expect(executions).toMatchObject([{ status: "RUNNING" }]);
  const { executionArn } = executions?.[0] ?? {};
  const now = await machines.send(new DescribeStateMachineCommand({ stateMachineArn }));
  const then = await machines.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
  expect([now.definition, then.definition].map((text) => text?.includes("Edited. "))).toEqual([true, false]);

  await post(`${laptop.urls.console}/clock`, { advance: "P3D" });
  const [next, ...before] = await subjects();
  expect(before).toEqual(welcome);
  expect(next).toMatch(/^Edited: /);
});

test("a source that can't be read is named with its line, and the laptop goes on as it was", async () => {
  const before = await subjects();
  const said = await saidAfter(() => edit("functions/mail/render.ts", "import ", "imprt "));
  expect(said).toMatch(
    /^functions\/mail\/render\.ts not taken up, the laptop goes on as it was: SyntaxError: .*render\.ts:2\)$/,
  );
  expect(await subjects()).toEqual(before);
});

test("a workflow that AWS would refuse is refused before it runs anything", async () => {
  const said = await saidAfter(() => {
    edit("functions/mail/render.ts", "imprt ", "import ");
    edit("workflows/nurture.asl.json", '"Type": "Choice"', '"Type": "Choose"');
  });
  expect(said).toMatch(/not taken up, .*Invalid State Machine Definition: .*What does the lead need\?/);
  expect(await saidAfter(() => edit("workflows/nurture.asl.json", '"Choose"', '"Choice"'))).toMatch(
    /in effect from now on\.$/,
  );
});

test("kill -9 of the process that a person started ends the one that took over, and its engine", async () => {
  const [heir, engine] = [pidIn("laptop.pid"), pidIn("dynamodb.pid")];
  expect(heir).not.toBe(laptop.pid);
  expect([alive(heir), alive(engine)]).toEqual([true, true]);
  await laptop.end("SIGKILL");
  while (alive(heir) || alive(engine)) await new Promise((go) => setTimeout(go, 20));
});

test("Ctrl-C after an edit ends everything: exit code 0, nothing left over, all kept", async () => {
  laptop = await startProcess(state, { copy });
  const before = await subjects();
  expect(before).toHaveLength(2);
  await saidAfter(() => edit("functions/mail/render.ts", '"Edited: " + ', ""));
  const [heir, engine] = [pidIn("laptop.pid"), pidIn("dynamodb.pid")];
  expect(await laptop.end("SIGINT")).toBe(0);
  expect([alive(heir), alive(engine)]).toEqual([false, false]);
  laptop = await startProcess(state, { copy });
  expect(await subjects()).toEqual(before);
});
