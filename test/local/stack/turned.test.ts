/** A stack is closed, stopped, started and opened again, in the order in which nobody gets lost. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { reachedStack } from "../../../local/stack/reached-stack.ts";
import {
  refuseWhileOpen,
  standsHow,
  startAll,
  stopAll,
  type Turned,
  turnDoors,
} from "../../../local/stack/turned.ts";
import { clientOf } from "../aws/small-laptop.ts";
import { type Account, account } from "./account.ts";

let aws: Account;
let it: Turned;
const running = () => standsHow(it).then(({ running: now }) => now);

beforeEach(async () => {
  aws = await account();
  for (let lead = 0; lead < 45; lead++)
    aws.engine.start({ stateMachineArn: aws.machine, name: `lead-${lead}` });
  const pause = async () => undefined;
  it = await reachedStack("ripen-dev", { endpoint: aws.url, client: clientOf(aws.url), pause });
});
afterEach(() => aws.close());

test("open, with stream, sweeper and everybody at work, it says so", async () => {
  expect(await standsHow(it)).toEqual({ open: true, stream: "Enabled", sweeper: true, running: 45 });
  expect(aws.changes).toEqual([]);
});

test("closed, it takes neither forms nor activities, and no page behind a link is touched", async () => {
  await turnDoors(it, false);
  expect(aws.changes).toEqual([
    expect.stringMatching(/^PUT concurrency CaptureLead/),
    expect.stringMatching(/^PUT concurrency RecordActivity/),
  ]);
  expect(await standsHow(it)).toMatchObject({ open: false, running: 45 });
  await turnDoors(it, true);
  expect(await standsHow(it)).toMatchObject({ open: true });
});

test("it isn't stopped while the form is open", async () => {
  const stands = await standsHow(it);
  expect(() => refuseWhileOpen(stands, it.stack)).toThrow("First `npm run stack -- close --stack ripen-dev`");
});

test("stopped, first whatever would rebuild executions is off; then every one of them ends", async () => {
  await turnDoors(it, false);
  refuseWhileOpen(await standsHow(it), it.stack);
  const progress: number[] = [];
  expect(await stopAll(it, 20, (so) => void progress.push(so))).toBe(45);
  expect(aws.changes.slice(2)).toEqual(["DisableRule", "Disabling"]);
  expect(progress).toEqual([20, 40, 45]);
  expect(await standsHow(it)).toEqual({ open: false, stream: "Disabled", sweeper: false, running: 0 });
});

test("broken off, it goes on with what is left", async () => {
  await turnDoors(it, false);
  const gone = new Error("the connection is gone");
  const breaksOff = stopAll(it, 20, (so) => {
    if (so === 40) throw gone;
  });
  await expect(breaksOff).rejects.toBe(gone);
  expect(await running()).toBe(5);
  expect(await stopAll(it, 20, () => undefined)).toBe(5);
  expect(aws.changes.filter((change) => change === "Disabling")).toHaveLength(1);
});

test("started again, stream and sweeper are on, and the form is as it was", async () => {
  await turnDoors(it, false);
  await stopAll(it, 1_000, () => undefined);
  await startAll(it);
  expect(await standsHow(it)).toEqual({ open: false, stream: "Enabled", sweeper: true, running: 0 });
});
