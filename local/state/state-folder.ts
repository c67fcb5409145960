/** The folder everything lives in: one laptop at a time, and `--fresh` empties it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";

export class FolderTaken extends Error {
  override readonly name = "FolderTaken";
}

export interface StateFolder {
  readonly path: string;
  /** The clock, the workflows, the mails and whatever else is ours; SNS, SQS and DynamoDB keep files of their own. */
  readonly database: DatabaseSync;
  file(name: string): string;
  close(): void;
}

/** Throws FolderTaken when another process has it, or a file stands there. */
export function openStateFolder(path: string, { fresh = false } = {}): StateFolder {
  const folder = resolve(path);
  makeFolder(folder);
  const lock = lockFolder(folder);
  if (fresh) for (const name of contents) rmSync(join(folder, name), { recursive: true, force: true });
  const database = openDatabase(join(folder, "ripen.sqlite"));
  return {
    path: folder,
    database,
    file: (name) => join(folder, name),
    close() {
      database.close();
      lock.close();
    },
  };
}

const contents = [
  "ripen.sqlite",
  "ripen.sqlite-wal",
  "ripen.sqlite-shm",
  "dynamodb.sqlite",
  "dynamodb.sqlite-wal",
  "dynamodb.sqlite-shm",
  "sns-sqs",
  "cdk.out",
  "ripen.log",
];

function makeFolder(folder: string) {
  try {
    // Every lead lies in it, and the keys: nobody else of the machine reads it.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new FolderTaken(`${folder} can't be the state folder: set RIPEN_STATE to another.`, { cause });
  }
}

/** SQLite's lock on a file, held for as long as we live: the system frees it even after kill -9, unlike a file with a pid. */
function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    const holder = readHolder(folder);
    throw new FolderTaken(
      `Another laptop${holder} already runs on ${folder}: end it first, or set RIPEN_STATE.`,
    );
  }
  writeFileSync(join(folder, "laptop.pid"), String(process.pid));
  return lock;
}

function readHolder(folder: string): string {
  try {
    return ` (process ${readFileSync(join(folder, "laptop.pid"), "utf8")})`;
  } catch {
    return "";
  }
}

/** In write-ahead mode `synchronous = NORMAL` loses nothing when the process is killed, only when the machine loses power. */
function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  return database;
}
