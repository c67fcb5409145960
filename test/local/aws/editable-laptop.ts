/** `npm start` on a copy of the sources, which can be edited while it runs. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyState, type RunningLaptop, startProcess } from "./running-laptop.ts";

export interface EditableLaptop {
  readonly state: string;
  /** The one that runs now; `start` replaces it, with the same state. */
  readonly laptop: RunningLaptop;
  start(): Promise<void>;
  /** Kills it and leaves nothing behind. */
  remove(): Promise<void>;
  /** Replaces the first `from` in a file of the copy; throws when there is none. */
  edit(file: string, from: string, to: string): void;
  /** Resolves to what the laptop says next. */
  saidAfter(act: () => unknown): Promise<string>;
  read(path: string): Promise<unknown>;
  post(url: string, body: object): Promise<Response>;
  /** Of all mails, the newest first. */
  subjects(): Promise<readonly string[]>;
}

const repository = join(import.meta.dirname, "../../..");

export async function editableLaptop(): Promise<EditableLaptop> {
  const copy = copySources();
  const state = emptyState();
  let laptop = await startProcess(state, { copy });
  const read = async (path: string) =>
    (await fetch(laptop.urls.console + path, { headers: { accept: "application/json" } })).json();
  return {
    state,
    get laptop() {
      return laptop;
    },
    async start() {
      laptop = await startProcess(state, { copy });
    },
    async remove() {
      await laptop.end("SIGKILL");
      for (const folder of [copy, state]) rmSync(folder, { recursive: true, force: true });
    },
    edit(file, from, to) {
      const before = readFileSync(join(copy, file), "utf8");
      if (!before.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}.`);
      const after = before.replace(from, () => to);
      writeFileSync(join(copy, file), after);
    },
    async saidAfter(act) {
      const before = laptop.said().length;
      await act();
      while (!laptop.said().slice(before).includes("\n")) await new Promise((go) => setTimeout(go, 20));
      return laptop.said().slice(before).trim();
    },
    read,
    post: (url, body) =>
      fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    subjects: async () => ((await read("/mailbox")) as { subject: string }[]).map(({ subject }) => subject),
  };
}

function copySources(): string {
  const copy = mkdtempSync(join(tmpdir(), "ripen-copy-"));
  const settings = readdirSync(repository).filter((name) => name.endsWith(".json"));
  for (const name of ["functions", "infra", "local", "workflows", ...settings])
    cpSync(join(repository, name), join(copy, name), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
  return copy;
}
