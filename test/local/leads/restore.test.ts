/** A table is lost with every execution, and comes back from a copy of some days before, on a laptop that runs. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import {
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetPerson } from "../../../functions/forget-person.ts";
import { type Laptop, startLaptop } from "../../../local/laptop.ts";
import { livingTable } from "../../../local/leads/restore/living-table.ts";
import { restore } from "../../../local/leads/restore/restore.ts";
import { restoredTable } from "../../../local/leads/restore/restored-table.ts";
import { type Ripen, reach } from "../../../local/stack/reach.ts";
import { leaveAddresses } from "../../../local/stack/running-laptop.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import { clientOf, monday, table } from "../aws/small-laptop.ts";
import { type Ended, runCommand } from "../command.ts";

const LIVING = "ripen-laptop-LeadTable";
const RESTORED = "restored";

const state = mkdtempSync(join(tmpdir(), "ripen-restore-"));
let laptop: Laptop;
let dynamodb: DynamoDBClient;
let ripen: Ripen;

const email = (name: string) => `${name}@${name}.example`;
const pass = (span: number) => laptop.sources.time.moveTo(laptop.sources.time.now() + span);
const mailsTo = (name: string) => laptop.sources.mailbox.list().filter(({ to }) => to.includes(email(name)));
const subjectsTo = (name: string) => mailsTo(name).map(({ subject }) => subject);
const idOf = (name: string) => ripen.world.identity.leadId(email(name));
const notices = () => laptop.sources.salesInbox.list();
const erase = (name: string) => forgetPerson(ripen.world, email(name), laptop.sources.time.now());

async function posts(name: string, message = ""): Promise<void> {
  const fields = { form: "cold-store-guide", email: email(name), name, consent: "yes", message };
  const body = new URLSearchParams(fields);
  const { status } = await fetch(`${laptop.urls.api}/leads`, { method: "POST", body, redirect: "manual" });
  expect(status).toBe(303);
  await laptop.sources.time.settle();
}

/** A laptop's table has less than the megabyte that one answer holds. */
async function items(TableName: string) {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Items;
}

const rows = async () => (await items(LIVING)).map((item) => unmarshall(item));

async function backUp(): Promise<void> {
  const { Properties } = table({ BillingMode: "PAY_PER_REQUEST" });
  const { StreamSpecification: _, ...like } = Properties;
  await dynamodb.send(new CreateTableCommand({ ...like, TableName: RESTORED } as never));
  for (const Item of await items(LIVING))
    await dynamodb.send(new PutItemCommand({ TableName: RESTORED, Item }));
}

async function loseEverything(): Promise<void> {
  for (const { pk, sk } of await items(LIVING))
    if (pk && sk) await dynamodb.send(new DeleteItemCommand({ TableName: LIVING, Key: { pk, sk } }));
  const sfn = new SFNClient(clientOf(laptop.urls.aws));
  const { stateMachines: [machine] = [] } = await sfn.send(new ListStateMachinesCommand({}));
  const stateMachineArn = machine?.stateMachineArn;
  const running = await sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: "RUNNING" }));
  for (const { executionArn } of running.executions ?? [])
    await sfn.send(new StopExecutionCommand({ executionArn }));
  await laptop.sources.time.settle();
}

async function restoring(go: boolean, withoutCopies = false) {
  const from = await restoredTable(dynamodb, RESTORED, LIVING);
  const { world } = ripen;
  const job = { world, from, living: livingTable(dynamodb, LIVING), rate: 50, mailsKept: 1_095 * DAY };
  return restore({ ...job, go, withoutCopies });
}

let said: Ended;
let told: number;

/**
 * Una has had her first letter, and gets the next one after the back-up; Ben is with sales; Cleo was erased before, Finn is
 * erased after it; Ivy posts her form again once all is lost.
 */
beforeAll(async () => {
  laptop = await startLaptop({ state, start: monday, runs: false });
  leaveAddresses(state, laptop.urls);
  dynamodb = new DynamoDBClient(clientOf(laptop.urls.aws));
  ripen = await reach({}, { RIPEN_STATE: state });
  for (const name of ["una", "finn", "ivy", "cleo"]) await posts(name);
  await posts("ben", "Please call me about a demo");
  await erase("cleo");
  await pass(HOUR / 4);
  await backUp();
  await pass(3 * DAY + HOUR);
  await erase("finn");
  await loseEverything();
  await posts("ivy");
  told = notices().length;
});
afterAll(async () => {
  await laptop?.stop();
  rmSync(state, { recursive: true, force: true });
});

