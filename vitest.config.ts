import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A hundred files would load the same modules a hundred times; no test leaves anything behind in one.
    isolate: false,
  },
});
