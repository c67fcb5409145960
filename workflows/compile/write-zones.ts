/** `npm run zones`: makes `workflows/zones.json` anew, of the tz database that the project's Node brings. */
import { writeFileSync } from "node:fs";
import { COUNTRY_CODES, mainZone } from "../rules/zone.ts";
import { compileZones } from "./compile-zones.ts";

const table = compileZones(COUNTRY_CODES.flatMap((code) => mainZone(code) ?? []));
const clocks = table.clocks.map((clock) => `  ${JSON.stringify(clock)}`).join(",\n");
const zones = Object.entries(table.zones).map(
  ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
);
writeFileSync(
  new URL("../zones.json", import.meta.url),
  `{
 "tz": ${JSON.stringify(table.tz)},
 "from": ${table.from},
 "until": ${table.until},
 "clocks": [
${clocks}
 ],
 "zones": {
${zones.join(",\n")}
 }
}
`,
);
