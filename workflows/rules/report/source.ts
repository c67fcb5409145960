/** Where a lead came from, first and last: worked out from the lines of its posts and imports, in whatever order they were told. */
import { byTime } from "../ledger.ts";
import type { Known, LedgerLine } from "../life.ts";

/** What is counted together. A value that nobody gave is absent. */
export interface Source {
  readonly by: "form" | "import";
  /** The form's name, or the import's. */
  readonly form: string;
  readonly source?: string;
  readonly medium?: string;
  readonly campaign?: string;
  /** The host of the page that led here. */
  readonly referrer?: string;
}

export interface Sources {
  readonly first: Source;
  readonly last: Source;
}

export function sourcesOf(life: Known): Sources {
  const lines = life.ledger.filter(({ kind }) => kind === "form" || kind === "import").sort(byTime);
  const [first, last] = [lines[0], lines.at(-1)];
  const { form, utm } = life.lead.source;
  const born = named("form", form, utm, undefined);
  return { first: first ? sourceOf(first, life) : born, last: last ? sourceOf(last, life) : born };
}

/** What a cost is given for, and what a list is read by: who brought it, else the page before, else the form itself. */
export function channelOf({ source, referrer, form }: Source): string {
  return source ?? referrer ?? form;
}

/** The same for the same source. */
export function keyOf({ by, form, source, medium, campaign, referrer }: Source): string {
  return JSON.stringify([by, form, source, medium, campaign, referrer]);
}

/** A line from before lines told of it has what the lead's row kept of its first post. */
function sourceOf({ kind, at, form = "", utm, referrer }: LedgerLine, { lead }: Known): Source {
  const isFirst = lead.source.at === at && lead.source.form === form;
  const by = kind === "import" ? "import" : "form";
  return named(by, form, utm ?? (isFirst ? lead.source.utm : {}), referrer);
}

function named(
  by: Source["by"],
  form: string,
  utm: Readonly<Record<string, string>>,
  referrer: string | undefined,
): Source {
  const { utm_source: source, utm_medium: medium, utm_campaign: campaign } = utm;
  return {
    by,
    form,
    ...(source === undefined ? {} : { source }),
    ...(medium === undefined ? {} : { medium }),
    ...(campaign === undefined ? {} : { campaign }),
    ...(referrer === undefined ? {} : { referrer }),
  };
}
