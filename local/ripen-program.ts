/** Ripen itself: the stack that deploys, with the laptop's own origins in its settings, and the functions' sources. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { awsWorld } from "../functions/world/aws.ts";
import type { Deployed } from "../functions/world/lambda.ts";
import type { World } from "../functions/world/world.ts";
import type { Ports } from "../functions/world/world-of.ts";
import { campaignsOf, deskOf } from "./campaigns.ts";
import type { LambdaContext } from "./lambda/lambda-function.ts";
import type { FunctionSurroundings, Program, Urls } from "./program.ts";

const repositoryFile = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Whatever a function waits for is in this process and milliseconds away: minutes of pauses would only hold a move up. */
const longestPause = 20;

/** `around` stands between the functions and their world, as the demo's meter does. */
export async function ripenProgram(
  complain: (problem: string) => void,
  around: (world: World) => World = (world) => world,
): Promise<Program> {
  const campaigns = campaignsOf(repositoryFile("workflows/campaigns"), complain);
  const decided = { campaigns, desk: deskOf(repositoryFile("workflows/sales.yaml"), campaigns, complain) };
  const { ripenTemplate } = await import("../infra/ripen-app.ts");
  return {
    ...decided,
    stackName: "ripen-laptop",
    template: (urls) => ripenTemplate(laptopContext(urls)),
    async handler({ entry, environment }, surroundings) {
      const module = await import(pathToFileURL(repositoryFile(entry)).href);
      const handler: Deployed<unknown, LambdaContext, unknown> | undefined = module.handler;
      if (handler?.within === undefined) throw new Error(`${entry} exports no handler made by onLambda.`);
      // Of the very ports that it is deployed with: one that its last line forgets is missing here too.
      return handler.within((ports) => around(laptopWorld(environment, decided, surroundings, ports)));
    },
    world: (environment, surroundings) => laptopWorld(environment, decided, surroundings),
  };
}

/** Forms are posted from the console's pages, and their posters come back to them. */
function laptopContext({ console }: Urls): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(repositoryFile("cdk.json"), "utf8"));
  const forms = Object.keys(context.thankYouUrls ?? {});
  return {
    stage: "laptop",
    allowedOrigins: [console, console.replace("127.0.0.1", "localhost")],
    thankYouUrls: Object.fromEntries(forms.map((form) => [form, `${console}/thank-you`])),
    ...NOT_HERE,
  };
}

/** What says where on AWS a stack stands, under which names and for how much: the laptop has its own post office and address. */
const NOT_HERE = {
  region: undefined,
  identity: "create",
  mailFrom: undefined,
  removal: "keep",
  domain: undefined,
  monthlyBudget: undefined,
};

function laptopWorld(
  environment: Readonly<Record<string, string>>,
  decided: Pick<World, "campaigns" | "desk">,
  { clock, urls, region, random, uuid, log }: FunctionSurroundings,
  ports?: Ports,
): World {
  return awsWorld(
    { ...environment, AWS_ENDPOINT_URL: urls.aws, AWS_REGION: region },
    {
      receivedAt: () => clock.now(),
      ...decided,
      pause: async (milliseconds) => void (await sleep(Math.min(milliseconds, longestPause))),
      random,
      attemptId: uuid,
      report: log.report,
    },
    ports,
  );
}
