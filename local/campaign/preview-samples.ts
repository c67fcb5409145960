/** The people of the preview: four of the demo's, each for what its words do to a letter, and one who told nothing. */
import { people } from "../demo/people.ts";

export interface Sample {
  readonly who: string;
  /** Why it is worth a look. */
  readonly because: string;
  /** As posted. */
  readonly form: Readonly<Record<string, string>>;
}

/** What stands in a letter when the address is all we know. */
export const TOLD_NOTHING: Sample = {
  who: "A lead that told nothing",
  because: "every value is missing, so each letter shows its own fallbacks",
  form: { email: "somebody@company.example" },
};

const WORTH_A_LOOK: Readonly<Record<string, string>> = {
  zoe: "told much, with accents and umlauts",
  jose: "a name of five words",
  hanako: "another script",
  win: "a robot: what it typed must stay text, and its links stay out",
};

export function previewSamples(): readonly Sample[] {
  const cast = people().filter(({ id }) => id in WORTH_A_LOOK);
  return cast.map(({ id, form }) => ({
    who: form["name"] ?? id,
    because: WORTH_A_LOOK[id] ?? "",
    form,
  }));
}
