import { CUSTOM_OBJECT_MUTANTS } from "./custom-object-mutants.ts";
import { DELETION_MUTANTS } from "./deletion-mutants.ts";
import { DELIVERY_MUTANTS } from "./delivery-mutants.ts";
import { DRY_RUN_MUTANTS } from "./dry-run-mutants.ts";
import { MEANING_MUTANTS } from "./meaning-mutants.ts";
import { MEMBERSHIP_MUTANTS } from "./membership-mutants.ts";
import type { Mutant } from "./mutant.ts";
import { ORGANIZATION_MUTANTS } from "./organization-mutants.ts";
import { OUTCOME_MUTANTS } from "./outcome-mutants.ts";
import { STATE_MUTANTS } from "./state-mutants.ts";
import { TICKET_MUTANTS } from "./ticket-mutants.ts";
import { UNDO_MUTANTS } from "./undo-mutants.ts";

export const mutants: readonly Mutant[] = [
  ...STATE_MUTANTS,
  ...OUTCOME_MUTANTS,
  ...DELIVERY_MUTANTS,
  ...MEANING_MUTANTS,
  ...ORGANIZATION_MUTANTS,
  ...MEMBERSHIP_MUTANTS,
  ...TICKET_MUTANTS,
  ...CUSTOM_OBJECT_MUTANTS,
  ...DELETION_MUTANTS,
  ...UNDO_MUTANTS,
  ...DRY_RUN_MUTANTS,
];

export function mutantNamed(name: string): Mutant {
  const mutant = mutants.find((candidate) => candidate.name === name);
  if (mutant) return mutant;
  throw new Error(`There is no mutant "${name}": choose one of ${mutants.map((each) => each.name).join(", ")}.`);
}
