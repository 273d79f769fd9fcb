import { spawnSync } from "node:child_process";
import type { Mutant } from "./mutant.ts";

/** How the search for one bug ended. */
export interface Hunt {
  readonly mutant: Mutant;
  /** Undefined: nothing found it. */
  readonly foundBy: string | undefined;
  /** What revealed it. */
  readonly sign: string;
}

/** A test that fails, as Vitest's "dot-less" reporter prints it: `FAIL  |unit| file > name`. */
const FAILED = /^\s*FAIL\s+(?:\|?(?:unit|integration)\|?\s+)?\S+\s+>\s+(.*)$/m;

/** Runs a test file with the bug in the source that it imports. */
export function huntByTest(mutant: Mutant, test: string): Hunt {
  const { error, status, stdout, stderr } = spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--project", "integration", test],
    { encoding: "utf8", env: { ...process.env, MUTANT: mutant.name, NO_COLOR: "1" } },
  );
  if (error) throw error;
  const [, failed] = FAILED.exec(`${stdout}\n${stderr}`) ?? [];
  if (status !== 0 && failed === undefined) {
    throw new Error(`${test} does not run with ${mutant.name}:\n${stdout}${stderr}`);
  }
  return { mutant, foundBy: failed && test, sign: failed ?? `${test} passes` };
}
