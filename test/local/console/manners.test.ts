import { describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { asBrowser, asProgram } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";
import { lifeOf, ZOE } from "./sample-life.ts";
import { LINKS, mailOf, noticeOf } from "./sample-mail.ts";

const PAGES = [
  "/",
  "/thank-you",
  "/leads",
  "/leads/add",
  `/leads/${ZOE}`,
  "/mailbox",
  "/mailbox/mail-1",
  "/sales-inbox",
  "/campaigns",
  "/campaigns/green-bananas",
  "/clock",
  "/start-over",
  `/calls?leadId=${ZOE}`,
  "/state-hash",
];

function fullLaptop() {
  return fakeLaptop({ lives: [lifeOf()], mails: [mailOf()], links: LINKS, notices: [noticeOf()] });
}

describe("every page", () => {
  it.each(PAGES)("%s has the time, the way out of it and the links", async (path) => {
    const page = await asBrowser(consoleApp(fullLaptop()), path);
    expect(page).toContain("Tue 24 Nov 2026, 08:00 UTC");
    expect(page).toContain("to the next event");
    expect(page).toContain('href="/sales-inbox"');
    expect(page).toContain('href="#main"');
    expect(page).not.toMatch(/undefined|\[object/);
  });

  it.each(PAGES)("%s changes nothing by being fetched or asked for its head", async (path) => {
    const laptop = fullLaptop();
    for (const method of ["GET", "HEAD"]) {
      expect((await consoleApp(laptop).request(path, { method })).status).toBe(200);
    }
    expect(laptop.acts).toEqual([]);
  });

  it.each(PAGES)("%s answers a program in JSON", async (path) => {
    expect(await asProgram(consoleApp(fullLaptop()), path)).toBeTypeOf("object");
  });
});

describe("the console", () => {
  it("gives the state's hash", async () => {
    expect(await asProgram(consoleApp(fakeLaptop()), "/state-hash")).toEqual({ sha256: "ab".repeat(32) });
  });

  it("answers an unknown address with a page that leads on", async () => {
    const response = await consoleApp(fakeLaptop()).request("/nothing<b>");
    expect(response.status).toBe(404);
    const page = await response.text();
    expect(page).toContain("No page of the laptop has the address");
    expect(page).not.toContain("<b>");
    expect(page).not.toContain("aria-current");
  });

  it.each([
    { method: "DELETE", path: "/leads", allow: "GET, HEAD" },
    { method: "POST", path: "/leads", allow: "GET, HEAD" },
    { method: "GET", path: "/mailbox/mail-1/open", allow: "POST" },
    { method: "PUT", path: "/clock", allow: "GET, HEAD, POST" },
  ])("answers $method $path with what it takes: $allow", async ({ method, path, allow }) => {
    const response = await consoleApp(fullLaptop()).request(path, {
      method,
      headers: { Accept: "application/json" },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe(allow);
    expect(await response.json()).toMatchObject({ status: 405 });
  });

  it.each([
    { from: { Origin: "https://elsewhere.example" } },
    { from: { Origin: "null" } },
    { from: { Origin: "http://127.0.0.1:4000" } },
    { from: { "Sec-Fetch-Site": "cross-site" } },
    { from: { "Sec-Fetch-Site": "same-site" } },
    { from: { Host: "rebound.example" }, url: "http://rebound.example/clock" },
  ])("refuses an act from another site: $from", async ({ from, url = "http://127.0.0.1:4001/clock" }) => {
    const laptop = fakeLaptop();
    const response = await consoleApp(laptop).request(url, {
      method: "POST",
      headers: from,
      body: "advance=P1D",
    });
    expect(response.status).toBe(403);
    expect(laptop.acts).toEqual([]);
  });

  it.each([
    { from: {} },
    { from: { Origin: "http://127.0.0.1:4001", "Sec-Fetch-Site": "same-origin" } },
    { from: { "Sec-Fetch-Site": "none" } },
  ])("lets its own pages and no page at all act: $from", async ({ from }) => {
    const laptop = fakeLaptop();
    const headers = { "Content-Type": "application/x-www-form-urlencoded", ...from };
    await consoleApp(laptop).request("http://127.0.0.1:4001/clock", {
      method: "POST",
      headers,
      body: "advance=P1D",
    });
    expect(laptop.acts).toEqual(["settle", expect.stringMatching(/^moveTo/)]);
  });

  it.each([
    { body: "x".repeat(70_000), type: "application/x-www-form-urlencoded", status: 413 },
    { body: '{"advance":', type: "application/json", status: 400 },
    { body: "--x", type: "multipart/form-data; boundary=x", status: 415 },
  ])("answers a body it cannot take with $status", async ({ body, type, status }) => {
    const laptop = fakeLaptop();
    const headers = {
      "Content-Type": type,
      "Content-Length": String(body.length),
      Accept: "application/json",
    };
    const response = await consoleApp(laptop).request("/clock", { method: "POST", headers, body });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(laptop.acts).toEqual([]);
  });

  it("says no more than that when it fails itself", async () => {
    const broken = {
      ...fakeLaptop(),
      stateHash: () => Promise.reject(new TypeError("secret of zoe@molkerei.example")),
    };
    const response = await consoleApp(broken).request("/state-hash");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
  });
});
