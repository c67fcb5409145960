/** Hears of edits: the system says in which folder something happened, the files' contents say whether it was an edit. */
import { createHash } from "node:crypto";
import { type FSWatcher, readdirSync, readFileSync, watch } from "node:fs";
import { join } from "node:path";

export interface Edits {
  stop(): void;
}

/** The folders whose sources the running laptop is made of. */
const folders = ["functions", "infra", "local", "workflows"];
/** Read by the functions at each step, so that an edit counts without anything being started again. */
const readAsTheyAre = join("workflows", "campaigns");
const sources = /\.(ts|js|json|css|mjml|html)$/;
/** An editor writes a file in several strokes, a checkout many files. */
const pause = 150;

/** `edited` is told of the files that changed since the last time, relative to `root`. */
export function watchEdits(root: string, edited: (files: readonly string[]) => void): Edits {
  let known = contentsOf(root);
  let timer: NodeJS.Timeout | undefined;
  const watched = watchFolders(root, () => {
    clearTimeout(timer);
    timer = setTimeout(look, pause).unref();
  });
  const look = () => {
    watched.again();
    const now = contentsOf(root);
    const changed = [...new Set([...known.keys(), ...now.keys()])].filter(
      (file) => known.get(file) !== now.get(file),
    );
    known = now;
    if (changed.length > 0) edited(changed.sort());
  };
  return {
    stop() {
      clearTimeout(timer);
      watched.stop();
    },
  };
}

/** `again` also watches folders that are new. */
function watchFolders(root: string, happened: () => void): Edits & { again(): void } {
  const watchers = new Map<string, FSWatcher>();
  const forget = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const again = () => {
    for (const folder of foldersOf(root)) {
      if (watchers.has(folder)) continue;
      const watcher = watch(join(root, folder), happened).on("error", () => forget(folder));
      watchers.set(folder, watcher.unref());
    }
  };
  again();
  return {
    again,
    stop() {
      for (const folder of [...watchers.keys()]) forget(folder);
    },
  };
}

/** A folder's own watcher sees files replaced as well as written, which a watcher of files doesn't on every system. */
function foldersOf(root: string): readonly string[] {
  return folders.flatMap((folder) => {
    const below = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const inside = below
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name));
    return [folder, ...inside.map((path) => path.slice(root.length + 1))].filter(isWatched);
  });
}

function contentsOf(root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of foldersOf(root)) {
    for (const name of readdirSync(join(root, folder))) {
      const file = join(folder, name);
      const content = sources.test(name) ? read(join(root, file)) : undefined;
      if (content !== undefined) found.set(file, createHash("sha1").update(content).digest("hex"));
    }
  }
  return found;
}

const isWatched = (folder: string) =>
  folder !== readAsTheyAre && !folder.startsWith(join(readAsTheyAre, "/"));

/** Undefined when it went away between two looks. */
function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
