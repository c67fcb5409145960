/** The page about leads leaves nothing out: every command, and every column that an import reads. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readColumns } from "../../local/leads/columns.ts";

const root = new URL("../..", import.meta.url).pathname;
const page = readFileSync(`${root}/docs/leads.md`, "utf8");

describe("leads.md", () => {
  test("has every command of npm run leads", () => {
    const commands = readdirSync(`${root}/local/leads/commands`).map((file) => file.replace(".ts", ""));
    expect(commands.filter((command) => !page.includes(`npm run leads -- ${command}`))).toEqual([]);
  });

  test("has every field that a column may hold, and each is read under its own name", () => {
    const [, told = ""] = /the fields are (.*?) the campaigns' questions/s.exec(page) ?? [];
    const fields = [...told.matchAll(/`(\w+)`/g)].map(([, field = ""]) => field);
    expect(fields).toContain("installedProduct");
    expect(readColumns(fields, [])).toEqual({ fields, ignored: [] });
    const own = readFileSync(`${root}/local/leads/columns.ts`, "utf8").matchAll(/^ {2}(\w+): \["/gm);
    expect(fields.toSorted()).toEqual([...own].map(([, field]) => field).sort());
  });
});
