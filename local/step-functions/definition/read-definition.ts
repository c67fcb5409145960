import { isObject, parseJson } from "../json.ts";
import { Fields, Usage } from "./fields.ts";
import type { Finding } from "./findings.ts";
import { Findings, invalidDefinition } from "./findings.ts";
import type { Definition, State } from "./model.ts";
import { readState } from "./read-state.ts";
import { checkTransitions } from "./transitions.ts";
import { checkVariables } from "./variables.ts";

export type Offers = (integration: string) => boolean;

const maxDefinitionBytes = 1_048_576;

/**
 * Reads an Amazon States Language definition, JSONata only. Throws `InvalidDefinition`, naming everything that
 * AWS would refuse and everything that isn't offered here; nothing is ever silently ignored.
 */
export function readDefinition(text: string, offers: Offers): Definition {
  const { definition, findings } = examine(text, offers);
  if (definition === undefined) throw invalidDefinition(findings);
  return definition;
}

export function examine(
  text: string,
  offers: Offers,
): { readonly definition: Definition | undefined; readonly findings: readonly Finding[] } {
  const findings = new Findings();
  const raw = parseJson(text);
  if (!isObject(raw)) findings.add("INVALID_JSON_DESCRIPTION", "The definition is no JSON object", "/");
  else if (Buffer.byteLength(text) > maxDefinitionBytes)
    findings.schema("The definition is longer than 1 MB", "/");
  const definition = isObject(raw) ? readTop(new Fields(raw, "", findings), offers) : undefined;
  return { definition: findings.all.length > 0 ? undefined : definition, findings: findings.all };
}

function readTop(fields: Fields, offers: Offers): Definition {
  fields.allow(["Comment", "StartAt", "States", "TimeoutSeconds", "Version", "QueryLanguage"]);
  fields.require("StartAt", "States");
  fields.text("Comment");
  fields.oneOf("Version", ["1.0"]);
  const language = fields.oneOf("QueryLanguage", ["JSONata", "JSONPath"]);
  const definition = {
    startAt: fields.text("StartAt") ?? "",
    timeoutSeconds: fields.number("TimeoutSeconds", { min: 1, max: 99_999_999 }),
    states: readStates(fields, language, offers),
  };
  if (fields.findings.all.length > 0) return definition;
  checkTransitions(definition, fields.findings);
  checkVariables(definition, fields.findings);
  return definition;
}

function readStates(
  fields: Fields,
  language: string | undefined,
  offers: Offers,
): ReadonlyMap<string, State> {
  const all = new Fields(fields.raw["States"] ?? {}, "/States", fields.findings);
  const states = new Map<string, State>();
  for (const [name, raw] of Object.entries(all.raw)) {
    const state = new Fields(raw, `/States/${name}`, fields.findings, new Usage());
    refuseJsonPath(state, language);
    const read = readState(state, name, offers);
    if (read !== undefined) states.set(name, read);
  }
  return states;
}

/** Without a word about it, Amazon States Language means JSONPath. */
function refuseJsonPath(state: Fields, language: string | undefined): void {
  const own = state.oneOf("QueryLanguage", ["JSONata", "JSONPath"]) ?? language ?? "JSONPath";
  if (own === "JSONata") return;
  state.findings.schema(
    "The QueryLanguage 'JSONPath' is not offered on the laptop; set it to 'JSONata'",
    state.at,
  );
}
