import { expect, test } from "vitest";
import { mutatedSource } from "./apply-mutant.ts";
import { mutants } from "./mutants.ts";

test.each(mutants)("the bug $name can be applied", (mutant) => {
  expect(mutatedSource(mutant)).toContain(mutant.replace);
});
