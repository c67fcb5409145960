/** Which hour it is for a lead: its own zone if it names one, else the zone most people of its country live in. */
import { shownAt } from "./clock.ts";

/**
 * The IANA zone that `typed` names, spelled properly, or undefined. Old names (`Asia/Calcutta`) are zones;
 * abbreviations (`EST`) and offsets (`GMT+1`) are not: they say nothing about summer time, and browsers that hide
 * where they are send `UTC`.
 */
export function zoneOf(typed: string | undefined): string | undefined {
  const name = typed?.trim() ?? "";
  if (!PLACE.test(name) || NOWHERE.test(name)) return undefined;
  return spelled(name);
}

/** The zone that most people of the country live in. */
export function mainZone(countryCode: string | undefined): string | undefined {
  return countryCode === undefined ? undefined : MAIN_ZONES.get(countryCode);
}

/** `name` if it is a time zone at all, `UTC` included; for settings. */
export function anyZone(name: string): string | undefined {
  return name.length <= LONGEST && /^[A-Za-z]/.test(name) ? spelled(name) : undefined;
}

/** The clocks of all zones, as `workflows/zones.json` has them. All times in minutes since 1970-01-01T00:00Z. */
export interface ZoneTable {
  /** The version of the tz database, such as `2026c`. */
  readonly tz: string;
  readonly from: number;
  /** Not included. */
  readonly until: number;
  /** Each: the offset at `from`, in minutes ahead of UTC; then each change's time, and the offset from then on. */
  readonly clocks: readonly (readonly number[])[];
  /** By the zone's name in capitals: the name that Intl gives it, and which of the clocks is its. */
  readonly zones: Readonly<Record<string, readonly [name: string, clock: number]>>;
}

const LONGEST = 40;
const PLACE = /^[A-Za-z_]{2,20}(\/[A-Za-z0-9_+-]{2,20}){1,2}$/;
const NOWHERE = /^(etc|systemv|posix|right)\//i;

/** Asking costs some microseconds and leads live in few zones. Only true zones are kept, so it stays small. */
const known = new Map<string, string>();

function spelled(name: string): string | undefined {
  const key = name.toLowerCase();
  const before = known.get(key);
  if (before !== undefined) return before;
  try {
    const zone = shownAt(0, name).timeZoneId;
    known.set(key, zone);
    return zone;
  } catch {
    return undefined;
  }
}

