import { deliveryMutants } from "./delivery-mutants.ts";
import { meaningMutants } from "./meaning-mutants.ts";
import type { Mutant } from "./mutant.ts";
import { outcomeMutants } from "./outcome-mutants.ts";
import { stateMutants } from "./state-mutants.ts";

export const mutants: readonly Mutant[] = [...stateMutants, ...outcomeMutants, ...deliveryMutants, ...meaningMutants];

export function mutantNamed(name: string): Mutant {
  const mutant = mutants.find((candidate) => candidate.name === name);
  if (mutant) return mutant;
  throw new Error(`There is no mutant "${name}": choose one of ${mutants.map((each) => each.name).join(", ")}.`);
}
