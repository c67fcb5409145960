/** A lead that writes back, its mail program, and whoever answers. Rolls dice of its own, so that other lives stay as they are. */
import { DAY, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import type { Dice } from "./dice.ts";
import type { Edges } from "./edges.ts";
import { IMPATIENCE } from "./weather.ts";
import type { Witness } from "./witness.ts";

const EMAIL = "zoe@dairy.example";
const MOST_TRIES = 12;

interface Times {
  readonly now: () => number;
  readonly later: (span: number, act: () => Promise<void>) => void;
}

type Visit = (fields: Readonly<Record<string, string>>, what: string) => Promise<unknown>;

export class Writer {
  private readonly pen: Dice;
  private readonly edges: Edges;
  private readonly witness: Witness;
  private readonly times: Times;

  constructor(pen: Dice, edges: Edges, witness: Witness, times: Times) {
    this.pen = pen;
    this.edges = edges;
    this.witness = witness;
    this.times = times;
  }

  /** A mail came. */
  got(): void {
    const { pen, times } = this;
    if (pen.chance(0.3)) times.later(pen.between(SECOND, 5 * DAY), () => this.writes("person"));
    if (pen.chance(0.1)) times.later(pen.between(SECOND, DAY), () => this.writes("machine"));
  }

  /** Somebody was asked to answer, and may tell what came of it. */
  asked(visit: Visit): void {
    const { pen, times } = this;
    if (!pen.chance(0.6)) return;
    times.later(pen.between(MINUTE, 3 * DAY), async () => {
      const outcome = pen.pick(["answered", "answered", "wants-sales", "not-interested", "no-more-mail"]);
      await visit({ outcome, by: "Ann" }, `answers a reply: ${outcome}`);
    });
  }

  /** Now and then twice within a minute. */
  private async writes(by: "person" | "machine"): Promise<void> {
    const key = `${by}/${this.times.now()}`;
    await this.tells(key, by);
    if (this.pen.chance(0.2))
      this.times.later(this.pen.between(0, MINUTE), () => this.tells(`${key}/again`, by));
  }

  /** Until it is heard, under one key. */
  private async tells(key: string, by: "person" | "machine", tries = 1): Promise<void> {
    const status = await this.edges.tellOfReply(EMAIL, key, by, this.times.now());
    this.witness.note(`mailbox: tells of ${key}, answered ${status}`);
    this.witness.count(by === "person" ? "replies" : "automatic answers");
    if (status !== 202 && tries < MOST_TRIES)
      this.times.later(IMPATIENCE.least, () => this.tells(key, by, tries + 1));
  }
}
