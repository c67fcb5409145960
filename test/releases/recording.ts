/** Puts down what a release leaves behind for those after it. */
import { chmodSync, mkdtempSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NoticeJson } from "../../workflows/rules/sales-notice-json.ts";
import { type Story, story } from "../stories/line.ts";
import { CAST, type Sleeper, surroundings } from "./cast.ts";
import { type Contract, jsonSchema, readsOf, storedSchemas } from "./contract.ts";
import { Freezer } from "./freezer.ts";
import { type Frozen, RELEASES, readRelease } from "./release.ts";
import { TODAYS_WORKFLOW } from "./thaw.ts";
import { live } from "./verdict.ts";
import { wire } from "./wire.ts";

type Overheard = Pick<Contract, "sends" | "answers">;

/** Whoever is asked and what they answer, as it goes over the wire. */
class Ear implements Overheard {
  readonly sends: Record<string, Record<string, unknown>> = {};
  readonly answers: Record<string, Record<string, string>> = {};

  hear(func: string, payload: unknown, answer: unknown): void {
    this.sends[func === "advance" ? "AdvanceLead" : "ReleaseLead"] ??= { ...Object(payload) };
    if (func !== "advance") return;
    const fields = Object.entries(Object(answer) as object).map(([name, value]) => [name, typeof value]);
    this.answers[String(Object(answer)["action"])] ??= Object.fromEntries(fields);
  }
}

async function fallAsleep(sleeper: Sleeper, ear: Ear): Promise<Frozen> {
  const freezer = new Freezer();
  const around = surroundings(sleeper);
  const freezing = freezer.options();
  const told: Story = story({
    ...around,
    ...freezing,
    around: (world) => freezing.around?.(around.around?.(world) ?? world) ?? world,
    aroundInvoke: async (invoke, func, payload) => {
      const answer = await invoke();
      ear.hear(func, payload, answer);
      return answer;
    },
  });
  freezer.watch(told);
  await sleeper.before(told, freezer);
  return freezer.frozen();
}

/** Into the folder `whole`. Written beside and renamed at its end: broken off, it leaves nothing that a test would read. */
export async function record(whole: string): Promise<void> {
  const folder = mkdtempSync(`${whole}.unfinished-`);
  const ear = new Ear();
  const sleepers: Record<string, Frozen> = {};
  for (const [name, sleeper] of Object.entries(CAST)) sleepers[name] = await fallAsleep(sleeper, ear);
  const contract: Contract = {
    sends: ear.sends,
    reads: readsOf(TODAYS_WORKFLOW),
    answers: ear.answers,
    stored: storedSchemas(),
    told: jsonSchema(NoticeJson),
  };
  const write = (file: string, value: unknown) => writeFileSync(join(folder, file), byLine(value));
  writeFileSync(join(folder, "nurture.asl.json"), TODAYS_WORKFLOW);
  write("contract.json", contract);
  write("wire.json", await wire());
  write("sleepers.json", sleepers);
  write("outcomes.json", await outcomes(sleepers, TODAYS_WORKFLOW));
  chmodSync(folder, 0o755);
  renameSync(folder, whole);
}

async function outcomes(sleepers: Readonly<Record<string, Frozen>>, workflow: string) {
  const became: Record<string, readonly string[]> = {};
  for (const [name, sleeper] of Object.entries(CAST)) {
    const frozen = sleepers[name];
    if (frozen !== undefined) became[name] = await live(sleeper, frozen, workflow);
  }
  return became;
}

/** Of a release that was recorded, which is otherwise left as it is. */
export async function recordOutcomes(version: string, within = RELEASES): Promise<void> {
  const { sleepers, workflow } = readRelease(version, within);
  writeFileSync(join(within, version, "outcomes.json"), byLine(await outcomes(sleepers, workflow)));
}

/** One line for each thing three levels down: short enough to be looked through, long enough not to fill the repository. */
function byLine(value: unknown, depth = 0): string {
  if (depth === 3 || typeof value !== "object" || value === null) return JSON.stringify(value);
  const pad = "  ".repeat(depth + 1);
  const isList = Array.isArray(value);
  const lines = Object.entries(value).map(
    ([name, each]) => `${pad}${isList ? "" : `${JSON.stringify(name)}: `}${byLine(each, depth + 1)}`,
  );
  const [open, close] = isList ? "[]" : "{}";
  const body =
    lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(",\n")}\n${"  ".repeat(depth)}${close}`;
  return depth === 0 ? `${body}\n` : body;
}
