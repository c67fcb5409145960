/**
 * What a lead's own words mean. Nothing of it is stored: the words are, and a better understanding reaches every
 * lead at once. What isn't understood is unknown, never refused.
 */
import { type AddressKind, addressKind, typoHint } from "./address-kind.ts";
import { asAsked } from "./as-asked.ts";
import { countryOf } from "./country.ts";
import { type Employees, employeesOf } from "./employees.ts";
import type { Profile } from "./lead.ts";
import { type PersonName, understandName } from "./names.ts";
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
  readonly firstName: string | undefined;
  readonly displayName: string | undefined;
  readonly employees: Employees | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | undefined;
  /** Always a valid IANA zone: the lead's own, else its country's main one, else the default. */
  readonly zone: string;
  readonly addressKind: AddressKind;
  /** The domain that was probably meant. */
  readonly typoHint: string | undefined;
  readonly flags: readonly Flag[];
}

/** Worked out as it is asked for: a decision needs little of it, and a process's first look at a calendar takes its time. */
export function understand(address: string, profile: Profile, defaultZone: string): Understood {
  const own: Own = asAsked<Own>({
    name: () => understandName(profile.name, meaning.countryCode),
    zone: () => zoneOf(profile.timeZone),
  });
  const meaning: Understood = asAsked<Understood>({
    firstName: () => own.name.firstName,
    displayName: () => own.name.displayName,
    employees: () => employeesOf(profile.employees),
    countryCode: () => countryOf(profile.country),
    zone: () => own.zone ?? mainZone(meaning.countryCode) ?? anyZone(defaultZone) ?? "UTC",
    addressKind: () => addressKind(address),
    typoHint: () => typoHint(address),
    flags: () => flagsOf(profile, meaning, own),
  });
  return meaning;
}

interface Own {
  readonly name: PersonName;
  readonly zone: string | undefined;
}

function flagsOf(profile: Profile, meaning: Understood, own: Own): readonly Flag[] {
  const unclear = (typed: string | undefined, understood: unknown) =>
    Boolean(typed?.trim()) && understood === undefined;
  const raised: Record<Flag, boolean> = {
    "role-address": meaning.addressKind === "role",
    "free-mail": meaning.addressKind === "free",
    "disposable-address": meaning.addressKind === "disposable",
    "typo-in-address": meaning.typoHint !== undefined,
    "looks-automated": looksAutomated(profile),
    "name-not-understood": unclear(profile.name, meaning.displayName),
    "employees-not-understood": unclear(profile.employees, meaning.employees),
    "country-not-understood": unclear(profile.country, meaning.countryCode),
    "zone-not-understood": unclear(profile.timeZone, own.zone),
  };
  return (Object.keys(FLAGS) as Flag[]).filter((flag) => raised[flag]);
}
