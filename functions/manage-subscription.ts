/**
 * Leaving, confirming, and choosing what to get. GET shows a page, POST acts: mail scanners fetch every link. A POST to the
 * first without our page is a mail program's one-click unsubscribe (RFC 8058), answered at once and without a redirect.
 */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { gone } from "../workflows/rules/consent.ts";
import { isKnown } from "../workflows/rules/life.ts";
import { confirm, unsubscribe } from "../workflows/rules/subscription.ts";
import { choosePreferences } from "./choose-preferences.ts";
import { commit } from "./commit.ts";
import { answeringProblems } from "./http/problem.ts";
import { bodyText, readVisit, type Visit } from "./http/request.ts";
import { deadLink } from "./pages/page.ts";
import { deadPreferences } from "./pages/preferences-pages.ts";
import {
  askToConfirm,
  askToLeave,
  confirmed,
  goneBefore,
  left,
  nobodyToConfirm,
  unreachable,
} from "./pages/subscription-pages.ts";
import { preferencesLinkOf } from "./preferences-link.ts";
import { visitorOf } from "./visitor.ts";
import { onLambda } from "./world/lambda.ts";
import type { OpenedLink } from "./world/links.ts";
import { campaigns, desk, leads, links, sentMails, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

type Page = APIGatewayProxyStructuredResultV2;

export const manageSubscription = (world: World) =>
  middy<APIGatewayProxyEventV2, Page>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const request = readVisit(event, ["GET", "POST"]);
      const purpose = purposeOf(event);
      const claims = await world.links.open(purpose, request.token, request.at);
      if (claims === undefined) return purpose === "preferences" ? deadPreferences() : deadLink();
      const proof = { ip: visitorOf(world, event) };
      switch (purpose) {
        case "preferences":
          return choosePreferences(world, event, claims, proof);
        case "confirm":
          return confirming(world, request, claims, proof);
        case "unsubscribe":
          return leaving(world, request, claims, { ...proof, body: bodyText(event) });
        default:
          return purpose satisfies never;
      }
    });

const PURPOSES = ["preferences", "confirm"] as const;

function purposeOf({ routeKey }: APIGatewayProxyEventV2) {
  return PURPOSES.find((each) => routeKey.includes(`/${each}/`)) ?? "unsubscribe";
}

async function leaving(
  world: World,
  request: Visit,
  claims: OpenedLink,
  { ip, body }: { readonly ip: string; readonly body: string },
): Promise<Page> {
  const { leadId, touchId } = claims;
  if (request.method === "GET") return askToLeave(await wayToChoose(world, claims, request.at));
  // RFC 8058: the pair comes as multipart or as a form; either way these words are in it.
  const isOneClick = body.includes("One-Click");
  const because = `${isOneClick ? "with one click" : "on our page"}${touchId ? `, from ${touchId}` : ""}`;
  const how = isOneClick ? "one click" : "preferences";
  let isLost = false;
  await commit(world, leadId, request.at, (life) => {
    isLost = life.lead === undefined && life.tombstone === undefined;
    return unsubscribe(life, request.at, because, { how, ip });
  });
  // Its row was there when this link was made: it may come back by a restore, which is to know. Nothing else would tell it.
  if (isLost) await world.sentMails.markLeft({ leadId, leftAt: request.at, why: "unsubscribed" });
  // No person reads the answer to a mail program.
  return left(isOneClick ? undefined : await wayToChoose(world, claims, request.at));
}

/** Leaving is never refused over this link. */
async function wayToChoose(world: World, claims: OpenedLink, now: number): Promise<string | undefined> {
  try {
    return await preferencesLinkOf(world, claims, now);
  } catch (error) {
    const code = error instanceof Error ? error.name : "Error";
    world.report.warn("no link to the preferences could be made", { leadId: claims.leadId, code });
    return undefined;
  }
}

/** Its link never ends by itself, so it may be followed when there is nothing left to confirm. */
async function confirming(
  world: World,
  request: Visit,
  claims: OpenedLink,
  proof: { readonly ip: string },
): Promise<Page> {
  const { leadId } = claims;
  if (request.method === "POST")
    await commit(world, leadId, request.at, (life) => confirm(life, request.at, proof));
  const life = await world.leads.read(leadId);
  if (!isKnown(life)) return nobodyToConfirm();
  if (life.lead.suppressedAt !== undefined) return unreachable();
  if (gone(life.lead) !== undefined) {
    const isSilent = life.lead.consent.noContactAt !== undefined;
    return goneBefore(isSilent, await wayToChoose(world, claims, request.at));
  }
  return request.method === "GET" ? askToConfirm() : confirmed();
}

export const handler = onLambda(manageSubscription, { leads, links, settings, campaigns, desk, sentMails });
