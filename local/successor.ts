/**
 * A process that is to take the laptop over after an edit, started by `npm start`: loads the edited sources, says
 * whether they will do, and waits for its turn.
 */
import { enableCompileCache, flushCompileCache } from "node:module";
import type { Socket } from "node:net";
import type { FromSuccessor, Inheritance, ToSuccessor } from "./heir.ts";
import { inOneLine } from "./in-one-line.ts";
import type { Laptop, LaptopOptions } from "./laptop.ts";
import type { Doors } from "./open-doors.ts";

enableCompileCache();

const say = (message: FromSuccessor) => void process.send?.(message);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

let doors: Doors | undefined;
let prepared: LaptopOptions | undefined;
let laptop: Laptop | undefined;

const acts = {
  async prepare({ urls, options }: Inheritance) {
    const { ripenProgram } = await import("./ripen-program.ts");
    const { rehearse } = await import("./rehearsal.ts");
    const { doorsAt } = await import("./open-doors.ts");
    const program = await rehearse(await ripenProgram(complain), urls);
    doors = doorsAt(urls);
    prepared = { ...options, doors, tell: complain, program };
  },
  async begin() {
    const { startLaptop } = await import("./laptop.ts");
    if (prepared === undefined) throw new Error("Nothing was prepared.");
    laptop = await startLaptop(prepared);
    flushCompileCache();
  },
  /** What a person asked for is done first, such as a move of the clock. */
  finish: async () => laptop?.settle(),
  async stop() {
    await laptop?.stop();
    process.exit(0);
  },
};

process.on("message", (message: ToSuccessor, connection?: Socket) => {
  // Whoever left while being brought here comes without a connection.
  if ("visits" in message) return void (connection && doors?.[message.visits].take(connection));
  const { act, inheritance } = message;
  acts[act](inheritance)
    .then(() => say({ done: act }))
    .catch((error: unknown) => say({ failed: inOneLine(error) }));
});
// Ctrl-C reaches every process of the terminal: the first one decides. When that is gone, so is this one, at once.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(1));
