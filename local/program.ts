/** What a laptop runs: a template, and the source of its functions. */
import type { World } from "../functions/world/world.ts";
import type { RunningCampaign } from "../workflows/rules/campaign.ts";
import type { Desk } from "../workflows/rules/desk.ts";
import type { Clock } from "./clock.ts";
import type { Handler, LambdaSettings } from "./lambda/lambda-function.ts";
import type { Log } from "./log.ts";

export interface Urls {
  readonly api: string;
  readonly console: string;
  readonly aws: string;
}

/** What a function's world is made of on the laptop. */
export interface FunctionSurroundings {
  readonly clock: Clock;
  readonly urls: Urls;
  readonly region: string;
  readonly random: () => number;
  readonly uuid: () => string;
  readonly log: Log;
}

export interface Program {
  /** A synthesized CloudFormation template, given where the laptop's doors are. */
  template(urls: Urls): unknown;
  readonly stackName: string;
  /** For the pages; none when the program has no campaigns. */
  readonly campaigns?: () => readonly RunningCampaign[];
  /** Likewise the sales desk. */
  readonly desk?: () => Desk;
  handler(settings: LambdaSettings, surroundings: FunctionSurroundings): Promise<Handler>;
  /** For whoever acts on the laptop's pages; none when the program has no leads. */
  world?(environment: Readonly<Record<string, string>>, surroundings: FunctionSurroundings): World;
}
