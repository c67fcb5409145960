/** A laptop on which much has happened, so that every kind of link has something to act on; and all of its doors. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import * as z from "zod";
import { LIFE, sortKey, toItem } from "../../../functions/world/lead-items.ts";
import type { LinkClaims, LinkPurpose, Links } from "../../../functions/world/links.ts";
import { signedLinks } from "../../../functions/world/signed-links.ts";
import { linkSecret } from "../../../local/keys/link-secret.ts";
import { type Laptop, startLaptop } from "../../../local/laptop.ts";
import { neededOutputs } from "../../../local/stack/stack-outputs.ts";
import { isKnown, type Known, type Touch } from "../../../workflows/rules/life.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import { tableOf } from "../../canary/places.ts";
import { resources } from "../../infra/deployed.ts";
import { clientOf, monday } from "../../local/aws/small-laptop.ts";

export interface RoutesRig {
  readonly laptop: Laptop;
  /** As in the template, without the method: `/handoffs/{token}`. */
  readonly paths: readonly string[];
  /** By what they are: `handoff`, `handoff, worn out`. All are signed with the laptop's own key. */
  readonly tokens: ReadonlyMap<string, string>;
  /** All that stands anywhere: the table's hash, and how much there is of what the table doesn't hold. */
  state(): Promise<string>;
  stop(): Promise<void>;
}

const READER = "reader@dairy.example";
/** Answers its first letter: somebody of ours must answer that, which is a task. */
const WRITER = "writer@dairy.example";
const RIPE = { company: "Dairy Süd", employees: "200", industry: "Dairy", jobTitle: "Head of Quality" };

export async function routesRig(): Promise<RoutesRig> {
  const state = mkdtempSync(join(tmpdir(), "ripen-routes-"));
  const laptop = await startLaptop({ state, start: monday, runs: false });
  await post(laptop, { email: READER, form: "cold-store-guide" });
  await post(laptop, {
    email: "ripe@dairy.example",
    form: "cold-store-guide",
    message: "a demo please",
    ...RIPE,
  });
  await post(laptop, { email: WRITER, form: "cold-store-guide" });
  await reply(laptop);
  // Nobody of sales has answered yet.
  await laptop.sources.time.moveTo(monday + HOUR);
  await ask(laptop);
  return {
    laptop,
    paths: Object.values(resources("AWS::ApiGatewayV2::Route")).map(
      ({ RouteKey }) => String(RouteKey).split(" ")[1] ?? "",
    ),
    tokens: await tokensOn(laptop),
    state: () => stateOf(laptop),
    async stop() {
      await laptop.stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

async function post(laptop: Laptop, fields: Readonly<Record<string, string>>): Promise<void> {
  const body = new URLSearchParams({ name: "Zoë Müller", country: "Germany", consent: "yes", ...fields });
  await fetch(`${laptop.urls.api}/leads`, { method: "POST", body, redirect: "manual" });
  await laptop.sources.time.settle();
}

async function reply({ sources: { mailbox, time } }: Laptop): Promise<void> {
  const letter = mailbox.list().find(({ to }) => to === WRITER);
  await mailbox.reply(letter?.messageId ?? "", "Please call me about the second cold room.");
  await time.settle();
}

/** "Shall we stay in touch?" would come after months of silence: here the reader has it already. */
async function ask({ urls, sources: { leads } }: Laptop): Promise<void> {
  const { leadId = "" } = (await leads.list()).find(({ address }) => address === READER) ?? {};
  const life = await leads.read(leadId);
  const letter = life.touches.at(-1);
  if (letter === undefined) throw new Error("The reader got no letter.");
  const touch = { ...letter, name: STAY, touchId: `${letter.campaign}_1_${STAY}_1` as Touch["touchId"] };
  const client = new DynamoDBClient(clientOf(urls.aws));
  const Item = toItem(life.leadId, sortKey.touch(touch), { ...touch, [LIFE]: life.lead?.createdAt });
  await client.send(new PutItemCommand({ TableName: await tableOf(client), Item }));
  client.destroy();
}

const STAY = "stay";

async function stateOf({ urls, sources }: Laptop): Promise<string> {
  const answer = await fetch(`${urls.console}/state-hash`, { headers: { accept: "application/json" } });
  const { sha256 } = z.object({ sha256: z.string() }).parse(await answer.json());
  const leads = await sources.leads.list();
  const runs = leads.flatMap(({ leadId }) =>
    sources.leads.executions(leadId).map((run) => JSON.stringify(run)),
  );
  const { mailbox, salesInbox, tasksInbox, time } = sources;
  const inboxes = [mailbox.list(), salesInbox.list(), tasksInbox.list()].map((all) => all.length);
  return JSON.stringify([sha256, inboxes, runs, time.next()]);
}

const Needed = z.object({ LinkSecretArn: z.string() });

async function linksOf({ urls }: Laptop): Promise<Links> {
  const client = clientOf(urls.aws);
  const { LinkSecretArn } = await neededOutputs(new CloudFormationClient(client), "ripen-laptop", Needed);
  const { ring } = await linkSecret(new SecretsManagerClient(client), LinkSecretArn).read();
  return signedLinks(
    async () => ring,
    () => "",
  );
}

/** For what there is of each kind: a hand-off, a task, a letter. */
async function tokensOn(laptop: Laptop): Promise<ReadonlyMap<string, string>> {
  const { leads, time } = laptop.sources;
  const lives = (await Promise.all((await leads.list()).map(({ leadId }) => leads.read(leadId)))).filter(
    isKnown,
  );
  const links = await linksOf(laptop);
  const now = time.now();
  const tokens = new Map<string, string>();
  const keep = (what: string, url: string) => void tokens.set(what, url.split("/").at(-1) ?? "");
  for (const claims of claimsOf(lives)) {
    keep(claims.purpose, await links.url({ ...claims, expiresAt: now + DAY }));
    keep(`${claims.purpose}, worn out`, await links.url({ ...claims, expiresAt: now - 1 }));
  }
  keep("desk", await links.deskUrl({ person: "ruth", expiresAt: now + DAY }));
  keep("desk, worn out", await links.deskUrl({ person: "ruth", expiresAt: now - DAY }));
  keep("form", await links.formStamp(now - 5_000));
  return tokens;
}

function claimsOf(lives: readonly Known[]): readonly LinkClaims[] {
  const reader = lives.find(({ lead }) => lead.address === READER);
  const sold = lives.find(({ handoffs }) => handoffs.length > 0);
  const called = lives.find(({ lead }) => lead.address === WRITER);
  const handoff = sold?.handoffs.at(-1);
  const task = called?.touches.find(({ channel = "mail" }) => channel !== "mail");
  const question = reader?.touches.find(({ name }) => name === STAY);
  const letter = reader?.touches.find(({ name }) => name !== STAY);
  if (!(reader && sold && called && handoff && task && letter && question))
    throw new Error(
      "The leads of the rig came to no letter, no hand-off or no task: its campaigns have changed.",
    );
  const ofReader = { leadId: reader.leadId, touchId: letter.touchId, since: reader.lead.createdAt };
  const letters: readonly LinkPurpose[] = ["unsubscribe", "confirm", "preferences"];
  return [
    ...letters.map((purpose) => ({ purpose, ...ofReader })),
    { purpose: "question", ...ofReader, touchId: question.touchId },
    { purpose: "handoff", leadId: sold.leadId, n: handoff.n, releasedAt: handoff.releasedAt },
    { purpose: "dossier", leadId: sold.leadId, since: sold.lead.createdAt },
    { purpose: "task", leadId: called.leadId, touchId: task.touchId, since: called.lead.createdAt },
  ];
}
