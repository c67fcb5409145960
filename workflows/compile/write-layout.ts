/** `npm run layout`: makes `designed.html` anew of `designed.mjml`. */
import { readFileSync, writeFileSync } from "node:fs";
import { compileLayout } from "./compile-layout.ts";
import { LAYOUT, LAYOUT_SOURCE } from "./layout.ts";

writeFileSync(LAYOUT, await compileLayout(readFileSync(LAYOUT_SOURCE, "utf8")));
