/** What a bench prints: figures, and beside some of them what they must be. */

export interface Outcome {
  /** Seeds and counts: the same for the same seed, to the byte. */
  readonly lines: readonly string[];
  /** Times, which differ from run to run. */
  readonly times: readonly string[];
  /** Which of the lines fall short. */
  readonly missed: readonly string[];
}

export class Lines {
  readonly all: string[] = [];
  readonly missed: string[] = [];

  say(line: string): void {
    this.all.push(line);
  }

  /** A promise: a line that falls short is a miss. */
  hold(line: string, isKept: boolean): void {
    this.all.push(isKept ? `${line}   ok` : `${line}   MISS`);
    if (!isKept) this.missed.push(line);
  }

  /** A promise that nothing of a kind ever happens, with the first few that did. */
  none(line: string, found: readonly string[]): void {
    this.hold(`${line}   ${found.length}, none`, found.length === 0);
    for (const each of found.slice(0, 5)) this.say(`  ${each}`);
  }
}
