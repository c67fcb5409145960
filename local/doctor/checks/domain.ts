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
    const targets = targetsOf(name, patient);
    return [leads(name, targets, await wayOf(name, targets, names))];
  },
};

/** As it is deployed: links in letters hold this name, whatever cdk.json says by now. */
function ownName(patient: Patient): string | undefined {
  const { hostname } = new URL(output(patient, "FormUrl"));
  return hostname.endsWith(".amazonaws.com") ? undefined : hostname;
}

/** Of the outputs `DnsRecord…`, each `name TYPE value`. The last stands before the others, as a web ACL's front does before the API. */
function targetsOf(name: string, patient: Patient): readonly string[] {
  const records = Object.entries(standing(patient).outputs).filter(([key]) => /^DnsRecord\d+$/.test(key));
  const found = records.flatMap(([, record]) => {
    const [of = "", type, value = ""] = record.split(" ");
    return of.toLowerCase() === name && type === "CNAME" ? [value.toLowerCase()] : [];
  });
  if (found.length > 0) return found;
  throw new NotTold(`${patient.called} doesn't tell which CNAME ${name} should have`, deployAnew(patient));
}

/** Where DNS leads a name: by aliases, one after the other, or without any to addresses, as Route 53's ALIAS does. */
type Way =
  | { readonly aliases: readonly string[] }
  | { readonly areTheirs: boolean }
  | { readonly noAnswer: string };

async function wayOf(name: string, targets: readonly string[], names: Names): Promise<Way> {
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
    const there = await Promise.all(targets.map((target) => names.addresses(target)));
    return { areTheirs: there.flat().some((address) => here.includes(address)) };
  } catch (error) {
    if (error instanceof NoAnswer) return { noAnswer: error.message };
    throw error;
  }
}

/** A chain that is longer leads nowhere, or in a circle. */
const MOST_ALIASES = 8;

function leads(name: string, targets: readonly string[], way: Way): Finding {
  const target = targets.at(-1) ?? "";
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
  if (way.aliases.some((alias) => targets.includes(alias))) return fine(`${name} leads to the API.`);
  const last = way.aliases.at(-1);
  const instead = last === undefined ? `DNS has no ${name}` : `DNS leads ${name} to ${last}`;
  return stops(`${instead}: forms and every link in letters are dead, unsubscribing included.`, mend);
}
