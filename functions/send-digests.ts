/**
 * Every half hour: whoever's hour has come by their own clock gets the day's list, on the days on which they work, and at
 * most once a day. Claimed first, so that a list may be missed and is never sent twice; whose leads press nobody hears nothing.
 */
import middy from "@middy/core";
import { digest, digestDay } from "../workflows/rules/digest.ts";
import { playbook } from "./commit.ts";
import { MOST, toDoOf } from "./desk-lists.ts";
import { myLeadsLink } from "./my-leads-link.ts";
import { onLambda } from "./world/lambda.ts";
import { campaigns, desk, leads, links, rota, sales, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

export const sendDigests = (world: World) =>
  middy<unknown, { readonly sent: number }>().handler(async () => {
    const { desk } = playbook(world);
    if (desk.digest === undefined || (await world.sales.confirmedSubscribers()) === 0) return { sent: 0 };
    let sent = 0;
    for (const person of Object.keys(desk.people)) {
      // One list that can't be read or sent must not keep the others from theirs.
      const was = await sendTo(world, person, desk.digest).catch((error: unknown) =>
        failed(world, person, error),
      );
      if (was) sent++;
    }
    return { sent };
  });

async function sendTo(world: World, key: string, hour: string): Promise<boolean> {
  const rules = playbook(world);
  const person = rules.desk.people[key];
  const now = world.receivedAt();
  const day = person && digestDay(person, hour, rules.holidays, now);
  if (person === undefined || day === undefined || !(await world.rota.claim(key, "digest", day)))
    return false;
  const todo = (await toDoOf(world, key, now)).slice(0, MOST);
  const { url } = await myLeadsLink(world, key, now);
  const list = digest({ key, name: person.name }, todo, url, day, rules);
  if (list === undefined) return false;
  await world.sales.publish(list);
  world.report.count("DigestSent");
  return true;
}

function failed(world: World, person: string, error: unknown): false {
  const code = error instanceof Error ? error.name : "Error";
  world.report.warn("a day's list could not be sent", { person, code });
  world.report.count("DigestFailed");
  return false;
}

export const handler = onLambda(sendDigests, { leads, rota, sales, links, settings, campaigns, desk });
