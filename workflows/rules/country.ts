/** Which country a lead means, in whatever language and spelling it typed it. */
import { plain, words } from "./words.ts";
import { COUNTRY_CODES } from "./zone.ts";

/**
 * The ISO 3166-1 alpha-2 code: `Deutschland`, `USA!!`, `Republic of Ireland`, `日本`, `de`. Undefined when it names
 * no country, or more than one.
 */
export function countryOf(typed: string | undefined): string | undefined {
  if (typed === undefined || typed.length > LONGEST || NO_ANSWER.test(typed)) return undefined;
  const whole = named(typed);
  if (whole !== undefined) return whole;
  const parts = typed.split(/[,;/|()-]/).map(named);
  const found = new Set(parts.filter((code) => code !== undefined));
  return found.size === 1 ? [...found][0] : undefined;
}

const LONGEST = 100;
/** `n/a` isn't Namibia. */
const NO_ANSWER = /^\s*n\s*[./]\s*a\.?\s*$/i;

function named(typed: string): string | undefined {
  const name = key(typed);
  if (name === "") return undefined;
  return ALIASES.get(name) ?? inSomeLanguage(name) ?? inSomeLanguage(name.replace(FORMALITIES, ""));
}

/** `The Federal Republic of Germany`, `People's Republic of China`, `Royaume de Belgique`. */
const FORMALITIES =
  /^(the )?(federal |peoples )?(republic|kingdom|state|federation) of (the )?|^the |^(bundes)?republik |^(republique|republica|repubblica|royaume|reino) (federale |federal )?(de la |du |de |di |d)?/;

function key(text: string): string {
  const name = words(text).join(" ");
  return name.replace(/^(\p{L}) (\p{L})( (\p{L}))?$/u, "$1$2$4");
}

/** Each language's names, built when no language before it knew the name: some milliseconds each, and most need one or two. */
const byLanguage = new Map<string, ReadonlyMap<string, string>>();

function inSomeLanguage(name: string): string | undefined {
  const code = name.toUpperCase();
  if (CODES.has(code)) return code;
  for (const language of LANGUAGES) {
    const names = byLanguage.get(language) ?? namesIn(language);
    byLanguage.set(language, names);
    const found = names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const CODES: ReadonlySet<string> = new Set(COUNTRY_CODES);

function namesIn(language: string): ReadonlyMap<string, string> {
  const display = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  return new Map(COUNTRY_CODES.map((code) => [key(display.of(code) ?? code), code]));
}

/** Where two languages disagree about a name, the earlier one wins. */
const LANGUAGES =
  "en de fr es it nl pl pt sv da nb fi cs sk hu ro bg el tr uk ru ja zh zh-Hant ko ar he hi th vi id et lv lt hr sl sr ca ga".split(
    " ",
  );

/** What `Intl.DisplayNames` doesn't call them. Keys as `plain` leaves them. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    US: "usa, us of a, united states of america, the states, america, vereinigte staaten von amerika, estados unidos de america, eeuu, ee uu, etats unis d amerique",
    GB: "uk, great britain, britain, england, scotland, wales, northern ireland, gbr, grossbritannien, united kingdom of great britain and northern ireland, angleterre, inglaterra",
    DE: "germany west, brd, ger, deu, bundesrepublik deutschland",
    NL: "holland, nederland, nld, the netherlands, niederlande holland",
    IN: "bharat, ind, hindustan",
    IE: "eire, irl, irish republic, southern ireland",
    AT: "oesterreich, aut",
    CH: "helvetia, swiss, confoederatio helvetica, che, schweizerische eidgenossenschaft",
    ES: "esp, islas canarias, canarias, canary islands",
    PL: "rzeczpospolita polska, pol",
    FR: "fra",
    IT: "ita",
    PT: "por",
    BE: "bel",
    SE: "swe",
    DK: "dnk",
    NO: "nor, norge, noreg",
    FI: "fin",
    CZ: "czech republic, cze, ceska republika, czech, tschechische republik, republica checa",
    SK: "slovak republic, slovenska republika, svk",
    TR: "turkey, turkei, tuerkei, tur",
    RU: "russian federation, rossija, rossiya, rus",
    CN: "prc, mainland china, p r china, pr china, chn, zhongguo, peoples republic of china",
    HK: "hong kong, hongkong, hksar",
    MO: "macau, macao",
    TW: "republic of china, chinese taipei, roc",
    KR: "korea, republic of korea, rok, s korea, hanguk, kor",
    KP: "dprk, democratic peoples republic of korea",
    JP: "nippon, nihon, jpn, 日本国",
    VN: "viet nam, socialist republic of vietnam",
    AE: "uae, u a e, emirates, dubai, abu dhabi, vae",
    SA: "ksa, saudi",
    CI: "ivory coast, elfenbeinkuste",
    CD: "drc, dr congo, congo kinshasa, democratic republic of the congo, zaire",
    CG: "republic of the congo, congo, congo brazzaville",
    MM: "burma",
    SZ: "swaziland",
    MK: "macedonia",
    CV: "cape verde",
    BR: "brasil, bra",
    MX: "mejico, mex",
    CA: "can",
    AU: "aus, straya",
    NZ: "nz, aotearoa, nzl",
    ZA: "rsa, zaf",
  }).flatMap(([code, aliases]) => aliases.split(", ").map((alias) => [plain(alias), code] as const)),
);
