/**
 * A process that is to take the laptop over after an edit, started by `npm start`: loads the edited sources, says
 * whether they will do, and waits for its turn.
 */
import type { FromSuccessor, Inheritance, ToSuccessor } from "./heir.ts";
import { inOneLine } from "./in-one-line.ts";
import type { Laptop, LaptopOptions } from "./laptop.ts";

const say = (message: FromSuccessor) => void process.send?.(message);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

let prepared: LaptopOptions | undefined;
let laptop: Laptop | undefined;

const acts = {
  async prepare({ urls, options }: Inheritance) {
    const { ripenProgram } = await import("./ripen-program.ts");
    const { rehearse } = await import("./rehearsal.ts");
    prepared = { ...options, tell: complain, program: await rehearse(await ripenProgram(complain), urls) };
  },
  async begin() {
    const { startLaptop } = await import("./laptop.ts");
    if (prepared === undefined) throw new Error("Nothing was prepared.");
    laptop = await startLaptop(prepared);
  },
  /** What a person asked for is done first, such as a move of the clock. */
  finish: async () => laptop?.sources.time.settle(),
  async stop() {
    await laptop?.stop();
    process.exit(0);
  },
};

process.on("message", ({ act, inheritance }: ToSuccessor) => {
  acts[act](inheritance)
    .then(() => say({ done: act }))
    .catch((error: unknown) => say({ failed: inOneLine(error) }));
});
// Ctrl-C reaches every process of the terminal: the first one decides. When that is gone, so is this one, at once.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(1));
