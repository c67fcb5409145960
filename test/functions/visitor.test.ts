/** Behind a CDN of ours the API sees the CDN: whose turn it is, and who agreed to what, must not. */
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { describe, expect, test } from "vitest";
import { visitorOf } from "../../functions/visitor.ts";
import { FormSettings, type Settings } from "../../functions/world/world.ts";
import { storyAtDoor } from "../stories/form-door.ts";
import { httpEvent, JSON_BODY } from "../stories/http-event.ts";
import { FITTING } from "../stories/line.ts";

const FRONT = "k".repeat(48);
const CDN = "64.252.64.1";
const VISITOR = "198.51.100.10";
const HERS = { "x-ripen-front": FRONT, "cloudfront-viewer-address": `${VISITOR}:46532` };

const doorWith = (front: string | undefined) => ({
  settings: { form: FormSettings.parse({ front }) } as Settings,
});
const asked = (headers: Record<string, string>) =>
  httpEvent("leads", { method: "POST", headers, ip: CDN }, 0) as APIGatewayProxyEventV2;

describe("whose address a visit came from", () => {
  test.each<[string, string | undefined, Record<string, string>, string]>([
    ["that our CDN saw, where it shows that it is ours", FRONT, HERS, VISITOR],
    [
      "of IPv6 too",
      FRONT,
      { ...HERS, "cloudfront-viewer-address": "2001:db8:1:4200::7:443" },
      "2001:db8:1:4200::7",
    ],
    ["in brackets too", FRONT, { ...HERS, "cloudfront-viewer-address": "[2001:db8::7]:443" }, "2001:db8::7"],
    ["the connection's, where it shows nothing", FRONT, { "cloudfront-viewer-address": `${VISITOR}:1` }, CDN],
    [
      "the connection's, where it shows something else",
      FRONT,
      { ...HERS, "x-ripen-front": "k".repeat(47) },
      CDN,
    ],
    ["the connection's, where it saw nobody", FRONT, { "x-ripen-front": FRONT }, CDN],
    ["the connection's, where no CDN stands, whatever is said", undefined, HERS, CDN],
  ])("%s", (_, front, headers, address) => {
    expect(visitorOf(doorWith(front), asked(headers))).toBe(address);
  });
});

describe("a form, where a CDN of ours stands before the API", () => {
  const post = (headers: Record<string, string>) => ({
    method: "POST",
    headers: { ...JSON_BODY, ...headers },
    body: JSON.stringify(FITTING),
    ip: CDN,
  });

  test("counts for the visitor's network, and stands as agreed to from there", async () => {
    const told = storyAtDoor({ front: FRONT, limits: { mailboxPerDay: 20, networkPerHour: 1 } });
    expect((await told.sends("leads", post(HERS))).statusCode).toBe(202);
    expect((await told.sends("leads", post(HERS))).statusCode).toBe(429);
    const another = { ...HERS, "cloudfront-viewer-address": "198.51.100.11:46532" };
    expect((await told.sends("leads", post(another))).statusCode).toBe(202);
    await told.line.settle();
    expect(JSON.stringify(await told.life())).toContain(VISITOR);
    expect(JSON.stringify(await told.life())).not.toContain(CDN);
  });

  test("is taken past it too while the DNS may lead there, and counts for whoever the API sees", async () => {
    const told = storyAtDoor({ front: FRONT });
    expect((await told.sends("leads", post({}))).statusCode).toBe(202);
    expect(JSON.stringify(await told.life())).toContain(CDN);
  });

  test("is refused past it once it is the only way, since there it would be past its web ACL", async () => {
    const told = storyAtDoor({ front: FRONT, frontOnly: true });
    expect((await told.sends("leads", post(HERS))).statusCode).toBe(202);
    const answer = await told.sends("leads", post({}));
    expect([answer.statusCode, answer.body]).toEqual([403, expect.stringContaining("FormUrl")]);
    expect(told.line.leads.all()).toHaveLength(1);
  });
});
