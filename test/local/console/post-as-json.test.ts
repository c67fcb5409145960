import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consoleApp } from "../../../local/console/app.ts";
import { postForm } from "./ask.ts";
import { fakeLaptop } from "./fake-laptop.ts";

describe("the form, posted as JSON", () => {
  let server: Server;
  let api: string;
  const received: { type: string | undefined; body: unknown }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      request.setEncoding("utf8").on("data", (body: string) => {
        received.push({ type: request.headers["content-type"], body: JSON.parse(body) });
        response.writeHead(202, { "content-type": "application/json" }).end('{"status":"<received>"}');
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it("shows what was sent and what the API answered, word by word", async () => {
    const fields = { email: "zoe@dairy.example", name: "", consent: "yes" };
    const page = await (await postForm(consoleApp(fakeLaptop({ api })), "/post-as-json", fields)).text();
    expect(received).toEqual([
      { type: "application/json", body: { email: "zoe@dairy.example", consent: "yes" } },
    ]);
    expect(page).toContain("<h1>The API answered 202</h1>");
    expect(page).toContain("&quot;status&quot;: &quot;&lt;received&gt;&quot;");
  });

  it("says so when nobody answers there", async () => {
    const app = consoleApp(fakeLaptop({ api: "http://127.0.0.1:1" }));
    const response = await postForm(app, "/post-as-json", { email: "zoe@dairy.example" });
    expect(response.status).toBe(502);
    expect(await response.text()).toContain("does not answer at http://127.0.0.1:1/leads");
  });
});
