/** Edits while `npm start` runs, on a copy of the sources. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EditableLaptop, editableLaptop } from "./aws/editable-laptop.ts";
import { clientOf } from "./aws/small-laptop.ts";

let edited: EditableLaptop;
beforeAll(async () => {
  edited = await editableLaptop();
});
afterAll(() => edited.remove());

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const pidIn = (file: string) => Number(readFileSync(join(edited.state, file), "utf8"));

test("a page, a rule, a function and the workflow: the sleeping lead keeps its place, and its next mail carries the edit", async () => {
  const { laptop, edit, read, post, subjects, saidAfter } = edited;
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
    edit("functions/mail/render.ts", "subject: asShown(", 'subject: "Edited: " + asShown(');
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

  await post(`${laptop.urls.console}/clock`, { advance: "P10D" });
  const [next, ...before] = await subjects();
  expect(before).toEqual(welcome);
  expect(next).toMatch(/^Edited: /);
});

test("a source that can't be read is named with its line, and the laptop goes on as it was", async () => {
  const { subjects, saidAfter, edit } = edited;
  const before = await subjects();
  const said = await saidAfter(() => edit("functions/mail/render.ts", "import {", "imprt {"));
  expect(said).toMatch(
    /^functions\/mail\/render\.ts not taken up, the laptop goes on as it was: SyntaxError: .*render\.ts:5\)$/,
  );
  expect(await subjects()).toEqual(before);
});

test("a workflow that AWS would refuse is refused before it runs anything", async () => {
  const { saidAfter, edit } = edited;
  const said = await saidAfter(() => {
    edit("functions/mail/render.ts", "imprt {", "import {");
    edit("workflows/nurture.asl.json", '"Type": "Choice"', '"Type": "Choose"');
  });
  expect(said).toMatch(/not taken up, .*Invalid State Machine Definition: .*What does the lead need\?/);
  expect(await saidAfter(() => edit("workflows/nurture.asl.json", '"Choose"', '"Choice"'))).toMatch(
    /in effect from now on\.$/,
  );
});

test("kill -9 of the process that a person started ends the one that took over, and its engine", async () => {
  const [heir, engine] = [pidIn("laptop.pid"), pidIn("dynamodb.pid")];
  expect(heir).not.toBe(edited.laptop.pid);
  expect([alive(heir), alive(engine)]).toEqual([true, true]);
  await edited.laptop.end("SIGKILL");
  while (alive(heir) || alive(engine)) await new Promise((go) => setTimeout(go, 20));
});

test("Ctrl-C after an edit ends everything: exit code 0, nothing left over, all kept", async () => {
  await edited.start();
  const before = await edited.subjects();
  expect(before).toHaveLength(2);
  await edited.saidAfter(() => edited.edit("functions/mail/render.ts", '"Edited: " + ', ""));
  const [heir, engine] = [pidIn("laptop.pid"), pidIn("dynamodb.pid")];
  expect(await edited.laptop.end("SIGINT")).toBe(0);
  expect([alive(heir), alive(engine)]).toEqual([false, false]);
  await edited.start();
  expect(await edited.subjects()).toEqual(before);
});
