/** The page behind "Preferences" in every mail. What is pressed holds at once, whatever the lead's workflow is doing. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Change } from "../workflows/rules/change.ts";
import type { Proof } from "../workflows/rules/consent-proof.ts";
import { dateInWords } from "../workflows/rules/date-in-words.ts";
import { isKnown, type Life } from "../workflows/rules/life.ts";
import { endPause, isPaused, takePause } from "../workflows/rules/own-pause.ts";
import { type Playbook, understood } from "../workflows/rules/playbook.ts";
import { pendingOf, takeWishes, topicsOf, wishesOf } from "../workflows/rules/preferences.ts";
import { unsubscribe, wantsNoContact } from "../workflows/rules/subscription.ts";
import { commit, playbook } from "./commit.ts";
import { type Request, readRequest } from "./http/request.ts";
import {
  ACTS,
  type Act,
  goneReader,
  preferencesPage,
  type Shown,
  savedPreferences,
  unclearPreferences,
  wishesIn,
} from "./pages/preferences-pages.ts";
import type { LinkClaims } from "./world/links.ts";
import type { World } from "./world/world.ts";

type Page = APIGatewayProxyStructuredResultV2;

export async function choosePreferences(
  world: World,
  event: APIGatewayProxyEventV2,
  { leadId }: LinkClaims,
  proof: Partial<Proof>,
): Promise<Page> {
  const request = readRequest(event, ["GET", "POST"]);
  const act = ACTS.find((each) => each === request.fields["do"]);
  const rules = playbook(world);
  if (request.method === "POST" && act !== undefined)
    await commit(world, leadId, request.at, (life) => changeBy(act, life, request, rules, proof));
  const shown = shownOf(await world.leads.read(leadId), rules, request.at);
  if (shown === undefined) return goneReader();
  if (request.method === "GET") return preferencesPage(shown);
  return act === undefined ? unclearPreferences(shown) : savedPreferences(shown);
}

function changeBy(
  act: Act,
  life: Life,
  { fields, at }: Request,
  rules: Playbook,
  from: Partial<Proof>,
): Change | undefined {
  if (!isKnown(life)) return undefined;
  const proof = { ...from, how: "preferences" as const };
  switch (act) {
    case "save": {
      const wishes = wishesIn(fields, wishesOf(life.lead, rules), topicsOf(rules));
      return takeWishes(life, wishes, at, rules, proof);
    }
    case "pause":
      return takePause(life, at, understood(life.lead, rules).zone, proof);
    case "resume":
      return endPause(life, at);
    case "leave":
      return unsubscribe(life, at, "on its preferences page", proof);
    case "no-contact":
      return wantsNoContact(life, at, proof);
    default:
      return act satisfies never;
  }
}

function shownOf(life: Life, rules: Playbook, at: number): Shown | undefined {
  if (!isKnown(life)) return undefined;
  const { lead } = life;
  return {
    topics: topicsOf(rules),
    wishes: wishesOf(lead, rules),
    pending: pendingOf(lead, rules),
    pausedUntil: isPaused(lead, at)
      ? dateInWords(lead.ownPauseUntil ?? at, understood(lead, rules).zone)
      : undefined,
    isSilent: lead.consent.noContactAt !== undefined,
    isDead: lead.suppressedAt !== undefined,
  };
}
