import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { mutantPlugins } from "./simulation/mutants/vite-plugin.ts";

// The workspace packages are tested and imported as TypeScript source, so no test reads a stale build.
const resolve = { conditions: ["source"] };
// One of the bugs of `npm run simulate:mutants`, which a test must find. Source with a bug in it is never kept for later.
const mutant = process.env["MUTANT"];
const plugins = mutantPlugins(mutant);
const uncached = mutant === undefined ? {} : { fsModuleCache: false };
// Vitest leaves one core to itself by default. Here most tests wait for other processes, so that more fit beside each other.
const maxWorkers = 2 * availableParallelism();
const ssr = { resolve: { conditions: ["source"] } };

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        resolve,
        ssr,
        test: {
          name: "unit",
          ...uncached,
          // Loading everything anew for each file takes three times as long as the tests.
          isolate: false,
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
          // For tests that hang: those that start processes take seconds on a busy machine.
          testTimeout: 30_000,
          include: ["src/**/*.test.ts", "packages/*/src/**/*.test.ts", "*.test.ts"],
        },
      },
      {
        plugins,
        resolve,
        ssr,
        test: {
          name: "integration",
          ...uncached,
          isolate: false,
          maxWorkers,
          sequence: { groupOrder: 1 },
          include: [
            "benchmarks/**/*.test.ts",
            "integration_tests/**/*.test.ts",
            "simulation/**/*.test.ts",
            "testing/**/*.test.ts",
          ],
          exclude: [
            "integration_tests/rejects/s3/**",
            "integration_tests/airbyte/**",
            "integration_tests/clients/zenpy/**",
          ],
          testTimeout: 120_000,
          hookTimeout: 30_000,
        },
      },
      {
        plugins,
        resolve,
        ssr,
        test: {
          name: "s3",
          sequence: { groupOrder: 2 },
          include: ["integration_tests/rejects/s3/*.test.ts"],
          globalSetup: "integration_tests/rejects/s3/global-setup.ts",
          testTimeout: 60_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "zenpy",
          sequence: { groupOrder: 5 },
          include: ["integration_tests/clients/zenpy/*.test.ts"],
          // For pip.
          hookTimeout: 300_000,
          testTimeout: 120_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "page",
          sequence: { groupOrder: 4 },
          include: ["packages/zendesk-simulator/browser-tests/*.test.ts"],
          hookTimeout: 60_000,
          testTimeout: 60_000,
        },
      },
      {
        plugins,
        resolve,
        ssr,
        test: {
          name: "airbyte",
          sequence: { groupOrder: 3 },
          include: ["integration_tests/airbyte/*.test.ts"],
          globalSetup: "integration_tests/airbyte/global-setup.ts",
          // PyAirbyte takes many seconds to start.
          testTimeout: 300_000,
        },
      },
    ],
  },
});
