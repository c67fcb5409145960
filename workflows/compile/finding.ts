/** What is wrong somewhere in a campaign's or the sales desk's YAML, before anybody has looked up the line. */
import type { Path } from "./steps.ts";

export interface Finding {
  readonly path: Path;
  readonly wrong: string;
  readonly right: string;
}
