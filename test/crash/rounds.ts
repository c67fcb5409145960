/** The rounds of the test: what is under way, at which moment the end comes, and what kind of end it is. */
import { POSTERS } from "./people.ts";
import type { Story } from "./story.ts";

export interface Round {
  readonly during: string;
  readonly deed?: (story: Story) => Promise<void>;
  /** After so many more mails, or milliseconds; when all is asleep without it. */
  readonly moment?: { readonly mails: number } | { readonly ms: number };
  readonly end: "killed" | "killed with its engine" | "ended by Ctrl-C";
  /** Killed so long after each of these further starts, in milliseconds. */
  readonly stillborn?: readonly number[];
  /** Done after the restart, instead of the deed once more. */
  readonly afterwards?: (story: Story) => Promise<void>;
}

/** Half of the leads come a day after the others, so that every month has two days with letters. */
export function roundsOf(random: () => number): readonly Round[] {
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const [early, late] = [POSTERS.filter((_, i) => i % 2 === 0), POSTERS.filter((_, i) => i % 2 === 1)];
  const goOn = (story: Story) => story.arrive();
  const killed = { end: "killed" } as const;
  const allKilled = { end: "killed with its engine" } as const;
  return [
    { during: "posting", deed: (story) => story.post(early), moment: { mails: between(1, 8) }, ...killed },
    { during: "sleeping", ...killed, afterwards: (story) => story.setOut(1) },
    { during: "posting", deed: (story) => story.post(late), moment: { ms: between(0, 60) }, ...allKilled },
    {
      during: "sending",
      // Three days to the second letter, and a weekend.
      deed: (story) => story.setOut(8),
      moment: { mails: between(1, 15) },
      ...killed,
      afterwards: goOn,
    },
    {
      during: "starting",
      ...killed,
      stillborn: [between(100, 700), between(700, 2_500)],
      afterwards: (story) => story.settle(),
    },
    { during: "clicking", deed: (story) => story.click(), moment: { ms: between(0, 80) }, ...killed },
    { during: "answering", deed: (story) => story.answer(), moment: { ms: between(20, 80) }, ...killed },
    {
      during: "sending",
      deed: (story) => story.setOut(32),
      moment: { mails: between(1, 12) },
      ...allKilled,
      afterwards: goOn,
    },
    {
      during: "sending",
      deed: (story) => story.setOut(93),
      moment: { mails: between(1, 12) },
      end: "ended by Ctrl-C",
      afterwards: goOn,
    },
    {
      during: "moving on",
      deed: (story) => story.setOut(31),
      moment: { ms: between(0, 1_500) },
      ...killed,
      afterwards: goOn,
    },
    { during: "sleeping", ...allKilled, afterwards: (story) => story.setOut(5) },
  ];
}
