/** Stories of people who are forgotten: the order to do so, as an admin's program gives it, and what is left of them anywhere. */
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { erasePerson } from "../../functions/erase-person.ts";
import type { World } from "../../functions/world/world.ts";
import { invoking } from "../../local/memory/invoking.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { httpEvent, JSON_BODY } from "./http-event.ts";
import { FITTING, type Story } from "./line.ts";

/** Through the API, without waiting for what comes of it. A function that dies on the way answers 500. */
export async function ordersErase(told: Story, email: string = FITTING.email): Promise<number> {
  const request = { method: "POST", headers: JSON_BODY, body: JSON.stringify({ email }) } as const;
  const asked = invoking(erasePerson(told.line.world))(httpEvent("admin/erase", request, told.now));
  const answer = await asked.catch(() => ({ statusCode: 500 }));
  return (answer as APIGatewayProxyStructuredResultV2).statusCode ?? 500;
}

export async function isErased(told: Story, email: string = FITTING.email): Promise<void> {
  const status = await ordersErase(told, email);
  if (status !== 200) throw new Error(`the erase of ${email} was answered ${status}`);
  await told.line.settle();
}

/** Wherever a lead stands beside its own row, by name; nothing where it is gone from everywhere. */
export async function leftOf({ line }: Story, leadId: LeadId): Promise<readonly string[]> {
  const { leads, sentMails, rota }: World = line.world;
  const { remains } = await leads.read(leadId);
  const mails = (await all(sentMails.list(leadId))).map((touchId) => `mail ${touchId}`);
  const colleagues = await all(rota.colleagues("dairy.example"));
  const desk = await Promise.all(
    ["-", "tom", "ines", "ruth", "anybody"].map((each) => withPerson(rota, each, leadId)),
  );
  return [
    ...(remains ? ["items"] : []),
    ...mails,
    ...desk.flat(),
    ...(colleagues.includes(leadId) ? ["account"] : []),
  ];
}

async function withPerson(rota: World["rota"], person: string, leadId: LeadId): Promise<readonly string[]> {
  const held = (await all(rota.held(person))).filter((each) => each === leadId);
  const answers = (await all(rota.answers(person, 0))).filter((each) => each.leadId === leadId);
  return [...held.map(() => `with ${person}`), ...answers.map(() => `answer of ${person}`)];
}

async function all<T>(found: AsyncIterable<T>): Promise<readonly T[]> {
  const each: T[] = [];
  for await (const one of found) each.push(one);
  return each;
}
