/** What a restore does, in words; and what no restore brings back, loudly. */
import { inWords } from "../../console/moment.ts";
import type { Fate, Restored } from "./restore.ts";
import type { RestoredTable } from "./restored-table.ts";

const FATES: Readonly<Record<Fate, string>> = {
  back: "come back",
  stands: "stand already: what stands is newer, and wins",
  anew: "began anew since: their new life stands, the old one stays out",
  erased: "were erased since: they stay erased, and on the do-not-contact list who was on it",
  grave: "were erased before: the do-not-contact list has them again",
  heldBack:
    "are held back: of a mail they had, no copy is left or only a newer one, as an erase without a mark leaves it",
  gone: "came and left since: no lead any more, and no list brings them in",
};

export function restoredInWords(
  { leads, others, sentSince, leftSince, toSee }: Restored,
  { name, asOf }: Pick<RestoredTable, "name" | "asOf">,
  { go, called, zone, withoutCopies }: { go: boolean; called: string; zone: string; withoutCopies: boolean },
): string {
  const when = asOf === undefined ? "" : `, as it was on ${inWords(asOf, zone)}`;
  const counted = (Object.keys(FATES) as Fate[])
    .filter((fate) => leads[fate] > 0)
    .map((fate) => `${String(leads[fate]).padStart(8)} ${FATES[fate]}`);
  return [
    `Leads of ${name}${when}, into ${called}:`,
    ...(counted.length === 0 ? ["       0 leads: this is no table of Ripen's, or an empty one."] : counted),
    `${others} other items come with them: standings of campaigns, places in mailboxes, accounts, turns, plans of imports.`,
    `${sentSince} mails went after that instant, or may have: by its copy, so none of them goes again.`,
    `${leftSince} of them left after that instant, by the mark that each leaves outside the table: nobody writes to them.`,
    "Of a mail whose copy couldn't be kept (the alarm CopiesNotKept rang then) nothing is known: IT MAY GO AGAIN.",
    ...listed("Began anew; see whether their old life said no", toSee.anew),
    ...listed("Held back; if you know that they weren't erased, say --without-copies", toSee.heldBack),
    "",
    ...gap(asOf === undefined ? "that instant" : inWords(asOf, zone)),
    ...(withoutCopies
      ? ["WHOEVER WAS ERASED SINCE AND HAS NO MARK COMES BACK with --without-copies: erase them again."]
      : []),
    go
      ? "Everybody who came back is looked at within the minute; what fell due meanwhile goes out then."
      : "Nothing was written. Do it with --go.",
  ].join("\n");
}

const listed = (title: string, ids: readonly string[]) =>
  ids.length === 0 ? [] : [`${title}:`, ...ids.map((id) => `  ${id}`)];

function gap(since: string): readonly string[] {
  return [
    `LOST FOR GOOD is what happened between ${since} and the loss:`,
    "  Whoever left the mails by then stays away, and whoever was erased stays erased: each leaves a mark beside the sent",
    "  mails, for 400 days. Whoever left and agreed anew by then stays away too, until they agree once more.",
    "  Whoever took back a topic, calls or letters alone, or asked for a pause, has them again.",
    "  Whoever came by then is no lead any more. Sales is told again of what it had yet to answer, and has its time",
    "  again; calls and letters may be asked for twice. docs/backup.md says what helps.",
  ];
}
