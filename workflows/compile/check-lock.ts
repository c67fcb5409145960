/** Names against the past: a renamed touch says what it was, and no name passes to another touch. */
import type { Campaign } from "../rules/campaign.ts";
import { fileOf } from "../rules/touches.ts";
import type { Finding } from "./finding.ts";
import type { LockedTouch, NamesLock } from "./names-lock.ts";
import { type PlacedTouch, placedTouches } from "./steps.ts";

/** `bodies`: the hash of each file's text, by the file's name. */
export function checkLock(
  campaign: Campaign,
  bodies: ReadonlyMap<string, string>,
  lock: NamesLock,
): readonly Finding[] {
  const touches = placedTouches(campaign);
  const past = new Past(lock.touches, touches);
  return touches.flatMap((placed) => {
    const now = { ...placed, file: fileOf(placed.step), body: bodies.get(fileOf(placed.step)) };
    const taken = past.nameOfAnother(now);
    if (taken !== undefined) return [{ path: [...placed.path, "name"], ...taken }];
    const [name, ...more] = past.unsaidNames(now);
    if (name === undefined) return [];
    const former = [...placed.step.formerly, name, ...more].join(", ");
    return [
      {
        path: [...placed.path, "name"],
        wrong: `this was called ${[name, ...more].map((each) => `"${each}"`).join(" and ")} before`,
        right: past.isStillUsed(name)
          ? `Give "${name}" and "${placed.step.name}" back their own names: a lead has had a touch by its name.`
          : `Add \`formerly: [${former}]\`, or the leads that had it get it again.`,
      },
    ];
  });
}

interface Now extends PlacedTouch {
  readonly file: string;
  readonly body: string | undefined;
}

type Said = Omit<Finding, "path">;

class Past {
  readonly #locked: readonly LockedTouch[];
  readonly #names: ReadonlySet<string>;
  readonly #former: ReadonlySet<string>;

  constructor(locked: readonly LockedTouch[], touches: readonly PlacedTouch[]) {
    this.#locked = locked;
    this.#names = new Set(touches.map(({ step }) => step.name));
    this.#former = new Set(touches.flatMap(({ step }) => step.formerly));
  }

  isStillUsed(name: string): boolean {
    return this.#names.has(name);
  }

  /** The touch's name belonged to a different one. */
  nameOfAnother(now: Now): Said | undefined {
    const { name, formerly } = now.step;
    const heir = this.#locked.find((each) => each.formerly.includes(name) && each.name !== name);
    if (heir !== undefined && !formerly.includes(heir.name))
      return {
        wrong: `"${name}" is what "${heir.name}" was called before, so who had that counts as having had this`,
        right: "Choose a name that no touch has had.",
      };
    const own = this.#ownEntry(now);
    if (own === undefined || !own.removed || isSame(own, now)) return undefined;
    return {
      wrong: `"${name}" was another touch, which was taken out: who had that counts as having had this`,
      right: "Choose a name that no touch has had.",
    };
  }

  /** What the touch was called, as far as it doesn't say so. */
  unsaidNames(now: Now): readonly string[] {
    const { name, formerly } = now.step;
    const dropped = this.#locked
      .filter((each) => each.name === name || formerly.includes(each.name))
      .flatMap((each) => each.formerly.filter((old) => !formerly.includes(old) && !this.#names.has(old)));
    if (dropped.length > 0) return [...new Set(dropped)];
    const own = this.#ownEntry(now);
    if (own !== undefined && isSame(own, now)) return [];
    const before = this.#locked.find((each) => {
      if (each.name === name || this.#former.has(each.name)) return false;
      if (this.#names.has(each.name)) return own !== undefined && each.body === now.body;
      return own === undefined && isSame(each, now);
    });
    return before === undefined ? [] : [before.name];
  }

  #ownEntry({ step }: Now): LockedTouch | undefined {
    return this.#locked.find(({ name }) => name === step.name);
  }
}

function isSame(locked: LockedTouch, { file, body }: Now): boolean {
  return locked.file === file || locked.body === body;
}
