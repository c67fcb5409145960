/** A laptop whose table is backed up, lost and restored, as a whole or in part. */
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
import { expect } from "vitest";
import { forgetPerson } from "../../../functions/forget-person.ts";
import { startLaptop } from "../../../local/laptop.ts";
import { livingTable } from "../../../local/leads/restore/living-table.ts";
import { type RestoreJob, restore } from "../../../local/leads/restore/restore.ts";
import { restoredTable } from "../../../local/leads/restore/restored-table.ts";
import { reach } from "../../../local/stack/reach.ts";
import { leaveAddresses } from "../../../local/stack/running-laptop.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { clientOf, monday, table } from "../aws/small-laptop.ts";

export const LIVING = "ripen-laptop-LeadTable";
export const RESTORED = "restored";

export type RestoreLaptop = Awaited<ReturnType<typeof restoreLaptop>>;

/** A name stands for the address `name@name.example`. Time passes in moves only. */
export async function restoreLaptop() {
  const state = mkdtempSync(join(tmpdir(), "ripen-restore-"));
  const laptop = await startLaptop({ state, start: monday, runs: false });
  leaveAddresses(state, laptop.urls);
  const dynamodb = new DynamoDBClient(clientOf(laptop.urls.aws));
  const { world } = await reach({}, { RIPEN_STATE: state });
  const { mailbox, salesInbox, time } = laptop.sources;

  const email = (name: string) => `${name}@${name}.example`;
  const idOf = (name: string) => world.identity.leadId(email(name));
  const mailsTo = (name: string) => mailbox.list().filter(({ to }) => to.includes(email(name)));

  /** A laptop's table has less than the megabyte that one answer holds. */
  async function items(TableName: string) {
    const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return Items;
  }
  const rowsOf = async (table: string) => (await items(table)).map((item) => unmarshall(item));
  const lose = (pk: string, sk: string) =>
    dynamodb.send(new DeleteItemCommand({ TableName: LIVING, Key: { pk: { S: pk }, sk: { S: sk } } }));

  return {
    state,
    dynamodb,
    world,
    idOf,
    mailsTo,
    subjectsTo: (name: string) => mailsTo(name).map(({ subject }) => subject),
    notices: () => salesInbox.list(),
    pass: (span: number) => time.moveTo(time.now() + span),
    settle: () => time.settle(),
    erase: async (name: string) => forgetPerson(world, email(name), time.now()),
    rows: () => rowsOf(LIVING),
    restoredRows: () => rowsOf(RESTORED),

    async posts(name: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
      const fields = { form: "cold-store-guide", email: email(name), name, consent: "yes", ...more };
      const body = new URLSearchParams(fields);
      const { status } = await fetch(`${laptop.urls.api}/leads`, {
        method: "POST",
        body,
        redirect: "manual",
      });
      expect(status).toBe(303);
      await time.settle();
    },

    /** With one click, by the link in the first mail. */
    async leaves(name: string): Promise<void> {
      const link = /https?:\/\/[^\s"<>]+\/unsubscribe\/[\w.-]+/.exec(String(mailsTo(name)[0]?.text));
      const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
      const { status } = await fetch(link?.[0] ?? "", { method: "POST", body });
      expect(status).toBe(200);
      await time.settle();
    },

    async backUp(): Promise<void> {
      const { Properties } = table({ BillingMode: "PAY_PER_REQUEST" });
      const { StreamSpecification: _, ...like } = Properties;
      await dynamodb.send(new CreateTableCommand({ ...like, TableName: RESTORED } as never));
      for (const Item of await items(LIVING))
        await dynamodb.send(new PutItemCommand({ TableName: RESTORED, Item }));
    },

    async losesRow(name: string): Promise<void> {
      await lose(`LEAD#${await idOf(name)}`, "LEAD");
    },

    async losesEverything(): Promise<void> {
      for (const { pk, sk } of await items(LIVING)) await lose(String(pk?.S), String(sk?.S));
      const sfn = new SFNClient(clientOf(laptop.urls.aws));
      const { stateMachines: [machine] = [] } = await sfn.send(new ListStateMachinesCommand({}));
      const stateMachineArn = machine?.stateMachineArn;
      const running = await sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: "RUNNING" }));
      for (const { executionArn } of running.executions ?? [])
        await sfn.send(new StopExecutionCommand({ executionArn }));
      await time.settle();
    },

    async restores(change: Partial<RestoreJob> = {}) {
      const from = await restoredTable(dynamodb, RESTORED, LIVING, world);
      const living = livingTable(dynamodb, LIVING);
      const job = { world, from, living, rate: 50, mailsKept: 1_095 * DAY, withoutCopies: false, go: true };
      return restore({ ...job, ...change });
    },

    async stop(): Promise<void> {
      await laptop.stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}
