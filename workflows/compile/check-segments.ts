/** Segments: those that are named are there, and each takes some lead. */
import type { Campaign } from "../rules/campaign.ts";
import { boundsOf } from "./bounds.ts";
import { whyNever } from "./can-hold.ts";
import type { Finding } from "./finding.ts";
import type { Bounds } from "./literals.ts";
import { didYouMean } from "./nearest.ts";
import { type Path, placedTouches } from "./steps.ts";

export function checkSegments(campaign: Campaign): readonly Finding[] {
  return [
    ...placedTouches(campaign).flatMap(({ step, path }) =>
      (step.segments ?? []).flatMap((name, at) => unknownSegment(name, [...path, "segments", at], campaign)),
    ),
    ...shadowed(campaign, boundsOf(campaign)),
  ];
}

export function unknownSegment(name: string, path: Path, { segments }: Campaign): readonly Finding[] {
  const known = segments.map((segment) => segment.name);
  if (known.includes(name)) return [];
  const right =
    known.length === 0 ? "The campaign has no `segments`: list them first." : didYouMean(name, known);
  return [{ path, wrong: `there is no segment "${name}"`, right }];
}

/** The first that holds is a lead's: behind one that takes everyone, and behind one that takes all of it, a segment is empty. */
function shadowed({ segments }: Campaign, bounds: Bounds): readonly Finding[] {
  return segments.flatMap(({ when }, at) => {
    if (whyNever([when], bounds)) return [];
    const before = segments.slice(0, at).map((segment) => ({ not: segment.when }));
    if (whyNever([when, ...before], bounds) === undefined) return [];
    const path = ["segments", at];
    const everyone = segments.slice(0, at).some((segment) => whyNever([{ not: segment.when }], bounds));
    if (everyone)
      return [
        {
          path,
          wrong: "no lead gets here: the segment before it takes everyone",
          right: "Put the segment with an empty `when` last.",
        },
      ];
    const one = before.findIndex((not) => whyNever([when, not], bounds));
    const who = one < 0 ? "those before it take" : `segments[${one}] takes`;
    return [{ path, wrong: `no lead gets here: ${who} all of them`, right: "Put the narrower one first." }];
  });
}
