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

export function roundsOf(random: () => number): readonly Round[] {
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const [early, late] = [POSTERS.filter((_, i) => i % 2 === 0), POSTERS.filter((_, i) => i % 2 === 1)];
  const goOn = (story: Story) => story.arrive();
  return [
    {
      during: "posting",
      deed: (story) => story.post(early),
      moment: { mails: between(1, 8) },
      end: "killed",
    },
    {
      during: "posting",
      deed: (story) => story.post(late),
      moment: { ms: between(0, 60) },
      end: "killed with its engine",
    },
    { during: "sleeping", end: "killed", afterwards: (story) => story.setOut(2) },
    {
      during: "sending",
      deed: (story) => story.setOut(2),
      moment: { mails: between(1, 15) },
      end: "killed",
      afterwards: goOn,
    },
    {
      during: "starting",
      end: "killed",
      stillborn: [between(100, 700), between(700, 2_500)],
      afterwards: (story) => story.settle(),
    },
    {
      during: "clicking",
      deed: (story) => story.click(),
      moment: { ms: between(0, 80) },
      end: "killed",
    },
    {
      during: "answering",
      deed: (story) => story.answer(),
      moment: { ms: between(20, 80) },
      end: "killed",
    },
    {
      during: "sending",
      deed: (story) => story.setOut(32),
      moment: { mails: between(1, 12) },
      end: "killed with its engine",
      afterwards: goOn,
    },
    {
      during: "sending",
      deed: (story) => story.setOut(32),
      moment: { mails: between(1, 12) },
      end: "ended by Ctrl-C",
      afterwards: goOn,
    },
    {
      during: "moving on",
      deed: (story) => story.setOut(62),
      moment: { ms: between(0, 1_500) },
      end: "killed",
      afterwards: goOn,
    },
    { during: "sleeping", end: "killed with its engine", afterwards: (story) => story.setOut(33) },
  ];
}
