/**
 * A real browser from npm alone: nothing is downloaded and nothing need be installed, since the package brings the
 * system libraries and a font too. It reaches this machine only.
 */
import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import packaged from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** Made for Lambda, where one process must do; here they would only weaken what we test (origins) or make it fragile. */
const NOT_HERE = ["--single-process", "--disable-web-security", "--allow-running-insecure-content"];
/** A graphics card acted in software: without any, the same page is drawn in a third of the time. */
const NO_GRAPHICS_CARD = [
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
  "--in-process-gpu",
];
const LOOPBACK_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost";
const LEFT_OUT = new Set([...NOT_HERE, ...NO_GRAPHICS_CARD]);

export async function launchChromium(): Promise<Browser> {
  const home = await unpacked();
  return chromium.launch({
    executablePath: join(home, "chromium"),
    args: [...packaged.args.filter((arg) => !LEFT_OUT.has(arg)), "--disable-gpu", LOOPBACK_ONLY],
    headless: true,
    env: {
      HOME: home,
      LD_LIBRARY_PATH: join(home, "al2023", "lib"),
      FONTCONFIG_FILE: join(home, "fonts.conf"),
    },
  });
}

/** Unpacked once a version and machine, beside its place and moved there whole, so that two tests at once cannot meet. */
async function unpacked(): Promise<string> {
  const home = join(tmpdir(), `ripen-${version()}`);
  if (await exists(home)) return home;
  const fresh = await mkdtemp(`${home}-`);
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", UNPACK], {
    cwd: import.meta.dirname,
    env: { TMPDIR: fresh, BIN: join(packageFolder(), "bin") },
  });
  await mkdir(join(fresh, "fonts"), { recursive: true });
  await writeFile(join(fresh, "fonts.conf"), fontsIn("/usr/share/fonts", join(home, "fonts")));
  await rename(fresh, home).catch(() => rm(fresh, { recursive: true }));
  return home;
}

/** In a process of its own, since the package knows one place only: the system's temporary folder. */
const UNPACK = `
  import chromium, { inflate } from "@sparticuz/chromium";
  await chromium.executablePath();
  await inflate(process.env.BIN + "/al2023.tar.br");`;

function packageFolder(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")));
}

function version(): string {
  const { version } = createRequire(import.meta.url)(join(packageFolder(), "package.json"));
  return `chromium-${version}`;
}

function fontsIn(...folders: string[]): string {
  const dirs = folders.map((folder) => `<dir>${folder}</dir>`).join("");
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}<include ignore_missing="yes">/etc/fonts/fonts.conf</include><cachedir>/tmp/fonts-cache</cachedir></fontconfig>`;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
