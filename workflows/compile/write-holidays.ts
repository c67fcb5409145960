/** `npm run holidays -- 2027`: makes `workflows/holidays.json` anew, from that year to five years on. Checked in, so that the same commit always sends on the same days. */
import { writeFileSync } from "node:fs";
import { compileHolidays } from "./compile-holidays.ts";

const [given = ""] = process.argv.slice(2);
const year = Number(given);
if (!/^\d{4}$/.test(given))
  throw new Error(
    `"${given}" is no year: write npm run holidays -- ${year || 2027}, with the year in which you build.`,
  );
writeFileSync(
  new URL("../holidays.json", import.meta.url),
  `${JSON.stringify(compileHolidays(year), null, 1)}\n`,
);
