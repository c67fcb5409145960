/** What the functions report and what goes wrong, as JSON lines in a file of the state folder: the console stays for people. */
import { appendFileSync } from "node:fs";
import type { Report } from "../functions/world/report.ts";

export interface Log {
  readonly report: Report;
  /** Something of the laptop itself, or a function, failed. */
  trouble(what: string, fields?: Readonly<Record<string, string | number>>): void;
  /** How often each metric was counted since the start. */
  metrics(): Readonly<Record<string, number>>;
}

/** `tell` shows trouble to whoever watches. */
export function openLog(file: string, now: () => number, tell: (line: string) => void): Log {
  const counts: Record<string, number> = {};
  const write = (level: string, message: string, fields: object) =>
    appendFileSync(
      file,
      `${JSON.stringify({ at: new Date(now()).toISOString(), level, message, ...fields })}\n`,
    );
  return {
    report: {
      info: (message, fields) => write("INFO", message, fields),
      warn: (message, fields) => write("WARN", message, fields),
      count(metric) {
        counts[metric] = (counts[metric] ?? 0) + 1;
      },
      // The console shows scores from the table itself.
      measure() {},
    },
    trouble(what, fields = {}) {
      write("ERROR", what, fields);
      tell(what);
    },
    metrics: () => counts,
  };
}
