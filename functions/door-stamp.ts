/** How long a form took to fill in, by a stamp that we sign when it is shown. Nobody's post is lost by it: whoever was too quick presses once more. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { DAY, type Instant, SECOND } from "../workflows/rules/time.ts";
import { Problem } from "./http/problem.ts";
import { readVisit } from "./http/request.ts";
import type { World } from "./world/world.ts";

/** A person who has a browser fill in their address needs longer to find the button; a program doesn't wait. */
const LEAST = 2 * SECOND;
/** A form left open over night is still somebody's; a stamp is no ticket for good. */
const OLDEST = DAY;

export function isStampAsked({ rawPath }: APIGatewayProxyEventV2): boolean {
  return rawPath.endsWith("/leads/stamp");
}

/** `GET /leads/stamp`: for the script of a page that shows a form. Changes nothing. */
export async function freshStamp(
  world: World,
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { at } = readVisit(event, ["GET"]);
  return {
    statusCode: 200,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify({ stamp: await world.links.formStamp(at) }),
  };
}

/** Throws a 400 for a post that came too soon after its stamp, or without one where one is required. */
export async function checkFillTime(world: World, stamp: unknown, at: Instant): Promise<void> {
  const shownAt = await shown(world, stamp, at);
  if (shownAt === undefined && world.settings.form.stamp === "optional") return;
  if (shownAt !== undefined && at - shownAt >= LEAST) return;
  world.report.count("PostTooFast");
  const more = shownAt === undefined ? { stamp: await world.links.formStamp(at) } : {};
  throw new Problem(400, "Please send it once more", whatToDo(shownAt), {}, [], more);
}

/** When the form was shown. A stamp that is forged or older than a day says nothing. */
async function shown(world: World, stamp: unknown, at: Instant): Promise<Instant | undefined> {
  if (typeof stamp !== "string" || stamp === "") return undefined;
  const opened = await world.links.openFormStamp(stamp);
  return opened === undefined || at - opened.at > OLDEST ? undefined : opened.at;
}

function whatToDo(shownAt: Instant | undefined): string {
  return shownAt === undefined
    ? "To keep programs out, please send it once more, after two seconds. (A program sends this answer's `stamp` with it.)"
    : "That was quicker than people are. Please send the same again, after two seconds.";
}
