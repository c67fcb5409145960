/** Lives are many and don't know of each other: they are shared out among the machine's cores, and counted together. */
import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { type RobotLives, robotLives } from "./robots.ts";

interface Part {
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

/** The same numbers whatever the number of cores: each life has a seed of its own. */
export async function sharedRobotLives(lives: number, seed: number): Promise<RobotLives> {
  const cores = Math.max(1, availableParallelism());
  const size = Math.ceil(lives / cores);
  const parts = Array.from({ length: cores }, (_, n) => ({
    from: n * size,
    to: Math.min(lives, (n + 1) * size),
    seed,
  }));
  return together(await Promise.all(parts.map(onItsOwn)));
}

function onItsOwn(part: Part): Promise<RobotLives> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: part });
    worker.once("message", resolve).once("error", reject);
  });
}

function together(parts: readonly RobotLives[]): RobotLives {
  const sum = (of: (part: RobotLives) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    lives: sum(({ lives }) => lives),
    events: sum(({ events }) => events),
    released: parts.flatMap(({ released }) => released),
    trusting: {
      lives: sum(({ trusting }) => trusting.lives),
      released: sum(({ trusting }) => trusting.released),
    },
  };
}

if (!isMainThread) {
  const { from, to, seed } = workerData as Part;
  parentPort?.postMessage(robotLives(from, to, seed));
}
