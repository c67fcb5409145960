/** For a person who watches; a log has no use for it. */
import { SingleBar } from "cli-progress";

/** `unit` in the plural: `rows`. Undefined where nobody watches. */
export function progressBar(unit: string): SingleBar | undefined {
  if (!process.stderr.isTTY) return undefined;
  return new SingleBar({
    format: `{bar} {value} of {total} ${unit}, {eta_formatted} to go`,
    stream: process.stderr,
  });
}
