import { isMutated, mutatedSource } from "./apply-mutant.ts";
import { mutantNamed } from "./mutants.ts";

/** For Vitest: puts the bug of this name into the source that tests import; none without a name. */
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
