/** `npm run doctor [-- --stack <name>]`: what would stop a lead, what wants a look, and the command that mends it. */
import { Command } from "commander";
import { runCommand } from "../command-line.ts";
import { forRipen, type WhichOptions } from "../stack/options.ts";

interface Options extends WhichOptions {
  readonly thorough?: boolean;
  readonly dns?: string;
  readonly json?: boolean;
}

const command = forRipen(new Command())
  .description(
    "say what would stop leads, what wants a look, and how to mend it; exit code 1 if anything stops them, 2 if something that might couldn't be looked at",
  )
  .option("--thorough", "read every lead, and name its unknown touches instead of counting them by a metric")
  .option("--dns <server>", "the DNS server to ask, by its IP address; this machine's own where absent")
  .option("--json", "for programs")
  .action(async (options: Options) => {
    // Loaded once there is somebody to look at: the AWS SDK is most of what a command loads.
    const { standing } = await import("../stack/reach.ts");
    const { admit, thisCheckout } = await import("./admit.ts");
    const { examine } = await import("./examine.ts");
    const { asJson, exitCode, inWords } = await import("./in-words.ts");
    // biome-ignore lint/style/noProcessEnv: a command is a composition root
    const env = process.env;
    const { patient, sources } = await admit(await standing(options, env), options, thisCheckout(), env);
    const findings = await examine(patient, sources);
    process.stdout.write(`${(options.json ? asJson : inWords)(findings, patient)}\n`);
    process.exitCode = exitCode(findings);
  });

await runCommand("doctor", command);
