import type { Mutant } from "./mutant.ts";

const KEYS = "integration_tests/objects/users/dry-run-keys.test.ts";
const EXTERNAL_IDS = "integration_tests/objects/users/dry-run-external-ids.test.ts";

/** Bugs in what a dry run predicts. */
export const DRY_RUN_MUTANTS: readonly Mutant[] = [
  {
    name: "dry-run-gives-an-address-twice",
    bug: "a dry run forgets that an earlier record has given an existing user the address",
    file: "src/objects/users/foresight/owners/address-owners.ts",
    find: "this.#owners.set(address, user);",
    replace: "",
    test: KEYS,
  },
  {
    name: "dry-run-gives-an-external-id-twice",
    bug: "a dry run forgets that an earlier record has given an existing user the external id",
    file: "src/objects/users/foresight/foresee-external-ids.ts",
    find: "if (user && isReal(user)) given.give(user, externalId);",
    replace: "",
    test: EXTERNAL_IDS,
  },
  {
    name: "dry-run-finds-by-a-former-external-id",
    bug: "a dry run still finds a user by the external id that an earlier record has replaced",
    file: "src/objects/users/foresight/owners/address-owners.ts",
    find: "this.#given.give(owner, key);",
    replace: "",
    test: KEYS,
  },
  {
    name: "dry-run-finds-by-any-key",
    bug: "in a dry run, records that are only inserted or updated find what earlier ones created by keys that are not theirs",
    file: "src/objects/write/dry-run.ts",
    find: 'if (mode === "upsert" && upsert && "path" in upsert) return this.#identitiesOf(draft);',
    replace: 'if (upsert && "path" in upsert) return this.#identitiesOf(draft);',
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
    file: "src/objects/users/foresight/owners/address-owners.ts",
    find: "this.#lookUpsLeft -= addresses.length;",
    replace: "",
    test: "src/objects/users/foresight/owners/address-owners.test.ts",
  },
];
