/** The parts of what people type as their name that are not their name. */
import { plain } from "./words.ts";

/** The words left when titles in front and degrees behind are gone; `courtesy` says that a Mr or a Dr went. */
export function withoutTitles(text: string): {
  readonly words: readonly string[];
  readonly courtesy: boolean;
} {
  const spaced = text.includes(".") ? text.replace(TIGHT_TITLE, "$1. ") : text;
  const all = spaced.split(" ").filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = all.findIndex((word) => !TITLES.has(bare(word)));
  const start = first < 0 ? all.length : first;
  const last = all.findLastIndex((word) => !DEGREES.has(bare(word)));
  return { words: all.slice(start, Math.max(start, last + 1)), courtesy: start > 0 };
}

/** `Dr.Zoë`. */
const TIGHT_TITLE = /(?<![\p{L}\p{M}])(dr|prof|mr|mrs|ms|ing|mag|sr|sra)\.(?=\p{L}{2})/giu;

/** `test`, `n.a.`, `xxx`, `your name`. */
export function isPlaceholder(name: string): boolean {
  const key = bare(name);
  return PLACEHOLDERS.has(key) || /^(\p{L})\1+$/u.test(key);
}

/** `Acme GmbH`, `Purchasing Department`: a firm or its office where a person was asked for. */
export function hasLegalForm(words: readonly string[]): boolean {
  return words.some((word) => FIRMS.has(bare(word)));
}

function bare(word: string): string {
  return plain(word).replace(/[^\p{L}]/gu, "");
}

function list(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

const TITLES = list(`
  mr mrs ms miss mx messrs sir madam madame mme mlle monsieur lady lord rev fr capt
  dr drs doctor prof professor univprof dring drmed drrernat drhc hc phil med rernat
  herr herrn frau fraulein dipling diplkfm diplkffr diplinf ing mag magister ddr
  senor senora senorita sr sra srta don dona dott dottssa ingegnere avv sig signor signora sigra
  pan pani mgr inz mgrinz dhr mevr mevrouw meneer ir shri smt
`);

const DEGREES = list(`
  mba phd dphil md dds jr sr junior senior ii iii iv msc bsc ma ba meng beng mphil llm llb cpa pe pmp esq
  cissp csp ret emba dba drs mag dipling ing edd fh haccp cfa cscp
`);

const PLACEHOLDERS = list(`
  test tester testing testuser testname asdf asdfg asdfgh qwerty qwertz na none null undefined nobody noname
  unknown anonymous anonym anon name yourname firstname lastname fullname firstnamelastname vorname nachname foo bar
  foobar user guest privat private dontknow keinname ohnenamen nil nope no sinnombre brak
`);

const FIRMS = list(`
  gmbh ag kg ohg ug ltd limited llc inc corp corporation plc bv nv sarl sas srl spa sl oy ab aps spzoo doo
  company department dept team abteilung group office firma holding
`);
