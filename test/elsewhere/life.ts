/** A lead's life on another implementation of AWS: our bundles, the deployed environment, its table, stream, executions, mail. */
import {
  GetExecutionHistoryCommand,
  paginateListExecutions,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { PublishCommand } from "@aws-sdk/client-sns";
import { type Exercise, equal } from "./exercise.ts";
import { eventually, type Outside } from "./outside.ts";
import { form, invoke, mailsTo, posted, rowsOf } from "./visits.ts";

const ADDRESS = `zoe-${Date.now()}@orchard.example`;
/** Who asked for sales stays theirs whatever letters it wants, and its execution stays with it. */
const LEAVER = `yan-${Date.now()}@harvest.example`;

export const life: readonly Exercise[] = [
  [
    "a form post is taken by capture-lead's bundle, and the lead stands in the table",
    async (outside) => {
      const { statusCode } = await invoke(
        outside,
        "CaptureLead",
        form({ email: ADDRESS, name: "Zoe", consent: true }),
      );
      equal(statusCode, 202);
      const { leadId, lifecycle } = await theLead(outside);
      return `${leadId} ${lifecycle}`;
    },
  ],
  [
    "the stream's record of it reaches follow-leads, which starts one execution named after the lead",
    async (outside) => {
      const name = (await eventually("an execution", () => execution(outside))).name;
      equal((await executions(outside)).length, 1);
      return name;
    },
  ],
  [
    "the execution calls advance-lead, parks its token on the lead by a conditional write, and sleeps",
    async (outside) => {
      const { nextWakeAt } = await asleep(outside);
      equal((await states(outside)).includes("Sleep until something is due or happens"), true);
      return `until ${new Date(Number(nextWakeAt)).toISOString()}`;
    },
  ],
  ["the first letter went out, once, with both headers of one-click unsubscribing", theLetter],
  [
    "its copy lies in the bucket",
    async (outside) => {
      const { leadId } = await theLead(outside);
      const listed = String(await outside.rest("s3", `/${outside.outputs["SentMailsBucket"]}?list-type=2`));
      const keys = [...listed.matchAll(/<Key>([^<]+)</g)].map(([, key]) => String(key));
      equal(keys.filter((key) => key.includes(String(leadId))).length, 1);
      return keys.join(", ");
    },
  ],
  ["what SES publishes of it passes topic and queue, raw, and is recorded on the touch", theDelivery],
  [
    "a lead that asks for us is woken early, by SendTaskSuccess with the parked token, and sales is told by release-lead",
    async (outside) => {
      await asleep(outside);
      await invoke(
        outside,
        "CaptureLead",
        form({ email: ADDRESS, message: "A demo, please", consent: true }),
      );
      return eventually("the hand-off", async () => {
        const handoff = (await rowsOf(outside, ADDRESS))?.find(({ sk }) => String(sk).startsWith("HANDOFF#"));
        if (handoff?.["notifiedAt"] === undefined) return undefined;
        equal((await states(outside)).includes("Hand the lead to sales"), true);
        return `${(await theLead(outside))["lifecycle"]}, for ${handoff["to"]}`;
      });
    },
  ],
  [
    "a step under a former generation finds that it is a former one, and its execution ends",
    formerGeneration,
  ],
  ["another lead's one click in its letter's header unsubscribes it, and its execution ends", theLeaving],
  [
    "the sweeper, the day's lists and the count of stages run when the clock calls them",
    async (outside) => {
      await invoke(outside, "SweepLeads", {});
      await invoke(outside, "SendDigests", {});
      await invoke(outside, "CountStages", {});
      return "all three without an error";
    },
  ],
];

async function theLead(outside: Outside, address = ADDRESS) {
  const rows = await rowsOf(outside, address);
  if (rows?.[0] === undefined) throw new Error(`no lead has the address ${address}`);
  return rows[0];
}

const asleep = (outside: Outside, address = ADDRESS) =>
  eventually("a parked token", async () => {
    const lead = await theLead(outside, address);
    return lead["wakeToken"] === undefined ? undefined : lead;
  });

async function executions({ sfn, outputs }: Outside, id?: string) {
  const found = [];
  const pages = paginateListExecutions({ client: sfn }, { stateMachineArn: outputs["StateMachineArn"] });
  for await (const { executions: some = [] } of pages)
    found.push(
      ...some.map(({ name = "", executionArn = "", status = "" }) => ({ name, executionArn, status })),
    );
  return found.filter(({ name }) => id === undefined || name.startsWith(id));
}

async function execution(outside: Outside, address = ADDRESS) {
  const { leadId } = await theLead(outside, address);
  return (await executions(outside, String(leadId)))[0];
}

/** The names of the states that the lead's execution entered, in their order. */
async function states(outside: Outside, address = ADDRESS): Promise<readonly string[]> {
  const { executionArn } = await eventually("an execution", () => execution(outside, address));
  const { events = [] } = await outside.sfn.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
  );
  return events.flatMap(({ stateEnteredEventDetails: entered }) => entered?.name ?? []);
}

