import { isObject } from "../json.ts";
import type { Template } from "../template.ts";
import type { Site } from "./expressions.ts";
import type { Fields } from "./fields.ts";

/** The variables a way out of a state sets, as one template of an object. */
export function readAssign(fields: Fields, site: Site = {}): Template | undefined {
  const value = fields.raw["Assign"];
  if (value === undefined) return undefined;
  const place = `${fields.at}/Assign`;
  if (!isObject(value)) {
    fields.findings.schema("Expected value of type [OBJECT]", place);
    return undefined;
  }
  for (const name of Object.keys(value)) {
    fields.usage.assigns.push(name);
    if (name === "states")
      fields.findings.schema("The variable name 'states' is reserved", `${place}/${name}`);
    else if (!isVariableName(name))
      fields.findings.schema(`'${name}' is no variable name`, `${place}/${name}`);
  }
  return fields.template("Assign", site);
}

function isVariableName(name: string): boolean {
  return /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name) && name.length <= 80;
}

/** Where a state leads; undefined when it ends the execution. Exactly one of `Next` and `End` is asked for. */
export function readNext(fields: Fields): string | undefined {
  const end = fields.raw["End"];
  if (end !== undefined && typeof end !== "boolean") {
    fields.findings.schema("Expected value of type [BOOLEAN]", `${fields.at}/End`);
  }
  const next = fields.text("Next");
  if ((next === undefined) === (end !== true)) {
    fields.findings.schema("One of the fields 'Next' and 'End' is required, and only one", fields.at);
  }
  return next;
}
