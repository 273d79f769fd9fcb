import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Prints the figures of `guard.test.ts` and compares them with `guard.json`, as `npm test` does. `--write` replaces those
 * in the file. In vitest, because syncs on virtual time use its clock.
 */
export async function benchGuard([option]: readonly string[]): Promise<boolean> {
  if (option !== undefined && option !== "--write") throw new Error(`The guard takes only --write, not ${option}.`);
  const args = ["run", "--silent", "test:integration", "--", "benchmarks/guard.test.ts", "--disableConsoleIntercept"];
  const env = { ...process.env, GUARD: option === undefined ? "print" : "write" };
  const tests = spawn("npm", args, { stdio: ["ignore", "inherit", "inherit"], env });
  await once(tests, "close");
  return tests.exitCode === 0;
}
