/** People whose every word is found nowhere else: what turns up of them where nobody may stand has leaked. */
import type { Canary } from "./needles.ts";

export interface Person {
  readonly who: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** What they, or others about them, write later. */
  readonly later: Readonly<Record<"reply" | "note" | "phrase", string>>;
}

/** `n` tells their network addresses apart, 1 to 250. */
export function person(who: string, n: number, typed: Readonly<Record<string, string>> = {}): Person {
  const sings = (what: string) => `kanarie-${who}-${what}-q7x`;
  return {
    who,
    fields: {
      email: `Kanarie.${who}.Vogelsanck@${who}-q7x.kanarie.example`,
      name: `Kanariën ${who}q7x O'Vögel`,
      company: `Kanarienvögel ${who}q7x & Söhne`,
      phone: `+49 30 77${String(n).padStart(3, "0")}4711`,
      street: `${sings("street")} "7"`,
      city: sings("city"),
      jobTitle: `${sings("title")} Quality`,
      message: `${sings("message")}, a demo please`,
      "biggest-worry": sings("answer"),
      utm_campaign: sings("utm"),
      utm_term: sings("term"),
      referrer: `https://${sings("referrer")}.example/?q=${sings("query")}`,
      page: `https://www.orchard.example/${sings("page")}`,
      consent_wording: `Yes, ${sings("wording")} may write to me`,
      country: "Germany",
      industry: "Dairy",
      employees: "200",
      timeline: "this-year",
      consent: "yes",
      form: "cold-store-guide",
      ...typed,
    },
    headers: {
      "x-forwarded-for": `203.0.113.${n}`,
      "user-agent": `Mozilla/5.0 (${sings("agent")})`,
      cookie: `session=${sings("cookie")}`,
      "idempotency-key": sings("key"),
    },
    later: { reply: sings("reply"), note: sings("note"), phrase: sings("phrase") },
  };
}

/** Said alike by everybody. */
const COMMON = new Set(["Germany", "Dairy", "200", "this-year", "yes", "", "3"]);
const FORMS = /^(cold-store-guide|buyers-guide|webinar)/;

export function canariesOf({ who, fields, headers, later }: Person): readonly Canary[] {
  const { email = "" } = fields;
  const [local = "", domain = ""] = email.split("@");
  const said = { ...fields, ...headers, ...later, "local part": local, domain };
  return Object.entries(said)
    .filter(([, text]) => !COMMON.has(text) && !FORMS.test(text))
    .map(([what, text]) => ({ what: `${who}'s ${what}`, text }));
}
