import { exampleSettings, type SettingName } from "../../../infra/settings.ts";
import type { Check } from "../check.ts";
import { type Finding, fine, stops, warns } from "../finding.ts";

/** The files come filled with the values of a firm that exists for nobody. On the laptop nothing leaves the machine anyway. */
export const exampleValues: Check = {
  of: "the settings",
  asks: [],
  async look({ settings, desk, laptop }) {
    const people = Object.keys(desk.people).filter((key) => desk.people[key]?.email.endsWith(".example"));
    return ownValues(exampleSettings(settings), people, laptop !== undefined);
  },
};

/** SES never verifies a domain that isn't there, and SNS confirms nobody behind it. */
const HOLDS: ReadonlySet<SettingName> = new Set(["sender", "salesEmail"]);

export function ownValues(
  settings: readonly SettingName[],
  people: readonly string[],
  isLaptop: boolean,
): readonly Finding[] {
  const worse = settings.some((name) => HOLDS.has(name)) && !isLaptop ? stops : warns;
  const found = [
    ...(settings.length === 0
      ? []
      : [
          worse(
            `cdk.json still has example values: ${settings.join(", ")}.`,
            "put your own into cdk.json (docs/settings.md)",
          ),
        ]),
    ...(people.length === 0
      ? []
      : [
          warns(
            `workflows/sales.yaml still has example people, who hear of no lead: ${people.join(", ")}.`,
            "put your own people into workflows/sales.yaml (docs/sales-yaml.md)",
          ),
        ]),
  ];
  return found.length === 0 ? [fine("cdk.json and workflows/sales.yaml have values of your own.")] : found;
}
