/** The DynamoDB engine is a program of its own: it must be found, hold one database, and never outlive its laptop. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DynamoDBClient, ListTablesCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { engineProgram, startDynamoDb } from "../../../local/aws/dynamodb-engine.ts";
import { openStateFolder, type StateFolder } from "../../../local/state/state-folder.ts";
import { clientOf, smallLaptop, stopAndForget, table } from "./small-laptop.ts";

let folder: StateFolder;
beforeEach(() => {
  folder = openStateFolder(mkdtempSync(join(tmpdir(), "ripen-engine-")));
});
afterEach(() => {
  folder.close();
  rmSync(folder.path, { recursive: true, force: true });
});

const tables = async (endpoint: string) =>
  (await new DynamoDBClient(clientOf(endpoint)).send(new ListTablesCommand({}))).TableNames;
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("a machine without the engine is told what to install, and what else would do", () => {
  expect(() => engineProgram("plan9-mips")).toThrow(
    "The DynamoDB engine for this machine is not installed: run `npm install @dynoxide/plan9-mips`, or name another DynamoDB in AWS_ENDPOINT_URL_DYNAMODB.",
  );
});

test("any other DynamoDB can stand behind the endpoint", async () => {
  const other = await startDynamoDb(folder);
  const laptop = await smallLaptop({ Things: table() }, {}, { dynamodbEndpoint: other.endpoint });
  expect(await tables(laptop.urls.aws)).toEqual(["small-Things"]);
  expect(await tables(other.endpoint)).toEqual(["small-Things"]);
  await stopAndForget(laptop);
  await other.stop();
});

test("an engine left over from a laptop that died with its watchdog is ended before a new one opens the database", async () => {
  const program = engineProgram(`${process.platform}-${process.arch}`);
  const file = folder.file("dynamodb.sqlite");
  const orphan = spawn(program, ["--port", "0", "--db-path", file], { stdio: "ignore" });
  const gone = new Promise((resolve) => orphan.once("exit", resolve));
  writeFileSync(folder.file("dynamodb.pid"), String(orphan.pid));
  const engine = await startDynamoDb(folder);
  await gone;
  expect(await tables(engine.endpoint)).toEqual([]);
  await engine.stop();
});

test("an engine that dies is started again with all it held, and whoever asks meanwhile only waits", async () => {
  const laptop = await smallLaptop({ Things: table() });
  const client = new DynamoDBClient(clientOf(laptop.urls.aws));
  const Item = { pk: { S: "a" }, sk: { S: "b" } };
  await client.send(new PutItemCommand({ TableName: "small-Things", Item }));
  const pidFile = join(laptop.state, "dynamodb.pid");
  for (let deaths = 0; deaths < 2; deaths++) {
    const pid = Number(readFileSync(pidFile, "utf8"));
    process.kill(pid, "SIGKILL");
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
    const { Items } = await client.send(new ScanCommand({ TableName: "small-Things" }));
    expect(Items).toEqual([Item]);
    expect(Number(readFileSync(pidFile, "utf8"))).not.toBe(pid);
  }
  const last = Number(readFileSync(pidFile, "utf8"));
  await stopAndForget(laptop);
  expect(isAlive(last)).toBe(false);
});

test.each([
  [
    "numbering a stream's next record",
    "SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = ?",
  ],
  [
    "reading on in a stream",
    "SELECT * FROM _stream_records WHERE table_name = ? AND shard_id = ? AND CAST(sequence_number AS INTEGER) > ? ORDER BY CAST(sequence_number AS INTEGER) LIMIT ?",
  ],
])("%s looks at no record before, however many there are", async (_what, asked) => {
  const engine = await startDynamoDb(folder);
  const database = new DatabaseSync(folder.file("dynamodb.sqlite"), { readOnly: true });
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${asked}`).all();
  database.close();
  await engine.stop();
  expect(steps.map(({ detail }) => detail).join()).toMatch(/^SEARCH _stream_records USING (COVERING )?INDEX/);
});

test("a stranger's process that has the number of the old engine is left alone", async () => {
  writeFileSync(folder.file("dynamodb.pid"), String(process.pid));
  const engine = await startDynamoDb(folder);
  const pid = Number(readFileSync(folder.file("dynamodb.pid"), "utf8"));
  expect([isAlive(process.pid), isAlive(pid)]).toEqual([true, true]);
  await engine.stop();
  expect(isAlive(pid)).toBe(false);
});
