/** People to try the form with: those of the demo, as they typed it. */
import { type Person, people } from "../demo/people.ts";
import { Refusal } from "./refusal.ts";
import type { LaptopSources } from "./sources.ts";

export const SAMPLES = { lead: "a sample lead", student: "a student", robot: "a robot" } as const;
type Sample = keyof typeof SAMPLES;

export type Typed = Readonly<Record<string, string>>;

/** What the next of these people types; nothing when no sample is asked for. Who is a lead already comes last. */
export async function sampled(asked: string | undefined, sources: LaptopSources): Promise<Typed> {
  if (asked === undefined) return {};
  if (!isSample(asked))
    throw new Refusal(400, `"sample" is one of ${Object.keys(SAMPLES).join(", ")}: open /?sample=lead.`);
  const there = new Set((await sources.leads.list()).map(({ address }) => address.toLowerCase()));
  const cast = people().filter((person) => kindOf(person) === asked);
  const next = cast.find((person) => !there.has(addressOf(person))) ?? cast[0];
  return next ? { ...next.form, email: next.form["email"]?.trim() ?? "" } : {};
}

function isSample(asked: string): asked is Sample {
  return Object.hasOwn(SAMPLES, asked);
}

function kindOf({ behaviour }: Person): Sample {
  if (behaviour === "student, disqualified") return "student";
  return behaviour === "robot" ? "robot" : "lead";
}

function addressOf({ form }: Person): string {
  return (form["email"] ?? "").trim().toLowerCase();
}
