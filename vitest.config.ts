import { defineConfig } from "vitest/config";

// The workspace packages are tested and imported as TypeScript source, so no test reads a stale build.
const resolve = { conditions: ["source"] };
const ssr = { resolve: { conditions: ["source"] } };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: { name: "unit", include: ["src/**/*.test.ts", "packages/*/src/**/*.test.ts", "*.test.ts"] },
      },
      {
        resolve,
        ssr,
        test: {
          name: "integration",
          include: ["integration_tests/**/*.test.ts", "simulation/**/*.test.ts"],
          exclude: ["integration_tests/s3/**"],
          testTimeout: 120_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "s3",
          include: ["integration_tests/s3/*.test.ts"],
          globalSetup: "integration_tests/s3/global-setup.ts",
          testTimeout: 60_000,
        },
      },
    ],
  },
});
