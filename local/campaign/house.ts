/** As much of cdk.json as a campaign's author sees the effect of. */
import { readFileSync } from "node:fs";
import * as z from "zod";

const House = z.object({
  sender: z.string(),
  postalAddress: z.string(),
  /** IANA name: of leads whose own zone nobody knows. */
  defaultTimeZone: z.string(),
});
export type House = z.infer<typeof House>;

export function house(): House {
  const { context } = JSON.parse(readFileSync(new URL("../../cdk.json", import.meta.url), "utf8"));
  return House.parse(context);
}
