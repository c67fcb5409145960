/**
 * Who is asking. Where a CDN of ours stands before the API, with its web ACL, the API sees the CDN's address: the visitor's
 * is what the CDN says, if it shows that it is ours. Links in mails sent before still lead past it.
 */
import { timingSafeEqual } from "node:crypto";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Problem } from "./http/problem.ts";
import { headerOf } from "./http/request.ts";
import type { World } from "./world/world.ts";

type Door = Pick<World, "settings">;

/** An IP address. */
export function visitorOf(door: Door, event: APIGatewayProxyEventV2): string {
  const { sourceIp } = event.requestContext.http;
  if (!cameThroughFront(door, event)) return sourceIp;
  // `198.51.100.10:46532`, `2001:db8::7:46532`: the last number is the port.
  const seen = headerOf(event, "cloudfront-viewer-address")?.replace(/:\d+$/, "");
  return seen?.replace(/^\[|\]$/g, "") || sourceIp;
}

/** Throws a 403 for a form that goes past the front, and so past its web ACL, where that is the only way. */
export function refusePastFront(door: Door, event: APIGatewayProxyEventV2): void {
  if (!door.settings.form.frontOnly || cameThroughFront(door, event)) return;
  throw new Problem(
    403,
    "Not at this address",
    "Forms are posted to the address that the output FormUrl names.",
  );
}

function cameThroughFront({ settings }: Door, event: APIGatewayProxyEventV2): boolean {
  const { front } = settings.form;
  const shown = headerOf(event, "x-ripen-front");
  if (front === undefined || shown === undefined) return false;
  const [ours, theirs] = [Buffer.from(front), Buffer.from(shown)];
  return ours.byteLength === theirs.byteLength && timingSafeEqual(ours, theirs);
}
