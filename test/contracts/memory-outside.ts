/** The far side of the World in memory. */
import { anyHourDesk } from "../../local/memory/any-hour-desk.ts";
import { MemoryLeads } from "../../local/memory/memory-leads.ts";
import { memoryLinks } from "../../local/memory/memory-links.ts";
import { MemoryMail, type Mood } from "../../local/memory/memory-mail.ts";
import { memoryWorkflows } from "../../local/memory/memory-workflows.ts";
import { API_URL, MemoryTopic, memoryWorld } from "../../local/memory/memory-world.ts";
import { seeded } from "../../local/memory/seeded.ts";
import { SimulatedClock } from "../../local/memory/simulated-clock.ts";
import { stepFunctions } from "../../local/step-functions/step-functions.ts";
import { memoryStore } from "../../local/step-functions/stores/memory-store.ts";
import { campaign } from "../stories/campaign.ts";
import { MONDAY } from "../stories/line.ts";
import { type Outside, SLEEPER } from "./port.ts";

const FATES: Record<Parameters<Outside["next"]>[0], Mood> = {
  "take it and drop the connection": "take and lose the answer",
  throttle: { answer: "refused", code: "TooManyRequestsException", address: false },
  "reject the sender": { answer: "refused", code: "MessageRejected", address: false },
  "refuse the address": { answer: "refused", code: "BadRequestException", address: true },
};

export async function memoryOutside(): Promise<Outside> {
  const clock = new SimulatedClock(MONDAY);
  const now = () => clock.now();
  const leads = new MemoryLeads();
  const mail = new MemoryMail(now, () => undefined);
  const tokens = new Map<string, string>();
  const random = seeded(1);
  const engine = stepFunctions({
    clock,
    random,
    store: memoryStore(),
    integrations: {
      "arn:aws:states:::aws-sdk:dynamodb:updateItem": async (given) => {
        const { Key, ExpressionAttributeValues } = given as {
          Key: { pk: { S: string } };
          ExpressionAttributeValues: { ":token": { S: string } };
        };
        tokens.set(Key.pk.S, ExpressionAttributeValues[":token"].S);
        return {};
      },
    },
    region: "us-east-1",
    account: "000000000000",
  });
  const machine = engine.createStateMachine({
    name: "sleeper",
    definition: SLEEPER("leads"),
    roleArn: "arn:aws:iam::000000000000:role/x",
  });
  const { world } = memoryWorld({
    clock,
    leads,
    mail,
    sales: new MemoryTopic(now),
    tasks: new MemoryTopic(now),
    workflows: memoryWorkflows(
      () => engine,
      () => machine,
    ),
    campaigns: () => [campaign()],
    desk: () => anyHourDesk(),
    random,
  });
  const unheard = new MemoryTopic(now);
  unheard.subscribers = 0;
  let asked = 0;
  let fate: Mood = "take";
  mail.mood = () => {
    asked++;
    const mood = fate;
    fate = "take";
    return mood;
  };
  const ours = { keyId: "k1", key: "the link key of a world in memory, of no use elsewhere", former: {} };
  const newer = {
    keyId: "k2",
    key: "another key, which has taken the first one's place",
    former: { k1: ours.key },
    previous: "k1",
  };
  const newest = {
    keyId: "k3",
    key: "a third key, which has taken the second one's place",
    former: { k1: ours.key, k2: newer.key },
    previous: "k2",
  };
  return {
    world,
    mails: async () => mail.sent,
    asked: () => asked,
    next: (what) => {
      fate = FATES[what];
    },
    notices: async (of) => (world[of] as MemoryTopic).notices,
    unheard,
    async tokenOf(leadId, generation) {
      await engine.idle();
      return tokens.get(`EXECUTION#${leadId}-${generation}`) ?? "";
    },
    async executions(leadId, generation) {
      const { executions } = (await engine.call("ListExecutions", { stateMachineArn: machine })) as {
        executions: { name: string }[];
      };
      return executions.filter(({ name }) => name === `${leadId}-${generation}`).length;
    },
    erase: async (leadId, at) => leads.erase(leadId, at),
    update: async (given) => {
      await leads.updateItem(given).catch((error: { error?: string }) => {
        throw Object.assign(new Error(), { name: error.error ?? String(error) });
      });
    },
    rotated: memoryLinks(() => newer, API_URL),
    rotatedTwice: memoryLinks(() => newest, API_URL),
    foreign: memoryLinks(() => ({ ...ours, key: "a key that somebody else has and we do not" }), API_URL),
    stop: async () => engine.close(),
  };
}
