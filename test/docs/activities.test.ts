/** The page on activities is true: its batch is taken, its fields are the ones there are, and its command signs as the laptop asks. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { readActivities } from "../../functions/activity-batch.ts";
import { startLaptop } from "../../local/laptop.ts";
import { begin } from "../journeys/zoe.ts";
import { JSON_BODY } from "../stories/http-event.ts";

const run = promisify(execFile);
const page = readFileSync(new URL("../../docs/activities.md", import.meta.url), "utf8");
const [batch = "", reply = "", policy = ""] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, json = ""]) => json,
);

test("its batch is taken, and answered as it says", async () => {
  const told = begin();
  const answer = await told.sends("activities", { method: "POST", headers: JSON_BODY, body: batch });
  expect(answer.statusCode).toBe(202);
  expect(JSON.parse(answer.body ?? "")).toEqual({ received: 2 });
});

test("its reply is taken, as a person's of the letter that it answers", () => {
  const [told] = readActivities(JSON.parse(reply), 2_000_000_000_000);
  expect(told).toMatchObject({
    what: "Re: Which alarm rang last?",
    reply: { answers: ["0100019a2b3c4d5e-7f60"], machine: undefined },
  });
});

test("it is no longer than 120 lines", () => {
  expect(page.split("\n").length).toBeLessThanOrEqual(120);
});

test("its table has every field, and no other", () => {
  const fields = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, field = ""]) => field);
  const all = Object.fromEntries(fields.map((field) => [field, VALUES[field]]));
  expect(readActivities({ activities: [all] }, 2_000_000_000_000)).toHaveLength(1);
  expect(fields.toSorted()).toEqual(Object.keys(VALUES).toSorted());
});

const VALUES: Readonly<Record<string, unknown>> = {
  key: "k",
  email: "zoe@dairy.example",
  activity: "replied",
  at: "2026-11-23T09:00:00Z",
  about: "a webinar",
  subject: "Re: which alarm",
  inReplyTo: "<a@email.amazonses.com>",
  headers: { "Auto-Submitted": "no", Received: ["from a", "from b"] },
};

test("its policy allows what API Gateway asks for", () => {
  expect(JSON.parse(policy)).toMatchObject({ Effect: "Allow", Action: "execute-api:Invoke" });
});

test("its command signs its batch, so that the laptop takes it, and refuses it unsigned", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ripen-activities-"));
  const laptop = await startLaptop({ state: join(folder, "state") });
  try {
    writeFileSync(join(folder, "activities.json"), batch);
    const [command = ""] = /curl [\s\S]*?(?=```)/.exec(page) ?? [];
    const keys = "AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_SESSION_TOKEN=any";
    const ask = (typed: string) =>
      run("bash", ["-ec", `export ACTIVITIES_URL=${laptop.urls.api}/activities ${keys}; ${typed} -sS`], {
        cwd: folder,
      });
    const signed = await ask(command.trim());
    expect(signed.stdout).toBe('{"received":2}');
    const unsigned = command.trim().replace(/--aws-sigv4 \S+ --user "\S+"/, "");
    expect((await ask(unsigned)).stdout).toBe('{"message":"Forbidden"}');
  } finally {
    await laptop.stop();
    rmSync(folder, { recursive: true });
  }
});
