/** `linkedin=1200`: numbers by name, as the command and the page take them, any number of them. */
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { ReportRefused } from "./report-refused.ts";

export type Pairs = ReadonlyMap<string, number>;

/** Throws ReportRefused. A later one of the same name stands. */
export function costsOf(given: readonly string[]): Pairs {
  return pairsOf(given, "--cost", "linkedin=1200", /^\d+(\.\d+)?$/);
}

/** Throws ReportRefused, also for a campaign that there isn't. */
export function thresholdsOf(given: readonly string[], campaigns: readonly RunningCampaign[]): Pairs {
  const names = campaigns.map(({ name }) => name);
  const pairs = pairsOf(given, "--threshold", `${names[0] ?? "green-bananas"}=70`, /^[1-9]\d{0,3}$/);
  const stranger = [...pairs.keys()].find((name) => !names.includes(name));
  if (stranger === undefined) return pairs;
  throw new ReportRefused(
    `--threshold names "${stranger}", which is no campaign of this checkout: there is ${names.join(", ") || "none"}.`,
  );
}

function pairsOf(given: readonly string[], option: string, such: string, number: RegExp): Pairs {
  return new Map(
    given.map((text) => {
      const at = text.lastIndexOf("=");
      const [name, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
      if (at < 1 || name === "" || !number.test(value))
        throw new ReportRefused(
          `${option} is "${text}": it should be a name and a ${option === "--cost" ? "sum of money without its currency" : "whole number of points"}, such as ${such}.`,
        );
      return [name, Number(value)];
    }),
  );
}
