/** Which pages may post: those that the setting `allowedOrigins` names, our own, and whoever is no page. */
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Problem } from "./http/problem.ts";
import { headerOf } from "./http/request.ts";
import type { World } from "./world/world.ts";

/** Throws a 403 for a page of any other origin. Servers and `curl` send none; browsers send one with every post. */
export function refuseForeignOrigin(world: World, event: APIGatewayProxyEventV2): void {
  const origin = headerOf(event, "origin");
  if (origin === undefined || world.settings.form.origins.includes(origin) || isOurs(origin, event)) return;
  world.report.count("PostFromElsewhere");
  throw new Problem(403, "Not from this page", origin === "null" ? HIDDEN : FOREIGN);
}

/** The form that we show again posts to where it stands. */
function isOurs(origin: string, event: APIGatewayProxyEventV2): boolean {
  return URL.parse(origin)?.host === headerOf(event, "host");
}

const FOREIGN =
  "The form stands on a page that isn't known here. Whoever looks after it adds the page's exact origin to the setting allowedOrigins.";
const HIDDEN =
  "The form's page hides its origin. Whoever looks after it gives it the referrer policy strict-origin-when-cross-origin, and has its exact origin in the setting allowedOrigins.";
