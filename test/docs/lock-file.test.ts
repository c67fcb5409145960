import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"));
const packages: Readonly<Record<string, Locked>> = lock.packages;

/** A registry that lacks some platforms makes npm leave them out when it writes the file; `npm ci` then refuses it everywhere. */
test("the lock file names the binaries of every platform, so that npm ci installs on each", () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([, version]) => /^\d/.test(version))
      .map(([name]) => name)
      .filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
  );
  expect(missing).toEqual([]);
});
