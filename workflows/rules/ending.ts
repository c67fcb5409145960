/** How a run of a campaign ends: one record, with its reason and the version that decided. */
import type { Decision } from "./decision.ts";
import type { Enrolment, Known } from "./life.ts";
import type { Instant } from "./time.ts";

/** A lead without another open run is dormant from then on, unless it stands where nothing outranks it. */
export function endRun(
  life: Known,
  run: {
    readonly enrolment: Enrolment;
    readonly campaign: { readonly name: string; readonly version: string };
  },
  end: NonNullable<Enrolment["end"]>,
  because: string,
  now: Instant,
): Decision {
  const { enrolment, campaign } = run;
  const others = life.enrolments.some(
    (each) => each.endedAt === undefined && each.campaign !== campaign.name,
  );
  const rests = !others && ["captured", "nurturing", "recycled", "mql"].includes(life.lead.lifecycle);
  return {
    do: "record",
    because,
    change: {
      ...(rests ? { set: { lifecycle: "dormant" as const, because } } : {}),
      enrolments: [{ ...enrolment, endedAt: now, end, because, version: campaign.version }],
      ledger: [
        {
          key: `enrolment#${campaign.name}#${enrolment.n}#ended#${now}`,
          at: now,
          kind: "enrolment",
          what: because,
        },
      ],
    },
  };
}
