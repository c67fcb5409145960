/** Whoever follows a link of ours with a browser reads a page, whatever goes wrong; a program gets problem details. */
import { expect, test } from "vitest";
import { captureLead } from "../../functions/capture-lead.ts";
import { manageSubscription } from "../../functions/manage-subscription.ts";
import { invoking } from "../../local/memory/invoking.ts";
import { httpEvent } from "../stories/http-event.ts";
import { MONDAY, story } from "../stories/line.ts";

const PERSON = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

function broken() {
  const { world } = story().line;
  return { ...world, links: { ...world.links, open: () => Promise.reject(new Error("no secret")) } };
}

test.each([
  ["a person's browser", PERSON, "text/html; charset=utf-8", "<h1>Something went wrong</h1>"],
  ["a program", { accept: "*/*" }, "application/problem+json", '"title":"Something went wrong"'],
  ["whoever says nothing", {}, "application/problem+json", '"status":500'],
])("%s is answered in its own way", async (_, headers, type, body) => {
  const event = httpEvent("unsubscribe", { method: "POST", token: "x", headers }, MONDAY);
  const answer = await invoking(manageSubscription(broken()))(event);
  expect(answer).toMatchObject({
    statusCode: 500,
    headers: { "content-type": type },
    body: expect.stringContaining(body),
  });
});

test("a page has the problem's own headers too", async () => {
  const event = httpEvent("leads", { method: "GET", headers: PERSON }, MONDAY);
  const answer = await invoking(captureLead(story().line.world))(event);
  expect(answer).toMatchObject({ statusCode: 405, headers: { allow: "POST", "x-frame-options": "DENY" } });
});
