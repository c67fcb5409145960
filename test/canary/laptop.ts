/**
 * The laptop as a process of its own. Its functions call AWS over the wire at CANARY_WIRE, and stdout and stderr have
 * what CloudWatch would have of them: the report's lines, and all that an error has in it where one leaves a function.
 */
import { inspect } from "node:util";

import type { Metric, Report } from "../../functions/world/report.ts";
import { reportLines } from "../../functions/world/report-lines.ts";
import type { World } from "../../functions/world/world.ts";
import { startLaptop } from "../../local/laptop.ts";
import type { Program } from "../../local/program.ts";
import { ripenProgram } from "../../local/ripen-program.ts";

const say = (line: string) => void process.stdout.write(`${line}\n`);
// biome-ignore lint/style/noProcessEnv: a composition root
const { RIPEN_STATE = "", CANARY_WIRE = "", CANARY_PLANTED = "" } = process.env;
/** A Monday morning. */
const START = Date.parse("2026-11-23T09:00:00Z");
/** Of the function that is made to hang: a minute of waiting shows no more. */
const SHORT = 3;

const logging = reportLines({
  service: "canary",
  namespace: "Ripen",
  now: Date.now,
  write: (line) => process.stdout.write(line),
});

const loudly = (world: World): World =>
  Object.create(world, { report: { value: both(world.report, logging) } });

function both(one: Report, other: Report): Report {
  return {
    info(...said) {
      one.info(...said);
      other.info(...said);
    },
    warn(...said) {
      one.warn(...said);
      other.warn(...said);
    },
    count(...counted) {
      one.count(...counted);
      other.count(...counted);
    },
    measure(...measured) {
      one.measure(...measured);
      other.measure(...measured);
    },
  };
}

const ripen = await ripenProgram(say, loudly);

const program: Program = {
  ...ripen,
  template: (urls) => hurried(ripen.template(urls)),
  async handler(settings, { urls, ...surroundings }) {
    const handler = await ripen.handler(settings, { ...surroundings, urls: { ...urls, aws: CANARY_WIRE } });
    return (event, context) =>
      handler(event, context).catch((error: unknown) => {
        say(`Invoke Error ${inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })}`);
        throw error;
      });
  },
};

function hurried(template: unknown): unknown {
  const { Resources } = template as { Resources: Record<string, { Properties: Record<string, unknown> }> };
  const advance = Resources["AdvanceLead"];
  if (advance === undefined) throw new Error("The template has no AdvanceLead.");
  advance.Properties["Timeout"] = SHORT;
  return template;
}

/** What a careless line of ours would leave: whoever searches must find it, or searches badly. */
function plant(text: string) {
  logging.warn("planted", { email: text });
  logging.count(text as Metric);
  say(inspect(new Error("planted", { cause: new Error(Buffer.from(text).toString("base64")) })));
}

const laptop = await startLaptop({ state: RIPEN_STATE, start: START, runs: false, program, tell: say });
plant(CANARY_PLANTED);
say(`ready ${JSON.stringify(laptop.urls)}`);
process.on("SIGTERM", () => void laptop.stop().then(() => process.exit(0)));
