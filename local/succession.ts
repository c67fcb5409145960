/**
 * Edits are picked up while the laptop runs: a second process loads the edited sources, and only when they will do
 * does the first give way. What everything stands in is on the disk, so nobody loses their place: mails, leads, the
 * time; and an execution keeps the workflow it began with.
 */
import type { Socket } from "node:net";
import { Heir, type Inheritance, type Reign } from "./heir.ts";
import type { Porter } from "./porter.ts";

export interface SuccessionParts {
  readonly first: Reign;
  readonly inheritance: Inheritance;
  readonly porter: Porter;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Called when an heir has ended although nobody asked it to. */
  readonly lost: () => void;
}

const nobody: Reign = { finish: async () => {}, stop: async () => {}, receive: sendAway };

export class Succession {
  private readonly parts: SuccessionParts;
  private current: Reign;
  private heir: Heir | undefined;
  private readonly edits = new Set<string>();
  private isBusy = false;
  private isOver = false;

  constructor(parts: SuccessionParts) {
    this.parts = parts;
    this.current = parts.first;
  }

  edited(files: readonly string[]) {
    for (const file of files) this.edits.add(file);
    if (!this.isBusy) void this.takeUpAll();
  }

  /** Nothing begins any more; resolves when nothing runs. */
  async end(): Promise<void> {
    this.isOver = true;
    await this.heir?.dismiss();
    await this.current.stop();
  }

  private async takeUpAll(): Promise<void> {
    this.isBusy = true;
    while (this.edits.size > 0 && !this.isOver) {
      const files = [...this.edits].sort();
      this.edits.clear();
      await this.takeUp(files);
    }
    this.isBusy = false;
  }

  private async takeUp(files: readonly string[]): Promise<void> {
    const heir = new Heir(this.parts.inheritance);
    this.heir = heir;
    const wrong = await why(heir.prepare());
    if (wrong === undefined) await why(this.current.finish());
    const isStale = this.edits.size > 0 || this.isOver;
    if (wrong !== undefined || isStale) await heir.dismiss();
    if (isStale) for (const file of files) this.edits.add(file);
    else if (wrong !== undefined)
      this.parts.complain(`${named(files)} not taken up, the laptop goes on as it was: ${wrong}`);
    else await this.handOver(heir, files);
    this.heir = undefined;
  }

  /** The functions call AWS to the end, so that door stays until then; people wait. */
  private async handOver(heir: Heir, files: readonly string[]): Promise<void> {
    const { porter } = this.parts;
    porter.hold("api", "console");
    await this.current.stop();
    this.current = nobody;
    porter.bringTo(heir.receive);
    const wrong = await why(heir.begin());
    if (this.isOver) return;
    if (wrong !== undefined) {
      porter.bringTo(nobody.receive);
      await heir.dismiss();
      this.parts.complain(`${named(files)} edited: nothing runs until it is mended: ${wrong}`);
      return;
    }
    this.current = heir;
    heir.whenGone((how) => this.bereft(heir, how));
    this.parts.say(`${named(files)} edited: in effect from now on.`);
  }

  private bereft(heir: Heir, how: string) {
    if (this.isOver || this.current !== heir || this.isBusy) return;
    this.parts.complain(`The laptop stopped by itself: ${how}.`);
    this.parts.lost();
  }
}

function sendAway(_: unknown, connection: Socket) {
  const text = "Nothing runs until the last edit is mended: the terminal says what is wrong.\n";
  const head = ["HTTP/1.1 503 Service Unavailable", "content-type: text/plain", "connection: close"];
  connection.resume().end([...head, `content-length: ${text.length}`, "", text].join("\r\n"));
}

async function why(attempt: Promise<void>): Promise<string | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function named(files: readonly string[]): string {
  const [first = "", ...others] = files;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
