/** Whether the form tells who is known: by its answer, by what it asks of the table, and (told, not judged) by its time. */
import { Lines } from "../lines.ts";
import { type Answered, type DoorRig, doorRig, WHO } from "./door-rig.ts";
import { type SecurityPart, shareOf, toldBy } from "./part.ts";

const TIMES_EACH = 40;

export const securityPart: SecurityPart = async (asked) => {
  const rig = await doorRig();
  try {
    return await allAnswered(rig, shareOf(TIMES_EACH, asked));
  } finally {
    await rig.stop();
  }
};

async function allAnswered(rig: DoorRig, times: number) {
  const answered = new Map<string, Answered[]>(Object.keys(WHO).map((who) => [who, []]));
  // In turns, so that no kind has the warmer minutes of the machine.
  for (let n = 0; n < times; n++)
    for (const [who, comes] of Object.entries(WHO))
      answered.get(who)?.push(await comes(rig, `${who.replace(/\W+/g, "-")}-${n}@dairy.example`));
  return judged(answered, times);
}

function judged(answered: ReadonlyMap<string, readonly Answered[]>, times: number) {
  const told = new Lines();
  const all = [...answered.values()].flat();
  const [first] = all;
  const others = (same: (each: Answered) => boolean) =>
    [...answered].flatMap(([who, each]) => (each.every(same) ? [] : [who]));
  told.say(
    `${all.length} posts of ${answered.size} kinds of people, ${times} each: ${[...answered.keys()].join("; ")}`,
  );
  told.say(`each asks of the table: ${first?.calls.join(", ")}`);
  told.none(
    "kinds that are answered with another byte",
    others(({ answer }) => answer === first?.answer),
  );
  told.none(
    "kinds that ask something else of the table, or in another order",
    others(({ calls }) => String(calls) === String(first?.calls)),
  );
  const slow = [...answered].map(([who, each]) => `${who}: ${quantiles(each.map(({ took }) => took))}`);
  return { ...toldBy("new, known and suppressed addresses get the same answer", told), times: slow };
}

function quantiles(took: readonly number[]): string {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(1);
  return `half within ${at(0.5)} ms, 95 % within ${at(0.95)} ms`;
}