async function theLetter(outside: Outside) {
  const sent = await mailsTo(outside, ADDRESS);
  equal(sent.length, 1);
  const headers: Readonly<Record<string, string>> = sent[0]?.headers ?? {};
  equal(headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click");
  equal(
    headers["List-Unsubscribe"]?.startsWith(
      `<${outside.outputs["FormUrl"]?.replace("/leads", "/unsubscribe/")}`,
    ),
    true,
  );
  return `"${sent[0]?.subject}"`;
}

async function theDelivery(outside: Outside) {
  const touch = (await rowsOf(outside, ADDRESS))?.find(({ sk }) => String(sk).startsWith("TOUCH#"));
  const [mail] = await mailsTo(outside, ADDRESS);
  const tags = {
    leadId: touch?.["leadId"] ?? (await theLead(outside))["leadId"],
    touchId: touch?.["touchId"],
    attempt: touch?.["attempt"],
  };
  const timestamp = new Date().toISOString();
  const event = {
    eventType: "Delivery",
    mail: {
      messageId: mail?.id,
      timestamp,
      tags: Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, [String(value)]])),
    },
    delivery: { timestamp },
  };
  const topic = [...outside.made].find((id) => /^MailEventsTopic[0-9A-F]{8}$/.test(id)) ?? "MailEventsTopic";
  await outside.sns.send(
    new PublishCommand({ TopicArn: outside.physical(topic), Message: JSON.stringify(event) }),
  );
  return eventually("a delivery on the touch", async () => {
    const rows = await rowsOf(outside, ADDRESS);
    const row = rows?.find(({ sk }) => String(sk).startsWith("TOUCH#"));
    return /deliver/i.test(JSON.stringify(row)) ? String(row?.["sk"]) : undefined;
  });
}

async function formerGeneration(outside: Outside) {
  const { leadId, generation } = await theLead(outside);
  const input = JSON.stringify({ leadId, generation: Number(generation) - 1 });
  const stateMachineArn = outside.outputs["StateMachineArn"];
  const name = `former-${leadId}`;
  await outside.sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  return eventually("its end", async () => {
    const [former] = await executions(outside, name);
    return former === undefined || former.status === "RUNNING" ? undefined : former.status;
  });
}

async function theLeaving(outside: Outside) {
  await invoke(outside, "CaptureLead", form({ email: LEAVER, name: "Yan", consent: true }));
  await asleep(outside, LEAVER);
  const [mail] = await mailsTo(outside, LEAVER);
  const url = mail?.headers["List-Unsubscribe"]?.slice(1, -1) ?? "";
  const path = new URL(url).pathname;
  const click = posted(path, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
  const { statusCode } = await invoke(outside, "ManageSubscription", click);
  equal(statusCode, 200);
  const status = await eventually("the execution's end", async () => {
    const found = await execution(outside, LEAVER);
    return found === undefined || found.status === "RUNNING" ? undefined : found.status;
  });
  equal(status, "SUCCEEDED");
  return `${(await theLead(outside, LEAVER))["lifecycle"]}, ${(await states(outside, LEAVER)).at(-1)}`;
}
