import type { Mutant } from "./mutant.ts";

const TEST = "integration_tests/objects/memberships/memberships.test.ts";
const AGAIN = "integration_tests/objects/memberships/written-again.test.ts";

/** Memberships that are found or counted wrongly. */
export const MEMBERSHIP_MUTANTS: readonly Mutant[] = [
  {
    name: "existing-membership-refused",
    bug: "a membership that exists is rejected by an upsert if Zendesk refuses it in another language than English",
    file: "src/objects/write/explain/explain-by-existence.ts",
    find: "const isThere = exists === true || isKnownToExist(outcome, object, context);",
    replace: "const isThere = isKnownToExist(outcome, object, context);",
    test: AGAIN,
  },
  {
    name: "first-pages-taken-for-all",
    bug: "a membership beyond the first pages of its organization's list is not deleted",
    file: "src/objects/memberships/find-memberships.ts",
    find: "if (isWhole) isListed.add(id);",
    replace: "isListed.add(id);",
    test: TEST,
  },
  {
    name: "any-membership-of-the-user",
    bug: "a deletion ends a membership of the user in another organization",
    file: "src/objects/memberships/membership-keys.ts",
    find: "each.user_id === user_id && each.organization_id === organization_id",
    replace: "each.user_id === user_id",
  },
  {
    name: "missing-membership-rejected",
    bug: "to end a membership of a user or an organization that does not exist is rejected",
    file: "src/objects/write/draft-reader.ts",
    find: 'context.mode === "delete" ? [] : (this.#object.relations ?? [])',
    replace: "this.#object.relations ?? []",
  },
  {
    name: "known-membership-created",
    bug: "each record of a membership that is sent again counts as having created it",
    file: "src/objects/write/row-writer.ts",
    find: "isKnown ? { ...context, wasSubmitted: () => false } : context",
    replace: "context",
    test: TEST,
  },
  {
    name: "list-ends-other-memberships",
    bug: "organizations that a record adds as a list end all other memberships of the user",
    file: "src/objects/users/columns/dependent-values.ts",
    find: "if (isSet) return { values: { organization_ids: ids } };",
    replace: "return { values: { organization_ids: ids } };",
  },
  {
    name: "any-refused-membership-exists",
    bug: "a membership that Zendesk refuses for another reason counts as one that exists",
    file: "src/objects/memberships/find-memberships.ts",
    find: "defaults.get(user_id) === organization_id",
    replace: "defaults.has(user_id) || organization_id === 0",
    test: AGAIN,
  },
];
