import type { Check } from "../check.ts";
import { deployAnew, inDns } from "../commands.ts";
import { type Names, NoAnswer } from "../dns.ts";
import { type Finding, fine, stops, unknown, warns } from "../finding.ts";
import { NotTold, output, type Patient, standing } from "../patient.ts";

/** Whether a name of the company's own leads to the API: forms post to it, and every link in a letter has it, unsubscribing too. */
export const domain: Check = {
  of: "the name of your own",
  asks: [],
  needsStack: true,
  mayStop: true,
  async look(patient, { names }) {
    const name = ownName(patient);
    if (name === undefined) return [];
    const target = targetOf(name, patient);
    return [leads({ name, target }, await wayOf(name, target, names), patient)];
  },
};

/** As it is deployed: links in letters hold this name, whatever cdk.json says by now. */
function ownName(patient: Patient): string | undefined {
  const { hostname } = new URL(output(patient, "FormUrl"));
  return hostname.endsWith(".amazonaws.com") ? undefined : hostname;
}

/** Of the outputs `DnsRecord…`, each `name TYPE value`: the API's own, or that of the front before it. */
function targetOf(name: string, patient: Patient): string {
  const records = Object.entries(standing(patient).outputs).filter(([key]) => /^DnsRecord\d+$/.test(key));
  for (const [, record] of records) {
    const [of = "", type, value = ""] = record.split(" ");
    if (of.toLowerCase() === name && type === "CNAME") return value.toLowerCase();
  }
  throw new NotTold(`${patient.called} doesn't tell which CNAME ${name} should have`, deployAnew(patient));
}

/** Where DNS leads a name: by aliases, one after the other, or without any to addresses, as Route 53's ALIAS does. */
type Way =
  | { readonly aliases: readonly string[] }
  | { readonly areTheirs: boolean }
  | { readonly noAnswer: string };

async function wayOf(name: string, target: string, names: Names): Promise<Way> {
  try {
    const aliases: string[] = [];
    for (let at = name; aliases.length < MOST_ALIASES; ) {
      const [next] = await names.aliases(at);
      if (next === undefined) break;
      aliases.push(next);
      at = next;
    }
    if (aliases.length > 0) return { aliases };
    const here = await names.addresses(name);
    if (here.length === 0) return { aliases };
    const there = await names.addresses(target);
    return { areTheirs: there.some((address) => here.includes(address)) };
  } catch (error) {
    if (error instanceof NoAnswer) return { noAnswer: error.message };
    throw error;
  }
}

/** A chain that is longer leads nowhere, or in a circle. */
const MOST_ALIASES = 8;

function leads({ name, target }: { name: string; target: string }, way: Way, patient: Patient): Finding {
  const mend = inDns(name.split(".").slice(1).join("."), `${name} CNAME ${target}`);
  if ("noAnswer" in way)
    return unknown(`Couldn't look at where ${name} leads: ${way.noAnswer}.`, `dig +short CNAME ${name}`);
  if ("areTheirs" in way)
    return way.areTheirs
      ? fine(`${name} leads to the API.`)
      : warns(
          `DNS leads ${name} to addresses that aren't the API's: unless what answers there hands everything on, forms and the links in letters are dead.`,
          mend,
        );
  if (way.aliases.includes(target)) return fine(`${name} leads to the API.`);
  const last = way.aliases.at(-1);
  if (last !== undefined && API_ITSELF.test(last) && !API_ITSELF.test(target))
    return past(name, mend, patient);
  const instead = last === undefined ? `DNS has no ${name}` : `DNS leads ${name} to ${last}`;
  return stops(`${instead}: forms and every link in letters are dead, unsubscribing included.`, mend);
}

/** The name under which an API answers by the company's: it stays when a front is put before it. */
const API_ITSELF = /^d-\w+\.execute-api\.[\w-]+\.amazonaws\.com$/;

/** Between two steps of docs/settings.md, "A web ACL"; after the last it shuts forms out. */
function past(name: string, mend: string, { settings }: Patient): Finding {
  const what = `DNS leads ${name} to the API itself, past its web ACL`;
  return settings.domain?.frontOnly
    ? stops(`${what}, and forms that come so are answered 403.`, mend)
    : warns(`${what}.`, mend);
}
