/** `POST /leads`: a landing-page form becomes a lead. The answer is the same for a new, a known and a suppressed address. */
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { capture } from "../workflows/rules/capture.ts";
import { commit, playbook } from "./commit.ts";
import { readForm, type TypedForm } from "./form-post.ts";
import { answeringProblems, Problem } from "./http/problem.ts";
import { type Request, readRequest } from "./http/request.ts";
import { formAgain } from "./pages/form-again.ts";
import { onLambda } from "./world/lambda.ts";
import { dueShard } from "./world/lead-items.ts";
import type { World } from "./world/world.ts";

export const captureLead = (world: World) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(answeringProblems(world))
    .handler(async (event) => {
      const request = readRequest(event, ["POST"]);
      try {
        const form = readForm(request.fields, world.campaigns());
        await store(world, form, request.at);
        return thanks(world, request, form.form);
      } catch (error) {
        if (request.isForm && error instanceof Problem) return formAgain(error, request.fields);
        throw error;
      }
    });

async function store(world: World, form: TypedForm, at: number): Promise<void> {
  const leadId = await world.identity.leadId(form.address);
  const rules = playbook(world);
  const stored = await commit(world, leadId, at, (life) =>
    capture(life, { ...form, leadId, at }, rules, world.receivedAt(), dueShard(leadId)),
  );
  if (stored === "written") world.report.count("LeadCaptured");
}

/** A browser's form goes on to its thank-you page; a program gets a receipt. */
function thanks(world: World, request: Request, form: string): APIGatewayProxyStructuredResultV2 {
  const headers = { "cache-control": "no-store", "referrer-policy": "no-referrer" };
  const { thankYouUrls } = world.settings;
  const location = thankYouUrls[form] ?? Object.values(thankYouUrls)[0];
  if (request.isForm && location !== undefined)
    return { statusCode: 303, headers: { ...headers, location }, body: "" };
  return {
    statusCode: 202,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ status: "received" }),
  };
}

export const handler = onLambda(captureLead);
