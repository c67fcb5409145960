/** `npm run stack` as a command of its own, against an account on loopback. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "../command.ts";
import { type Account, account } from "./account.ts";

let aws: Account;
beforeEach(async () => {
  aws = await account();
  for (let lead = 0; lead < 45; lead++)
    aws.engine.start({ stateMachineArn: aws.machine, name: `lead-${lead}` });
});
afterEach(() => aws.close());

const stack = (...words: readonly string[]) =>
  runCommand("stack", [...words, "--stack", "ripen-dev"], ".no-laptop", {
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "a",
    AWS_SECRET_ACCESS_KEY: "b",
  });

test("a stack that works is told so, and nothing is changed", async () => {
  const { code, out } = await stack("status");
  expect(out).toBe(
    [
      "ripen-dev:",
      "  forms and activities   taken",
      "  the table's stream     Enabled",
      "  the sweeper            runs every 15 minutes",
      "  executions             45 run",
      "",
    ].join("\n"),
  );
  expect(code).toBe(0);
  expect(aws.changes).toEqual([]);
});

test("a stack whose form is open isn't stopped, and what comes first is said", async () => {
  const { code, err } = await stack("stop", "--go");
  expect([code, err]).toEqual([
    1,
    "The form is still open: whoever posts it would wait for nobody. First `npm run stack -- close --stack ripen-dev`.\n",
  ]);
  expect(aws.changes).toEqual([]);
});

test("a closed one tells what stopping would do, and does it when told to go", async () => {
  expect((await stack("close")).out).toContain("ripen-dev takes no forms and no activities any more");
  const before = aws.changes.length;
  const { out } = await stack("stop", "--rate", "50");
  expect(out).toContain("Stopping would take about 1 min.");
  expect(out).toContain("`npm run stack -- stop --stack ripen-dev --rate 50 --go`");
  expect(aws.changes).toHaveLength(before);
  const stopped = await stack("stop", "--rate", "50", "--go");
  expect(stopped.out).toContain("45 executions of ripen-dev are stopped, and nothing starts any.");
  expect(aws.changes.slice(before)).toEqual(["DisableRule", "Disabling"]);
});

test.each(["0", "201", "2.5", "many"])("a rate of %s is refused, before anybody is asked", async (rate) => {
  const { code, err } = await stack("stop", "--rate", rate);
  expect([code, err]).toEqual([
    1,
    `--rate is "${rate}": it should be how many executions a second, from 1 to 200, such as 20.\n`,
  ]);
});
