/** `POST /leads`: a landing-page form becomes a lead. The answer is the same for a new, a known and a suppressed address. */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { typoHint } from "../workflows/rules/address-kind.ts";
import { capture } from "../workflows/rules/capture.ts";
import type { Life } from "../workflows/rules/life.ts";
import { commit, playbook } from "./commit.ts";
import { isStored, isTrapped, postKey } from "./door.ts";
import { isWithinLimit, limitNetwork } from "./door-limits.ts";
import { refuseForeignOrigin } from "./door-origin.ts";
import { pageSaid, proofOf } from "./door-proof.ts";
import { checkFillTime, freshStamp, isStampAsked } from "./door-stamp.ts";
import { readForm, type TypedForm } from "./form-post.ts";
import { answeringProblems, Problem } from "./http/problem.ts";
import { type Request, readRequest } from "./http/request.ts";
import { formAgain } from "./pages/form-again.ts";
import { refusePastFront, visitorOf } from "./visitor.ts";
import { onLambda } from "./world/lambda.ts";
import { dueShard } from "./world/lead-items.ts";
import { campaigns, desk, door, identity, leads, links, settings } from "./world/ports.ts";
import type { World } from "./world/world.ts";

type Event = APIGatewayProxyEventV2;

export const captureLead = (world: World) =>
  middy<Event, APIGatewayProxyStructuredResultV2>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      if (isStampAsked(event)) return freshStamp(world, event);
      const request = readRequest(event, ["POST"]);
      try {
        refusePastFront(world, event);
        refuseForeignOrigin(world, event);
        const form = readForm(request.fields, world.campaigns(), postKey(event));
        // Asked of all alike, so that nobody learns which field is the trap.
        await checkFillTime(world, request.fields["stamp"], request.at);
        await limitNetwork(world, visitorOf(world, event), request.at);
        if (isTrapped(request.fields)) world.report.count("PostTrapped");
        else await receive(world, event, request, form);
        return thanks(world, request, form);
      } catch (error) {
        if (request.isForm && error instanceof Problem)
          return formAgain(error, withPage(event, request.fields));
        throw error;
      }
    });

/** Sent again, it comes from our own page, and was said on another. */
function withPage(event: Event, fields: Request["fields"]): Request["fields"] {
  const page = pageSaid(event, fields);
  return page === undefined ? fields : { ...fields, page };
}

async function receive(world: World, event: Event, { fields, at }: Request, form: TypedForm): Promise<void> {
  const mailbox = await world.identity.mailbox(form.address);
  const isWithin = await isWithinLimit(world, mailbox, at);
  const campaign = world.campaigns().find(({ enter }) => enter.forms.includes(form.form));
  const agrees = form.consent || form.channels !== undefined;
  const proof = agrees ? { proof: proofOf(visitorOf(world, event), event, fields, campaign) } : {};
  const isKeyed = postKey(event) !== undefined;
  await store(
    world,
    { ...form, ...proof, mailbox },
    at,
    (life) => isWithin && !(isKeyed && isStored(life, form.fingerprint)),
  );
}

/**
 * One reading and one transaction, whatever the lead: new, known, gone, or with nothing to say. Where it isn't `taken`
 * nothing is kept of the post, and nobody can tell.
 */
async function store(
  world: World,
  form: TypedForm & { readonly mailbox: string },
  at: number,
  taken: (life: Life) => boolean,
): Promise<void> {
  const leadId = await world.identity.leadId(form.address);
  const rules = playbook(world);
  const stored = await commit(world, leadId, at, (life) =>
    taken(life)
      ? capture(life, { ...form, leadId, at }, rules, world.receivedAt(), dueShard(leadId))
      : undefined,
  );
  if (stored === "written") world.report.count("LeadCaptured");
  else await world.door.standIn(form.mailbox, at);
}

/** A browser's form goes on to its thank-you page; a program gets a receipt. Both depend on what was sent alone. */
function thanks(
  world: World,
  request: Request,
  { form, address }: TypedForm,
): APIGatewayProxyStructuredResultV2 {
  const headers = { "cache-control": "no-store", "referrer-policy": "no-referrer" };
  const { thankYouUrls } = world.settings;
  // A form may call itself "constructor", which every object seems to have.
  const own = Object.hasOwn(thankYouUrls, form) ? thankYouUrls[form] : undefined;
  const location = own ?? Object.values(thankYouUrls)[0];
  if (request.isForm && location !== undefined)
    return { statusCode: 303, headers: { ...headers, location }, body: "" };
  const domain = typoHint(address);
  const hint = domain === undefined ? {} : { didYouMean: address.replace(/@[^@]*$/, `@${domain}`) };
  return {
    statusCode: 202,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ status: "received", ...hint }),
  };
}

export const handler = onLambda(captureLead, { leads, identity, links, door, settings, campaigns, desk });
