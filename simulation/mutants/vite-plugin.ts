import { isMutated, mutatedSource } from "./apply-mutant.ts";
import { mutantNamed } from "./mutants.ts";

/** For Vitest: puts the named bug, if any, into the source that tests import. */
export function mutantPlugins(name: string | undefined) {
  if (name === undefined) return [];
  const mutant = mutantNamed(name);
  return [
    {
      name: "mutant",
      enforce: "pre" as const,
      load: (id: string): string | undefined => (isMutated(mutant, id) ? mutatedSource(mutant) : undefined),
    },
  ];
}
