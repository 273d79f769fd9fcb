import { expect, test } from "vitest";
import { mutatedSource } from "./apply-mutant.ts";
import { mutants } from "./mutants.ts";

test.each(mutants)("the bug $name can be put in", (mutant) => {
  expect(mutatedSource(mutant)).toContain(mutant.replace);
});
