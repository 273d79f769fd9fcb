import type { Mutant } from "./mutant.ts";

/** Records of custom objects that are found, deleted or rejected wrongly. */
export const CUSTOM_OBJECT_MUTANTS: readonly Mutant[] = [
  {
    name: "external-id-case-ignored",
    bug: "a custom object record whose external id differs in case is updated in place of another one",
    file: "src/objects/find/find-by-key.ts",
    find: "findByExternalIds(values, { ...readerIn(context), ...cases })",
    replace: "findByExternalIds(values, readerIn(context))",
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
    name: "any-target-unchanged",
    bug: "a record that names another user than before is left unchanged",
    file: "src/objects/write/compare.ts",
    find: "lookupFieldId?.(draft.row, column) ?? value, ",
    replace: "lookupFieldId?.(draft.row, column) === undefined ? value : held, ",
    test: "integration_tests/objects/custom-objects/records.test.ts",
  },
  {
    name: "missing-target-unexplained",
    bug: "a record that names something that does not exist is rejected as if Zendesk had refused the record",
    file: "src/objects/write/explain/failure-explainer.ts",
    find: "await this.#lookupFieldFailures.explain(outcomes, drafts, context);",
    replace: "",
  },
  {
    name: "created-twice-within-a-second",
    bug: "a custom object record that is updated within the second in which it was created counts as created again",
    file: "src/objects/custom-objects/record-quirks.ts",
    find: "created.correct(await inBulk(action, drafts))",
    replace: "inBulk(action, drafts)",
    test: "integration_tests/objects/custom-objects/records.test.ts",
  },
  {
    name: "case-twins-merged",
    bug: "custom object records whose external ids differ in case are merged into one",
    file: "src/objects/keys.ts",
    find: "return isCaseSensitive ? keyText(value) : foldedKey(value);",
    replace: "return foldedKey(value);",
    test: "src/objects/keys.test.ts",
  },
];