test("first it only counts, and writes nothing", async () => {
  const before = await rows();
  const { leads, toSee, sentSince } = await restoring(false);
  expect(leads).toEqual({ back: 2, stands: 0, anew: 1, erased: 0, grave: 1, heldBack: 1 });
  expect(toSee).toEqual({ anew: [await idOf("ivy")], heldBack: [await idOf("finn")] });
  expect(sentSince).toBeGreaterThan(0);
  expect(await rows()).toEqual(before);
});

test("with --go it does, and says loudly what is lost for good", async () => {
  said = await runCommand("leads", ["restore", "--from", RESTORED, "--go"], state);
  expect([said.code, said.err]).toEqual([0, ""]);
  expect(said.out).toMatch(/^Leads of restored, into the laptop:\n {7}2 come back\n {7}1 began anew since/);
  expect(said.out).toContain("LOST FOR GOOD is what happened between that instant and the loss:");
  expect(said.out).toContain("IS WRITTEN TO AGAIN");
  expect(said.out).toContain(`--without-copies:\n  ${await idOf("finn")}\n`);
  await laptop.sources.time.settle();
});

test("a letter that went after the back-up is known to have gone, by its copy", async () => {
  const lost = (await rows()).find(
    ({ pk, sk }) => String(pk).startsWith("LEAD#") && sk === "TOUCH#green-bananas_1_green-bananas_1",
  );
  expect(lost).toMatchObject({ status: "unknown", subject: subjectsTo("una").at(-1) });
  expect(mailsTo("una")).toHaveLength(2);
});

test("the hand-off that nobody had answered is told again, with its time anew, and counted once", async () => {
  const isHandoff = ({ sk }: Readonly<Record<string, unknown>>) => sk === "HANDOFF#0001";
  const before = (await items(RESTORED)).map((item) => unmarshall(item)).find(isHandoff);
  const now = (await rows()).find(isHandoff);
  expect(before).toMatchObject({ status: "released", to: expect.any(String) });
  expect(now).toMatchObject({ status: "released", to: before?.["to"] });
  expect(now?.["notifiedAt"]).toBeGreaterThan(Number(before?.["notifiedAt"]) + 3 * DAY);
  expect(notices().length).toBe(told + 1);
  const load = (await rows()).find(({ pk, sk }) => pk === "DESK" && sk === `PERSON#${now?.["to"]}`);
  expect(load).toMatchObject({ open: 1 });
});

test("who was erased stays so, before the back-up or after it; who began anew keeps the new life", async () => {
  const lives = (await rows()).filter(({ sk }) => sk === "LEAD");
  const of = async (name: string) => {
    const pk = `LEAD#${await idOf(name)}`;
    return lives.find((row) => row["pk"] === pk);
  };
  expect(await of("finn")).toBeUndefined();
  expect(await of("cleo")).toMatchObject({ doNotContact: true });
  expect((await of("ivy"))?.["createdAt"]).toBeGreaterThan(monday + 3 * DAY);
});

test("again it finds nothing to do, and counts nobody twice", async () => {
  const before = await rows();
  const again = await restoring(true);
  expect(again).toMatchObject({ leads: { back: 0, stands: 2, anew: 1 }, others: 0, sentSince: 0 });
  expect(await rows()).toEqual(before);
});

test("whose row alone is lost comes back, and isn't counted twice with whoever has it", async () => {
  const load = async () =>
    (await rows()).filter(({ pk, sk }) => pk === "DESK" && `${sk}`.startsWith("PERSON#"));
  const pk = { S: `LEAD#${await idOf("ben")}` };
  const held = (await rows()).filter(({ pk: of, sk }) => `${of}`.startsWith("PERSON#") && sk === pk.S);
  const before = await load();
  await dynamodb.send(new DeleteItemCommand({ TableName: LIVING, Key: { pk, sk: { S: "LEAD" } } }));
  expect((await restoring(true)).leads.back).toBe(1);
  await laptop.sources.time.settle();
  expect(held).toHaveLength(1);
  expect(await load()).toEqual(before);
});

test("everybody goes on: the next letter comes, and none came twice", async () => {
  await pass(34 * DAY);
  const subjects = subjectsTo("una");
  expect(subjects).toHaveLength(3);
  expect(new Set(subjects).size).toBe(3);
});

test("a table that isn't there, and the living one, are refused in words", async () => {
  await expect(restoredTable(dynamodb, "nowhere", LIVING)).rejects.toThrow("There is no table nowhere in");
  await expect(restoredTable(dynamodb, LIVING, LIVING)).rejects.toThrow("is the living table itself");
});
