/** A message that came too often moves to the dead letters, whatever happens to the laptop meanwhile. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type SnsSqs, startSnsSqs } from "../../../local/aws/sns-sqs.ts";

let folder: string;
let snsSqs: SnsSqs;
const start = () => startSnsSqs({ folder, region: "us-east-1", host: "127.0.0.1:4566" });
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ripen-queues-"));
  snsSqs = await start();
});
afterEach(async () => {
  await snsSqs.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A queue that gives a message up after one receipt; the URLs of both. */
async function queues(): Promise<{ readonly queue: string; readonly letters: string }> {
  const letters = await snsSqs.sqs("CreateQueue", { QueueName: "letters" });
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: "arn:aws:sqs:us-east-1:000000000000:letters",
    maxReceiveCount: 1,
  });
  const queue = await snsSqs.sqs("CreateQueue", {
    QueueName: "queue",
    Attributes: { RedrivePolicy, VisibilityTimeout: "0" },
  });
  return { queue: String(queue["QueueUrl"]), letters: String(letters["QueueUrl"]) };
}

async function bodies(QueueUrl: string): Promise<readonly string[]> {
  const { Messages = [] } = await snsSqs.sqs("ReceiveMessage", { QueueUrl });
  return (Messages as readonly { readonly Body: string }[]).map(({ Body }) => Body);
}

test("after its last try it is among the dead letters, and there alone", async () => {
  const { queue, letters } = await queues();
  await snsSqs.sqs("SendMessage", { QueueUrl: queue, MessageBody: "an event" });
  expect(await bodies(queue)).toEqual(["an event"]);
  expect(await bodies(queue)).toEqual([]);
  expect(await bodies(letters)).toEqual(["an event"]);
});

test("killed in the middle of the move, it is moved after the next start", async () => {
  const { queue, letters } = await queues();
  await snsSqs.sqs("SendMessage", { QueueUrl: queue, MessageBody: "an event" });
  expect(await bodies(queue)).toEqual(["an event"]);
  const { persistence } = snsSqs.stores.sqsStore;
  if (persistence === undefined) throw new Error("Nothing is kept.");
  persistence.insertMessage = () => {
    throw new Error("killed");
  };
  await expect(bodies(queue)).rejects.toThrow("killed");
  await snsSqs.close();
  snsSqs = await start();
  expect(await bodies(queue)).toEqual([]);
  expect(await bodies(letters)).toEqual(["an event"]);
});
