import type { Mutant } from "./mutant.ts";

const KEYS = "integration_tests/objects/users/dry-run-keys.test.ts";

/** Bugs in what a dry run predicts. */
export const DRY_RUN_MUTANTS: readonly Mutant[] = [
  {
    name: "dry-run-gives-an-address-twice",
    bug: "a dry run forgets that an earlier record has given an existing user the address",
    file: "src/objects/users/foresight/address-owners.ts",
    find: "if (!owner && user && isReal(user)) this.#owners.set(address, user);",
    replace: "",
    test: KEYS,
  },
  {
    name: "dry-run-finds-by-any-key",
    bug: "in a dry run, records that are only inserted or updated find what earlier ones created by keys that are not theirs",
    file: "src/objects/write/dry-run.ts",
    find: 'if (mode === "upsert") return this.#identitiesOf(draft);',
    replace: "if (mode) return this.#identitiesOf(draft);",
    test: KEYS,
  },
  {
    name: "dry-run-loses-users",
    bug: "a dry run takes a user for deleted if another user with the record's address was deleted",
    file: "src/objects/write/dry-run.ts",
    find: 'if (draft.held && isReal(draft.held) && this.#idOf(identityOf("id", String(draft.held.id))) !== null) return draft;',
    replace: "",
    test: KEYS,
  },
  {
    name: "dry-run-without-a-budget",
    bug: "a dry run looks up every address",
    file: "src/objects/users/foresight/address-owners.ts",
    find: "this.#lookUpsLeft -= addresses.length;",
    replace: "",
    test: "src/objects/users/foresight/address-owners.test.ts",
  },
];
