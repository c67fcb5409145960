/** Everything about one lead in order of time, for whoever of ours has the link, and each of its mails as it was sent. Only shows. */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { dossier, sentMail } from "../workflows/rules/dossier.ts";
import { isKnown, type Known } from "../workflows/rules/life.ts";
import { playbook } from "./commit.ts";
import { answeringProblems } from "./http/problem.ts";
import { readVisit } from "./http/request.ts";
import { dossierPage, goneDossier, mailPage, notKept } from "./pages/dossier-page.ts";
import { deadLink } from "./pages/page.ts";
import { onLambda } from "./world/lambda.ts";
import { campaigns, desk, leads, links, sentMails, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

type Page = APIGatewayProxyStructuredResultV2;

export const showDossier = (world: World) =>
  middy<APIGatewayProxyEventV2, Page>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const { token, at, query } = readVisit(event, ["GET"]);
      const claims = await world.links.open("dossier", token, at);
      if (claims === undefined) return deadLink();
      const life = await world.leads.read(claims.leadId);
      if (!isKnown(life) || life.lead.createdAt !== claims.since) return goneDossier();
      const rules = playbook(world);
      const asked = query["mail"];
      if (asked !== undefined) return showMail(world, life, asked);
      return dossierPage(dossier(life, rules, at), rules.defaultTimeZone);
    });

async function showMail(world: World, life: Known, touchId: string): Promise<Page> {
  const touch = sentMail(life, touchId);
  const copy = touch && (await world.sentMails.read(life.leadId, touchId));
  // An older one is of a lead that was erased and came back, whose touches are called the same.
  if (touch === undefined || copy === undefined || copy.at < life.lead.createdAt)
    return notKept(touch?.subject);
  return mailPage(copy, touch.sentAt ?? touch.claimedAt, world.settings.defaultTimeZone);
}

export const handler = onLambda(showDossier, { leads, sentMails, links, settings, campaigns, desk });
