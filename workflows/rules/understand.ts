/**
 * What a lead's own words mean. Nothing of it is stored: the words are, and a better understanding reaches every
 * lead at once. What isn't understood is unknown, never refused.
 */
import { type AddressKind, addressKind, typoHint } from "./address-kind.ts";
import { countryOf } from "./country.ts";
import { type Employees, employeesOf } from "./employees.ts";
import type { Profile } from "./lead.ts";
import { understandName } from "./names.ts";
import { looksAutomated } from "./robot.ts";
import { anyZone, mainZone, zoneOf } from "./zone.ts";

/** What somebody who looks at the lead should know about its words. */
export const FLAGS = {
  "role-address": "the address is an office's, not a person's",
  "free-mail": "a free-mail address",
  "disposable-address": "an address made to be thrown away",
  "typo-in-address": "the address looks mistyped",
  "looks-automated": "links or markup where words belong: probably a robot",
  "name-not-understood": "the name is not one we can greet with",
  "employees-not-understood": "the number of employees is not understood",
  "country-not-understood": "the country is not understood",
  "zone-not-understood": "the time zone is not understood",
} as const;
export type Flag = keyof typeof FLAGS;

const OF_THE_ADDRESS = ["role-address", "disposable-address", "typo-in-address"] as const;

/** What whoever is about to write or call should know of the address, in words; undefined where it is a person's at a firm. */
export function doubtsOf({ flags, typoHint: meant }: Understood): string | undefined {
  const doubts = OF_THE_ADDRESS.filter((flag) => flags.includes(flag)).map((flag) =>
    flag === "typo-in-address" && meant !== undefined ? `${FLAGS[flag]}: ${meant}?` : FLAGS[flag],
  );
  return doubts.length === 0 ? undefined : doubts.join("; ");
}

export interface Understood {
  readonly firstName?: string;
  readonly displayName?: string;
  readonly employees?: Employees;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: string;
  /** Always a valid IANA zone: the lead's own, else its country's main one, else the default. */
  readonly zone: string;
  readonly addressKind: AddressKind;
  /** The domain that was probably meant. */
  readonly typoHint?: string;
  readonly flags: readonly Flag[];
}

export function understand(address: string, profile: Profile, defaultZone: string): Understood {
  const countryCode = countryOf(profile.country);
  const zone = zoneOf(profile.timeZone);
  const found = {
    ...understandName(profile.name, countryCode),
    employees: employeesOf(profile.employees),
    countryCode,
    typoHint: typoHint(address),
  };
  const kind = addressKind(address);
  return {
    ...given(found),
    zone: zone ?? mainZone(countryCode) ?? anyZone(defaultZone) ?? "UTC",
    addressKind: kind,
    flags: flagsOf(profile, { ...found, zone }, kind),
  };
}

function flagsOf(
  profile: Profile,
  found: { displayName?: string; employees: unknown; countryCode: unknown; zone: unknown; typoHint: unknown },
  kind: AddressKind,
): readonly Flag[] {
  const unclear = (typed: string | undefined, meaning: unknown) =>
    Boolean(typed?.trim()) && meaning === undefined;
  const raised: Record<Flag, boolean> = {
    "role-address": kind === "role",
    "free-mail": kind === "free",
    "disposable-address": kind === "disposable",
    "typo-in-address": found.typoHint !== undefined,
    "looks-automated": looksAutomated(profile),
    "name-not-understood": unclear(profile.name, found.displayName),
    "employees-not-understood": unclear(profile.employees, found.employees),
    "country-not-understood": unclear(profile.country, found.countryCode),
    "zone-not-understood": unclear(profile.timeZone, found.zone),
  };
  return (Object.keys(FLAGS) as Flag[]).filter((flag) => raised[flag]);
}

/** Without the keys that hold nothing. */
function given<T extends object>(found: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
