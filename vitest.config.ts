import { defineConfig } from "vitest/config";

/** A real browser: a minute more, which npm test leaves to npm run test:browser. */
const BROWSER = ["test/browser/**/*.test.ts"];

/** Programs of ours, bundled, started, edited and killed as people do, and a thousand lives under faults: minutes more, for npm run test:programs. */
const PROGRAMS = [
  "test/bench/{sales,security}.test.ts",
  "test/campaign/{author-commands,cli}.test.ts",
  "test/canary/canary.test.ts",
  "test/contracts/s3-sent-mails.test.ts",
  "test/docs/readme.test.ts",
  "test/faults/thousand-lives{,-even}.test.ts",
  "test/infra/{app,bundles,settings}.test.ts",
  "test/local/{edits,edits-and-visitors,start}.test.ts",
  "test/local/doctor/command.test.ts",
  "test/local/keys/commands.test.ts",
  "test/local/leads/{commands,privacy,restore}.test.ts",
  "test/local/report/command.test.ts",
  "test/sales/command.test.ts",
];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: "ripen", include: ["test/**/*.test.ts"], exclude: [...BROWSER, ...PROGRAMS] },
      },
      { extends: true, test: { name: "programs", include: PROGRAMS } },
      { extends: true, test: { name: "browser", include: BROWSER } },
    ],
    setupFiles: ["test/infra/grants/recording.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A hundred files would load the same modules a hundred times; no test leaves anything behind in one.
    isolate: false,
  },
});
