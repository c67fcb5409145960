/** `stop` and `start`: whether anything goes on with the leads. */
import { Command } from "commander";
import { Unreachable } from "../unreachable.ts";
import { inWords, ofStack, type StackOptions, say, turned } from "./turning.ts";

/** StopExecution takes 25 a second and more, by region. */
const RATE = 20;
/** What the largest regions take. */
const FASTEST = 200;

interface StopOptions extends StackOptions {
  readonly rate: string;
}

export function stopCommand(): Command {
  return ofStack(new Command("stop"))
    .description(
      "stop the sweeper, the stream and every execution; without --go it only tells what would happen",
    )
    .option("--rate <number>", "executions stopped in a second at most", String(RATE))
    .option("--go", "do it")
    .action(stop);
}

async function stop({ stack, rate, go = false }: StopOptions): Promise<void> {
  const aSecond = rateOf(rate);
  const it = await turned({ stack });
  const { refuseWhileOpen, standsHow, stopAll } = await import("../turned.ts");
  const stands = await standsHow(it);
  refuseWhileOpen(stands, stack);
  if (!go)
    return say(
      `${stack}:\n${inWords(stands)}\nStopping would take about ${Math.ceil(stands.running / aSecond / 60)} min. Nothing is sent from then on; the table keeps where everybody stands. Nothing was changed; do it with \`npm run stack -- stop --stack ${stack}${aSecond === RATE ? "" : ` --rate ${aSecond}`} --go\`.`,
    );
  const stopped = await stopAll(it, aSecond, (so) => so % 1_000 === 0 && say(`${so} stopped…`));
  say(
    `${stopped} executions of ${stack} are stopped, and nothing starts any. Undo it with \`npm run stack -- start --stack ${stack}\`.`,
  );
}

export function startCommand(): Command {
  return ofStack(new Command("start"))
    .description("turn stream and sweeper on again: whoever is due is taken up within half an hour")
    .action(async (options: StackOptions) => {
      const { startAll } = await import("../turned.ts");
      await startAll(await turned(options));
      say(
        `Stream and sweeper of ${options.stack} are on. Whoever was due meanwhile is taken up within half an hour, whoever sleeps longer when its time comes. The form is as it was: \`npm run stack -- open --stack ${options.stack}\`.`,
      );
    });
}

function rateOf(rate: string): number {
  if (/^[1-9]\d*$/.test(rate) && Number(rate) <= FASTEST) return Number(rate);
  throw new Unreachable(
    `--rate is "${rate}": it should be how many executions a second, from 1 to ${FASTEST}, such as ${RATE}.`,
  );
}
