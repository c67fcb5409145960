/**
 * `npm run audit`: known vulnerabilities in what is locked. One in what the functions run, or a grave one anywhere, fails;
 * a registry that can't be asked is a warning, since it says nothing about the code.
 */
import { spawnSync } from "node:child_process";
import * as z from "zod";

const Report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.string(), range: z.string(), nodes: z.array(z.string()) }),
  ),
});
export type Report = z.infer<typeof Report>;

const GRAVE = new Set(["high", "critical"]);

/** What stands against a release, one line each. `shipped`: the report on what the functions run; `all`: on everything. */
export function faults(shipped: Report, all: Report): readonly string[] {
  const grave = Object.entries(all.vulnerabilities).filter(
    ([name, { severity }]) => GRAVE.has(severity) || name in shipped.vulnerabilities,
  );
  return grave.map(
    ([name, { severity, range }]) =>
      `${name} ${range}: ${severity}${name in shipped.vulnerabilities ? ", and the functions run it" : ""}`,
  );
}

/** npm's answer, or why there is none. */
export function read(output: string): Report | { readonly unreachable: string } {
  try {
    const said = JSON.parse(output);
    const report = Report.safeParse(said);
    return report.success
      ? report.data
      : { unreachable: String(said?.message ?? said?.error?.summary ?? "no report") };
  } catch {
    return { unreachable: "no report" };
  }
}

function audit(...more: readonly string[]) {
  const quick = ["--fetch-retries=0", "--fetch-timeout=15000"];
  const { stdout } = spawnSync("npm", ["audit", "--json", ...quick, ...more], { encoding: "utf8" });
  return read(stdout);
}

/** What is said of it, and whether it stands in the way. */
function verdict(): { readonly says: string; readonly fails: boolean } {
  const shipped = audit("--omit=dev");
  const all = "unreachable" in shipped ? shipped : audit();
  if ("unreachable" in shipped || "unreachable" in all) {
    const why = "unreachable" in all ? all.unreachable.split("\n")[0] : "no report";
    const says = `Warning: the registry couldn't be asked for known vulnerabilities (${why}). Run npm run audit where it can be.`;
    return { says, fails: false };
  }
  const found = faults(shipped, all);
  const lesser = Object.keys(all.vulnerabilities).length;
  return found.length > 0
    ? { says: [...found, "npm audit tells more."].join("\n"), fails: true }
    : { says: `No known vulnerability stands against this (${lesser} lesser ones in tools).`, fails: false };
}

if (import.meta.main) {
  const { says, fails } = verdict();
  process.stdout.write(`${says}\n`);
  process.exitCode = fails ? 1 : 0;
}
