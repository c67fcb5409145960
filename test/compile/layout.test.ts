import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { inOneLine, isExplained } from "../../local/in-one-line.ts";
import { compileLayout } from "../../workflows/compile/compile-layout.ts";
import { LAYOUT, LAYOUT_SOURCE, readLayout } from "../../workflows/compile/layout.ts";

const source = readFileSync(LAYOUT_SOURCE, "utf8");
const page = readFileSync(LAYOUT, "utf8");

describe("the page of the designed mail", () => {
  test("is what MJML makes of its source", async () => {
    expect(page).toBe(await compileLayout(source));
  });

  test("loads nothing from anywhere, and keeps every place for the letter", () => {
    expect(page).not.toMatch(/fonts\.googleapis|@import|<link/);
    const slots = page.matchAll(/RipenSlot([A-Z][a-z]+)/g);
    const names = [...new Set([...slots].map(([, name]) => name))].sort();
    expect(names).toEqual(["After", "Before", "Button", "Foot", "Href", "Preheader", "Subject"]);
  });

  test("begins without the line that says what it was made of", () => {
    expect(readLayout()).toMatch(/^<!doctype html>/);
    expect(page.slice(page.indexOf("\n") + 1)).toBe(readLayout());
  });

  test("is refused in one line after its source was edited", () => {
    const folder = mkdtempSync(join(tmpdir(), "ripen-layout-"));
    try {
      const edited = join(folder, "designed.mjml");
      writeFileSync(edited, source.replace("#1d6b52", "#1d6b53"));
      const refused = refusal(() => readLayout(pathToFileURL(edited)));
      expect(isExplained(refused)).toBe(true);
      expect(inOneLine(refused)).toBe(
        "designed.mjml was edited after designed.html was made of it: npm run layout",
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("of a source that MJML doesn't understand isn't made", async () => {
    const unknown = source.replace("<mj-body ", '<mj-body colour="green" ');
    await expect(compileLayout(unknown)).rejects.toThrow(/colour/);
  });
});

function refusal(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
