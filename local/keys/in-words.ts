/** Keys for people: by their ids, and by what they open. */
import type { Audience } from "../../functions/world/link-tokens.ts";
import type { KeyRing } from "../../functions/world/secret.ts";
import type { HeldRing } from "./link-secret.ts";
import { at } from "./rotation.ts";

/** How long such a link opens of itself. */
const ENDS: Record<Exclude<Audience, "unsubscribe">, string> = {
  preferences: "or for 400 days after it was made",
  confirm: "which is its only end",
  question: "which is its only end",
  handoff: "or for 90 days after it was told",
  task: "or for 90 days after the task was due",
  dossier: "or for 90 days after it was made",
  desk: "or for 30 days after it was made",
  form: "which is long after whoever has the form open has sent it",
};

export function listed({ ring, since }: HeldRing, called: string): string {
  const rows = [
    [ring.keyId, "in use", `since ${at(since)}; signs every link and opens every link it signed`],
    ...formerKeys(ring).map((keyId) =>
      keyId === ring.previous
        ? [keyId, "previous", "opens every link it signed, until the next rotation"]
        : [keyId, "former", "opens the links to unsubscribe that it signed, and no other"],
    ),
  ];
  return [`The keys of links of ${called}, the newest first:`, "", ...columns(rows)].join("\n");
}

/** What `rotate` tells: nothing in it is secret. */
export function rotationInWords(before: KeyRing, after: KeyRing, called: string, isDry: boolean): string {
  const old = before.keyId;
  const lives = Object.entries(ENDS).map(([purpose, end]) => [purpose, `until the next rotation, ${end}`]);
  return [
    isDry
      ? `Links of ${called} would be signed with a new key, and ${old} would be the previous one.`
      : `Links of ${called} are signed with ${after.keyId} from now on. ${old} is the previous one.`,
    "",
    `Links that were signed with ${old} open:`,
    ...columns([["unsubscribe", "for ever, as with every former key"], ...lives]),
    "",
    whatDies(before, isDry),
    "A container at work hears of it within the hour, or with the first link that is signed with the new key: that one",
    "may be refused there for a minute. Wait for an hour at least before the next rotation.",
    ...(isDry ? ["Nothing was written. Do it without --dry-run."] : []),
  ].join("\n");
}

function whatDies({ keyId, previous }: KeyRing, isDry: boolean): string {
  if (previous === undefined)
    return `No link dies: no key was in use before ${keyId}, as far as the secret tells.`;
  return `Links that were signed with ${previous}, other than to unsubscribe, ${isDry ? "would be" : "are"} dead from then on.`;
}

/** The newest first, as they were put in. */
const formerKeys = ({ former }: KeyRing) => Object.keys(former).toReversed();

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(
    (row) =>
      `  ${row.map((cell, column) => cell.padEnd(column < row.length - 1 ? (widths[column] ?? 0) : 0)).join("  ")}`,
  );
}
