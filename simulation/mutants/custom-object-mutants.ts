import type { Mutant } from "./mutant.ts";

const RECORDS = "integration_tests/objects/custom-objects/records.test.ts";

/** Records of custom objects that are found, deleted or rejected wrongly. */
export const CUSTOM_OBJECT_MUTANTS: readonly Mutant[] = [
  {
    name: "external-id-case-ignored",
    bug: "a custom object record whose external id differs in case is updated in place of another one",
    file: "src/objects/custom-objects/custom-object-keys.ts",
    find: "findByExternalIds(values, { ...lookUps(context), isCaseSensitive: true })",
    replace: "findByExternalIds(values, lookUps(context))",
    test: RECORDS,
  },
  {
    name: "children-deleted",
    bug: "custom object records are deleted although their children would be deleted too",
    file: "src/objects/custom-objects/custom-objects.ts",
    find: "if (children.length > 0) return",
    replace: "if (children.length > 1) return",
    test: "integration_tests/objects/custom-objects/config-errors.test.ts",
  },
  {
    name: "missing-target-unexplained",
    bug: "a record that names something that does not exist is rejected as if Zendesk had refused the record",
    file: "src/objects/write/row-writer.ts",
    find: "await this.#lookupTargets.explain(outcomes, drafts, context);",
    replace: "",
    test: RECORDS,
  },
];
