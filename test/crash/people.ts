/** Twenty leads, and what becomes of each if nothing is ever killed. */
export interface Poster {
  readonly email: string;
  readonly fate: "nurtured" | "clicks" | "leaves" | "raises a hand" | "never agreed" | "disqualified";
  readonly form: Readonly<Record<string, string>>;
}

/** Fits so well that one click makes it ripe, and the form once more shows that a person is there. */
const FITTING = {
  company: "Molkerei Süd",
  jobTitle: "Quality manager",
  industry: "Dairy",
  employees: "80",
  timeline: "this-year",
  "biggest-worry": "audits",
};
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Atlantic/Canary"];

export const POSTERS: readonly Poster[] = [
  ...poster("nurtured", 11),
  ...poster("clicks", 4, FITTING),
  ...poster("leaves", 2),
  ...poster("raises a hand", 1, { message: "I want a demo" }),
  ...poster("never agreed", 1, { consent: "" }),
  ...poster("disqualified", 1, { jobTitle: "Student" }),
];

export const fateOf = (email: string) => POSTERS.find((each) => each.email === email)?.fate;

function poster(fate: Poster["fate"], count: number, typed: Readonly<Record<string, string>> = {}): Poster[] {
  return Array.from({ length: count }, (_, i) => {
    const email = `${fate.replaceAll(" ", "-")}-${i + 1}@orchard.example`;
    const timeZone = ZONES[i % ZONES.length] ?? "UTC";
    return {
      email,
      fate,
      form: { email, form: "cold-store-guide", name: `Lead ${i + 1}`, consent: "yes", timeZone, ...typed },
    };
  });
}
