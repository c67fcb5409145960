/** `npm run events`: the schemas of the bus's events, written anew to docs/events; refused where one would break its readers. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { breaks } from "./additive.ts";
import { eventSchemas } from "./event-schemas.ts";

const folder = new URL("../../docs/events/", import.meta.url);
const schemas = Object.entries(eventSchemas());
const fileOf = (name: string) => new URL(`${name}.schema.json`, folder);

const broken = schemas.flatMap(([name, schema]) =>
  existsSync(fileOf(name)) ? breaks(name, JSON.parse(readFileSync(fileOf(name), "utf8")), schema) : [],
);
if (broken.length > 0) {
  process.stderr.write(
    `Nothing was written: readers of version 1 would break.\n${broken.map((each) => `  ${each}\n`).join("")}` +
      "Add another field beside the old one, or give the event a new version; see docs/crm.md.\n",
  );
  process.exitCode = 1;
} else {
  mkdirSync(folder, { recursive: true });
  const changed = schemas.filter(([name, schema]) =>
    writeAnew(fileOf(name), `${JSON.stringify(schema, null, 2)}\n`),
  );
  process.stdout.write(
    changed.length === 0
      ? `All ${schemas.length} schemas in docs/events are as the code has them: nothing was changed.\n`
      : changed.map(([name]) => `docs/events/${name}.schema.json is written.\n`).join(""),
  );
}

/** Whether it says something else than before. */
function writeAnew(file: URL, text: string): boolean {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return false;
  writeFileSync(file, text);
  return true;
}
