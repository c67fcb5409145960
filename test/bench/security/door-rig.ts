/** The form's door on a real table, every call to it recorded; and all the people who may stand before it. */
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { captureLead } from "../../../functions/capture-lead.ts";
import { commit } from "../../../functions/commit.ts";
import { dynamoDbDoor } from "../../../functions/world/dynamodb-door.ts";
import { dynamoDbLeadTable } from "../../../functions/world/dynamodb-lead-table.ts";
import { LEAD_ROW, toItem } from "../../../functions/world/lead-items.ts";
import type { World } from "../../../functions/world/world.ts";
import { invoking } from "../../../local/memory/invoking.ts";
import type { Lead } from "../../../workflows/rules/lead.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { smallLaptop, stopAndForget, table } from "../../local/aws/small-laptop.ts";
import { httpEvent, JSON_BODY } from "../../stories/http-event.ts";
import { MONDAY, story } from "../../stories/line.ts";

const TABLE = "small-Leads";

export interface Answered {
  /** Status, headers and body, as text. */
  readonly answer: string;
  /** The names of the calls to the table, in their order. */
  readonly calls: readonly string[];
  /** In milliseconds. */
  readonly took: number;
}

export interface DoorRig {
  readonly world: World;
  post(fields: object, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  /** Changes a lead's row, as whatever befell it would. */
  befalls(email: string, set: Partial<Lead>): Promise<void>;
  erase(email: string): Promise<void>;
  stop(): Promise<void>;
}

export async function doorRig(): Promise<DoorRig> {
  const laptop = await smallLaptop({ Leads: table() });
  const client = new DynamoDBClient(laptop.client);
  const calls: string[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      (given) => {
        calls.push(String(commandName).replace(/Command$/, ""));
        return next(given);
      },
    { step: "initialize" },
  );
  const world: World = {
    ...story().line.world,
    leads: dynamoDbLeadTable(client, TABLE),
    door: dynamoDbDoor(client, TABLE),
  };
  const door = invoking(captureLead(world));
  return {
    world,
    async post(fields, headers = {}) {
      calls.length = 0;
      const sent = { method: "POST", headers: { ...JSON_BODY, ...headers }, body: JSON.stringify(fields) };
      const before = performance.now();
      const answer = await door(httpEvent("leads", { ...sent, ip: "203.0.113.7" }, MONDAY));
      return { answer: JSON.stringify(answer), calls: [...calls], took: performance.now() - before };
    },
    async befalls(email, set) {
      await commit(world, await world.identity.leadId(email), MONDAY, () => ({ set }));
    },
    async erase(email) {
      const leadId = await world.identity.leadId(email);
      const Item = toItem(leadId, LEAD_ROW, { leadId, erasedAt: MONDAY, doNotContact: true });
      await client.send(new PutItemCommand({ TableName: TABLE, Item }));
    },
    async stop() {
      client.destroy();
      await stopAndForget(laptop);
    },
  };
}

const said = (email: string) => ({ email, name: "Zoë Müller", company: "Dairy Süd", consent: "yes" });
const news = (email: string) => ({ ...said(email), city: "Cork" });
const key = { "idempotency-key": "7d0f3c52" };

/** Each is brought before the door, and posts. */
export const WHO: Readonly<Record<string, (rig: DoorRig, email: string) => Promise<Answered>>> = {
  "new": (rig, email) => rig.post(said(email)),
  "known, with news": async (rig, email) => {
    await rig.post(said(email));
    return rig.post(news(email));
  },
  "known, the same again": async (rig, email) => {
    await rig.post(said(email));
    return rig.post(said(email));
  },
  "known, the same key": async (rig, email) => {
    await rig.post(said(email), key);
    return rig.post(news(email), key);
  },
  bounced: (rig, email) =>
    afterwards(rig, email, { lifecycle: "suppressed", because: "bounced", suppressedAt: MONDAY }),
  left: (rig, email) =>
    afterwards(rig, email, { lifecycle: "unsubscribed", consent: { withdrawnAt: MONDAY } }),
  "asked to be left alone": (rig, email) =>
    afterwards(rig, email, {
      lifecycle: "unsubscribed",
      consent: { withdrawnAt: MONDAY, noContactAt: MONDAY },
    }),
  "with sales": (rig, email) => afterwards(rig, email, { lifecycle: "sal" }),
  erased: async (rig, email) => {
    await rig.erase(email);
    return rig.post(said(email));
  },
  "over the mailbox's limit": async (rig, email) => {
    const whose = `MAILBOX#${await rig.world.identity.mailbox(email)}`;
    const { mailboxPerDay } = rig.world.settings.form.limits;
    const from = Math.floor(MONDAY / DAY) * DAY;
    for (let n = 0; n < mailboxPerDay; n++) await rig.world.door.count({ whose, from, until: from + DAY });
    return rig.post(said(email));
  },
};

async function afterwards(rig: DoorRig, email: string, set: Partial<Lead>): Promise<Answered> {
  await rig.post(said(email));
  await rig.befalls(email, set);
  return rig.post(news(email));
}