/** Every ISO 3166-1 code with the zone of most of its people (tz database `zone.tab`, by population where there are several). */
const MAIN_ZONES: ReadonlyMap<string, string> = new Map(
  `
  AD Europe/Andorra, AE Asia/Dubai, AF Asia/Kabul, AG America/Antigua, AI America/Anguilla,
  AL Europe/Tirane, AM Asia/Yerevan, AO Africa/Luanda, AQ Antarctica/McMurdo,
  AR America/Argentina/Buenos_Aires, AS Pacific/Pago_Pago, AT Europe/Vienna, AU Australia/Sydney,
  AW America/Aruba, AX Europe/Mariehamn, AZ Asia/Baku, BA Europe/Sarajevo, BB America/Barbados,
  BD Asia/Dhaka, BE Europe/Brussels, BF Africa/Ouagadougou, BG Europe/Sofia, BH Asia/Bahrain,
  BI Africa/Bujumbura, BJ Africa/Porto-Novo, BL America/St_Barthelemy, BM Atlantic/Bermuda,
  BN Asia/Brunei, BO America/La_Paz, BQ America/Kralendijk, BR America/Sao_Paulo, BS America/Nassau,
  BT Asia/Thimphu, BW Africa/Gaborone, BY Europe/Minsk, BZ America/Belize, CA America/Toronto,
  CC Indian/Cocos, CD Africa/Kinshasa, CF Africa/Bangui, CG Africa/Brazzaville, CH Europe/Zurich,
  CI Africa/Abidjan, CK Pacific/Rarotonga, CL America/Santiago, CM Africa/Douala, CN Asia/Shanghai,
  CO America/Bogota, CR America/Costa_Rica, CU America/Havana, CV Atlantic/Cape_Verde,
  CW America/Curacao, CX Indian/Christmas, CY Asia/Nicosia, CZ Europe/Prague, DE Europe/Berlin,
  DJ Africa/Djibouti, DK Europe/Copenhagen, DM America/Dominica, DO America/Santo_Domingo,
  DZ Africa/Algiers, EC America/Guayaquil, EE Europe/Tallinn, EG Africa/Cairo, EH Africa/El_Aaiun,
  ER Africa/Asmara, ES Europe/Madrid, ET Africa/Addis_Ababa, FI Europe/Helsinki, FJ Pacific/Fiji,
  FK Atlantic/Stanley, FM Pacific/Pohnpei, FO Atlantic/Faroe, FR Europe/Paris, GA Africa/Libreville,
  GB Europe/London, GD America/Grenada, GE Asia/Tbilisi, GF America/Cayenne, GG Europe/Guernsey,
  GH Africa/Accra, GI Europe/Gibraltar, GL America/Nuuk, GM Africa/Banjul, GN Africa/Conakry,
  GP America/Guadeloupe, GQ Africa/Malabo, GR Europe/Athens, GS Atlantic/South_Georgia,
  GT America/Guatemala, GU Pacific/Guam, GW Africa/Bissau, GY America/Guyana, HK Asia/Hong_Kong,
  HN America/Tegucigalpa, HR Europe/Zagreb, HT America/Port-au-Prince, HU Europe/Budapest,
  ID Asia/Jakarta, IE Europe/Dublin, IL Asia/Jerusalem, IM Europe/Isle_of_Man, IN Asia/Kolkata,
  IO Indian/Chagos, IQ Asia/Baghdad, IR Asia/Tehran, IS Atlantic/Reykjavik, IT Europe/Rome,
  JE Europe/Jersey, JM America/Jamaica, JO Asia/Amman, JP Asia/Tokyo, KE Africa/Nairobi, KG Asia/Bishkek,
  KH Asia/Phnom_Penh, KI Pacific/Tarawa, KM Indian/Comoro, KN America/St_Kitts, KP Asia/Pyongyang,
  KR Asia/Seoul, KW Asia/Kuwait, KY America/Cayman, KZ Asia/Almaty, LA Asia/Vientiane, LB Asia/Beirut,
  LC America/St_Lucia, LI Europe/Vaduz, LK Asia/Colombo, LR Africa/Monrovia, LS Africa/Maseru,
  LT Europe/Vilnius, LU Europe/Luxembourg, LV Europe/Riga, LY Africa/Tripoli, MA Africa/Casablanca,
  MC Europe/Monaco, MD Europe/Chisinau, ME Europe/Podgorica, MF America/Marigot, MG Indian/Antananarivo,
  MH Pacific/Majuro, MK Europe/Skopje, ML Africa/Bamako, MM Asia/Yangon, MN Asia/Ulaanbaatar,
  MO Asia/Macau, MP Pacific/Saipan, MQ America/Martinique, MR Africa/Nouakchott, MS America/Montserrat,
  MT Europe/Malta, MU Indian/Mauritius, MV Indian/Maldives, MW Africa/Blantyre, MX America/Mexico_City,
  MY Asia/Kuala_Lumpur, MZ Africa/Maputo, NA Africa/Windhoek, NC Pacific/Noumea, NE Africa/Niamey,
  NF Pacific/Norfolk, NG Africa/Lagos, NI America/Managua, NL Europe/Amsterdam, NO Europe/Oslo,
  NP Asia/Kathmandu, NR Pacific/Nauru, NU Pacific/Niue, NZ Pacific/Auckland, OM Asia/Muscat,
  PA America/Panama, PE America/Lima, PF Pacific/Tahiti, PG Pacific/Port_Moresby, PH Asia/Manila,
  PK Asia/Karachi, PL Europe/Warsaw, PM America/Miquelon, PN Pacific/Pitcairn, PR America/Puerto_Rico,
  PS Asia/Gaza, PT Europe/Lisbon, PW Pacific/Palau, PY America/Asuncion, QA Asia/Qatar,
  RE Indian/Reunion, RO Europe/Bucharest, RS Europe/Belgrade, RU Europe/Moscow, RW Africa/Kigali,
  SA Asia/Riyadh, SB Pacific/Guadalcanal, SC Indian/Mahe, SD Africa/Khartoum, SE Europe/Stockholm,
  SG Asia/Singapore, SH Atlantic/St_Helena, SI Europe/Ljubljana, SJ Arctic/Longyearbyen,
  SK Europe/Bratislava, SL Africa/Freetown, SM Europe/San_Marino, SN Africa/Dakar, SO Africa/Mogadishu,
  SR America/Paramaribo, SS Africa/Juba, ST Africa/Sao_Tome, SV America/El_Salvador,
  SX America/Lower_Princes, SY Asia/Damascus, SZ Africa/Mbabane, TC America/Grand_Turk,
  TD Africa/Ndjamena, TF Indian/Kerguelen, TG Africa/Lome, TH Asia/Bangkok, TJ Asia/Dushanbe,
  TK Pacific/Fakaofo, TL Asia/Dili, TM Asia/Ashgabat, TN Africa/Tunis, TO Pacific/Tongatapu,
  TR Europe/Istanbul, TT America/Port_of_Spain, TV Pacific/Funafuti, TW Asia/Taipei,
  TZ Africa/Dar_es_Salaam, UA Europe/Kyiv, UG Africa/Kampala, UM Pacific/Wake, US America/New_York,
  UY America/Montevideo, UZ Asia/Tashkent, VA Europe/Vatican, VC America/St_Vincent, VE America/Caracas,
  VG America/Tortola, VI America/St_Thomas, VN Asia/Ho_Chi_Minh, VU Pacific/Efate, WF Pacific/Wallis,
  WS Pacific/Apia, XK Europe/Belgrade, YE Asia/Aden, YT Indian/Mayotte, ZA Africa/Johannesburg,
  ZM Africa/Lusaka, ZW Africa/Harare
`
    .trim()
    .split(/,\s*/)
    .map((pair) => [pair.slice(0, 2), pair.slice(3)]),
);

/** The ISO 3166-1 alpha-2 codes, and Kosovo's. */
export const COUNTRY_CODES: readonly string[] = [...MAIN_ZONES.keys()];
