/** What we say of a lead ourselves, typed by hand or read from a row: the same care as for a form, and how it agreed. */
import { createHash } from "node:crypto";
import { domainToASCII } from "node:url";
import { readForm } from "../../functions/form-post.ts";
import { usableAddress } from "../../workflows/rules/address.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { FormPost } from "../../workflows/rules/post.ts";

export type NewPost = Omit<FormPost, "leadId" | "at" | "startsAt">;

export interface Origin {
  readonly by: "import" | "hand";
  /** One of the campaigns' `enter.imports`. */
  readonly source: string;
  /** How the lead agreed to mail, in words; without them it isn't mailed. */
  readonly consent?: string | undefined;
}

/** What can't be used, what is wrong with it and what would be right. */
export interface Unusable {
  readonly field: string;
  readonly value: string;
  readonly problem: string;
}

type Fields = Readonly<Record<string, string>>;

/** `fields` by the profile's names, the questions', and `email`, `firstName`, `lastName`, `ownerName`, `ownerEmail`, `consent`. */
export function newPost(
  fields: Fields,
  { by, source, consent }: Origin,
  campaigns: readonly RunningCampaign[],
): NewPost | Unusable {
  const unusable = unusableAddress(fields, "email") ?? unusableAddress(fields, "ownerEmail");
  if (unusable) return unusable;
  const how = consent !== undefined && agrees(fields) ? consent : undefined;
  const form = readForm({ ...fields, name: nameIn(fields), form: source, consent: how && "yes" }, campaigns);
  const owner = ownerIn(fields);
  const said = {
    ...form,
    by,
    ...(how === undefined ? {} : { consentHow: how }),
    ...(owner ? { owner } : {}),
  };
  return { ...said, fingerprint: fingerprintOf(said) };
}

/** A row is told from others of the same lead by all that it says. */
function fingerprintOf({ profile, answers, utm, consentHow, owner }: Omit<NewPost, "fingerprint">): string {
  const said = JSON.stringify({ profile, answers, utm, consentHow, owner });
  return createHash("sha256").update(said).digest("hex").slice(0, 16);
}

function unusableAddress(fields: Fields, field: "email" | "ownerEmail"): Unusable | undefined {
  const value = fields[field]?.trim() ?? "";
  if (value === "" && field !== "email") return undefined;
  const read = usableAddress(value, domainToASCII);
  return "problem" in read ? { field, value, problem: read.problem } : undefined;
}

/** Whom a list keeps apart, with a column of its own, has to say yes there. */
function agrees({ consent }: Fields): boolean {
  return consent === undefined || /^(yes|y|ja|j|oui|true|1|x|✓)$/i.test(consent.trim());
}

function nameIn({ name = "", firstName = "", lastName = "" }: Fields): string {
  return name.trim() || `${firstName.trim()} ${lastName.trim()}`.trim();
}

function ownerIn({ ownerName = "", ownerEmail = "" }: Fields): NewPost["owner"] {
  const address = ownerEmail.trim();
  return address === "" ? undefined : { name: ownerName.trim() || address, address };
}
