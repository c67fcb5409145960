/** The process that takes the laptop over after an edit, as the first process sees it. */
import { type ChildProcess, fork } from "node:child_process";
import type { Socket } from "node:net";
import type { LaptopOptions } from "./laptop.ts";
import type { DoorName, Host } from "./porter.ts";
import type { Urls } from "./program.ts";

export interface Inheritance {
  readonly urls: Urls;
  readonly options: Pick<LaptopOptions, "state" | "dynamodbEndpoint">;
}

export type Act = "prepare" | "begin" | "finish" | "stop";
/** The second comes with a connection. */
export type ToSuccessor =
  | { readonly act: Act; readonly inheritance: Inheritance }
  | { readonly visits: DoorName };
export type FromSuccessor = { readonly done: Act } | { readonly failed: string };

/** Whoever runs the laptop: this process at first, later one heir after the other. */
export interface Reign {
  /** Resolves when nothing that is due, or that somebody asked for, is left undone. */
  finish(): Promise<void>;
  /** Resolves when the folder is free. */
  stop(): Promise<void>;
  /** Answers whoever comes to a door; before the laptop stands, they wait. */
  readonly receive: Host;
}

export class Heir implements Reign {
  private readonly child: ChildProcess;
  private readonly inheritance: Inheritance;
  private readonly gone: Promise<string>;

  constructor(inheritance: Inheritance) {
    this.inheritance = inheritance;
    this.child = fork(new URL("./successor.ts", import.meta.url), {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.gone = new Promise((resolve) =>
      this.child.once("exit", (code, signal) => resolve(`it ended with ${signal ?? code}`)),
    );
  }

  /** Loads the sources as they are now; rejects with what is wrong with them. */
  prepare = () => this.ask("prepare");
  begin = () => this.ask("begin");
  finish = () => this.ask("finish");

  async stop() {
    this.tell({ act: "stop", inheritance: this.inheritance });
    await this.gone;
  }

  receive = (door: DoorName, connection: Socket) => {
    if (!this.child.connected) return void connection.destroy();
    this.child.send({ visits: door } satisfies ToSuccessor, connection, (error) => {
      if (error) connection.destroy();
    });
  };

  /** For one that isn't needed any more. */
  async dismiss() {
    this.child.kill("SIGKILL");
    await this.gone;
  }

  /** Calls back once it has ended, however. */
  whenGone(listener: (how: string) => void) {
    void this.gone.then(listener);
  }

  private ask(act: Act): Promise<void> {
    return new Promise((resolve, reject) => {
      const heard = (message: FromSuccessor) => {
        if ("done" in message && message.done !== act) return;
        this.child.off("message", heard);
        if ("done" in message) resolve();
        else reject(new Error(message.failed));
      };
      this.child.on("message", heard);
      this.whenGone((how) => reject(new Error(how)));
      this.tell({ act, inheritance: this.inheritance });
    });
  }

  private tell(message: ToSuccessor) {
    if (this.child.connected) this.child.send(message);
  }
}
