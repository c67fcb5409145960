/** `npm start`, as a person and a crash see it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyState, failingStart, type RunningLaptop, startProcess } from "./aws/running-laptop.ts";

const post = (url: string, body: unknown) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
  });
const read = async (url: string) =>
  (await fetch(url, { headers: { accept: "application/json" } })).json() as Promise<
    Record<string, unknown>[]
  >;

const lead = {
  email: "zoe@molkerei.example",
  name: "Zoë Müller",
  country: "Deutschland",
  consent: "yes",
  form: "cold-store-guide",
};

/** The engine's process, as its pid file names it; 0 when it is gone. */
function engineOf(state: string): number {
  const pid = Number(readFileSync(`${state}/dynamodb.pid`, "utf8"));
  try {
    process.kill(pid, 0);
    return pid;
  } catch {
    return 0;
  }
}

async function until<T>(ask: () => Promise<T> | T, isRight: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("what can't start says so in one line, exits with 1 and leaves nothing running", () => {
  test.each<[string, Record<string, string>, string[], RegExp]>([
    ["an unknown flag", {}, ["--frsh"], /^npm start doesn't know --frsh: it takes --fresh/],
    ["a port that is none", { AWS_PORT: "many" }, [], /^AWS_PORT is "many"/],
    ["a watch that is neither on nor off", { RIPEN_WATCH: "maybe" }, [], /^RIPEN_WATCH is "maybe"/],
    ["a port out of range", { API_PORT: "70000" }, [], /^API_PORT is "70000"/],
    [
      "another DynamoDB that isn't there",
      { AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:9" },
      [],
      /^No DynamoDB answers at/,
    ],
    [
      "another DynamoDB that is no address",
      { AWS_ENDPOINT_URL_DYNAMODB: "here" },
      [],
      /^No DynamoDB answers at here/,
    ],
  ])("%s", async (_, env, flags, complaint) => {
    const { code, out, err } = await failingStart({ RIPEN_STATE: emptyState(), ...env }, flags);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(complaint);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  test("a taken port: which, and what to set; --fresh has emptied nothing yet", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const state = emptyState();
    mkdirSync(state, { recursive: true });
    writeFileSync(`${state}/ripen.sqlite`, "");
    const { code, err } = await failingStart({ RIPEN_STATE: state, CONSOLE_PORT: String(port) }, ["--fresh"]);
    taken.close();
    expect(code).toBe(1);
    expect(existsSync(`${state}/ripen.sqlite`)).toBe(true);
    expect(err).toBe(`Port ${port} is taken: end whatever uses it, or set CONSOLE_PORT to another port.\n`);
  });
});

describe("a laptop that runs", () => {
  const state = emptyState();
  let laptop: RunningLaptop;
  beforeAll(async () => {
    laptop = await startProcess(state);
  });
  afterAll(async () => {
    await laptop.end("SIGTERM");
    rmSync(state, { recursive: true, force: true });
  });

  test("greets with the day, the form, the mailbox and the clock, and says ready last, once", () => {
    const { greeting, urls } = laptop;
    expect(greeting).toContain("no mail and no message leaves it");
    for (const page of ["/", "/mailbox", "/clock"]) expect(greeting).toContain(`${urls.console}${page}`);
    const lines = greeting.trim().split("\n");
    expect(lines.filter((line) => line.startsWith("ready "))).toEqual([`ready ${JSON.stringify(urls)}`]);
    expect(lines.at(-1)).toMatch(
      /^ready \{"api":"http:\/\/127\.0\.0\.1:\d+","console":"[^"]+","aws":"[^"]+"\}$/,
    );
  });

  test("a second one on the same folder is refused and told who has it", async () => {
    const { code, err } = await failingStart({ RIPEN_STATE: state });
    expect(code).toBe(1);
    expect(err).toContain(`(process ${laptop.pid}) already runs on ${state}`);
  });

  test("S4 killed with kill -9 while a lead sleeps, it starts again with the mail, the time and the lead, which wakes", async () => {
    await post(`${laptop.urls.api}/leads`, lead);
    await until(
      () => read(`${laptop.urls.console}/mailbox`),
      (mails) => mails.length === 1,
    );
    await post(`${laptop.urls.console}/clock`, { advance: "P1D" });
    const before = await read(`${laptop.urls.console}/mailbox`);
    const hash = await read(`${laptop.urls.console}/state-hash`);
    const engine = engineOf(state);
    expect(await laptop.end("SIGKILL")).toBeNull();
    await until(
      () => engineOf(state),
      (pid) => pid !== engine,
    );

    laptop = await startProcess(state);
    expect(await read(`${laptop.urls.console}/mailbox`)).toEqual(before);
    expect(await read(`${laptop.urls.console}/state-hash`)).toEqual(hash);
    await post(`${laptop.urls.console}/clock`, { advance: "P10D" });
    const mails = await read(`${laptop.urls.console}/mailbox`);
    expect(mails.map((mail) => mail["touchId"])).toEqual([
      "green-bananas_1_green-bananas_1",
      "green-bananas_1_welcome_1",
    ]);
  });

  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s ends it cleanly: exit code 0, no engine left over, all kept",
    async (signal) => {
      const before = await read(`${laptop.urls.console}/mailbox`);
      expect(await laptop.end(signal)).toBe(0);
      expect(() => engineOf(state)).toThrow(/ENOENT/);
      laptop = await startProcess(state);
      expect(await read(`${laptop.urls.console}/mailbox`)).toEqual(before);
    },
  );

  test("--fresh begins anew", async () => {
    await laptop.end("SIGTERM");
    laptop = await startProcess(state, { flags: ["--fresh"] });
    expect(await read(`${laptop.urls.console}/mailbox`)).toEqual([]);
    expect(await read(`${laptop.urls.console}/leads`)).toEqual([]);
  });
});
