/** Which column of a file means what: the profile's own names, and what people and their programs call them. */
import { LeadsRefused } from "./leads-refused.ts";

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  email: ["e-mail", "mail", "e-mail address", "e-mail-adresse", "mailadresse", "work e-mail"],
  name: ["full name", "contact", "contact name", "kontakt", "ansprechpartner", "person"],
  firstName: ["first name", "given name", "vorname", "prénom"],
  lastName: ["last name", "surname", "family name", "nachname", "nom"],
  company: ["company name", "firma", "firmenname", "unternehmen", "organisation", "organization", "account"],
  jobTitle: ["job title", "job", "position", "role", "funktion", "rolle", "berufsbezeichnung"],
  phone: ["phone number", "telephone", "tel", "telefon", "telefonnummer", "mobile", "mobil", "handy"],
  website: ["web", "web site", "webseite", "homepage", "url"],
  street: ["address", "street address", "straße", "strasse", "adresse"],
  city: ["town", "ort", "stadt", "ville"],
  postcode: ["postal code", "zip", "zip code", "plz", "postleitzahl"],
  country: ["land", "pays", "country code", "country name"],
  timeZone: ["time zone", "zeitzone"],
  industry: ["sector", "branche"],
  employees: ["number of employees", "company size", "headcount", "mitarbeiter", "mitarbeiterzahl"],
  installedProduct: ["installed product", "product in use", "produkt"],
  message: ["comment", "comments", "note", "notes", "bemerkung", "notiz", "nachricht"],
  consent: ["opt-in", "agreed", "einwilligung", "zustimmung"],
  ownerName: ["owner_name", "owner", "account owner", "betreuer"],
  ownerEmail: ["owner_email", "owner e-mail", "betreuer e-mail"],
};

export interface Columns {
  /** In the file's order: what each column holds, or undefined for one that is ignored. */
  readonly fields: readonly (string | undefined)[];
  /** The headers that mean nothing here. */
  readonly ignored: readonly string[];
}

/** `questions` are the campaigns', whose answers are columns too. Throws LeadsRefused. */
export function readColumns(headers: readonly string[], questions: readonly string[]): Columns {
  const fields = headers.map((header) => fieldOf(header, questions));
  for (const [at, field] of fields.entries()) {
    const first = fields.indexOf(field);
    if (field !== undefined && first < at)
      throw new LeadsRefused(
        `The columns ${quoted(headers[first])} and ${quoted(headers[at])} both mean ${field}: rename or remove one of them.`,
      );
  }
  if (!fields.includes("email"))
    throw new LeadsRefused(
      `No column holds the e-mail address: there are ${headers.map(quoted).join(", ")}. Call one of them email. The first line must be the header.`,
    );
  return {
    fields,
    ignored: headers.filter((header, at) => header.trim() !== "" && fields[at] === undefined),
  };
}

function fieldOf(header: string, questions: readonly string[]): string | undefined {
  const given = bare(header);
  if (/^utm_[a-z_]{1,30}$/.test(header.trim().toLowerCase())) return header.trim().toLowerCase();
  return questions.find((name) => bare(name) === given) ?? BY_ALIAS.get(given);
}

/** `E-Mail-Adresse` and `email adresse` are one word. */
function bare(header: string): string {
  const plain = header.toLowerCase().replaceAll("ß", "ss").normalize("NFKD");
  return plain.replace(/[^\p{L}\p{N}]/gu, "");
}

const BY_ALIAS = new Map(
  Object.entries(ALIASES).flatMap(([field, aliases]) =>
    [field, ...aliases].map((alias) => [bare(alias), field]),
  ),
);

const quoted = (header: string | undefined) => JSON.stringify(header ?? "");
