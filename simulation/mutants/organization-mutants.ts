import type { Mutant } from "./mutant.ts";

/** Organizations that are created, found or named wrongly. */
export const ORGANIZATION_MUTANTS: readonly Mutant[] = [
  {
    name: "created-although-found",
    bug: "an organization that was found is created again",
    file: "src/objects/write/row-writer.ts",
    find: 'return held ? "update" : "create";',
    replace: 'return "create";',
  },
  {
    name: "update-without-id",
    bug: "an update is sent without the id of the organization that was found",
    file: "src/objects/write/submit.ts",
    find: "{ id: draft.held?.id, ...body }",
    replace: "body",
  },
  {
    name: "name-before-external-id",
    bug: "a record with another external id overwrites the organization that has its name",
    file: "src/objects/organizations/organization-keys.ts",
    find: 'searchableKeys("name", readerIn);',
    replace: 'searchableKeys("name", readerIn).map((key) => ({ ...key, isNatural: key.column === "name" }));',
  },
  {
    name: "domain-names-replaced",
    bug: "adding tags or domain names removes those that an organization already has",
    file: "src/objects/organizations/organizations.ts",
    find: "resultingList(held ? heldList(held, column) : [], given, tagsMode)",
    replace: "resultingList([], given, tagsMode)",
  },
  {
    name: "absence-remembered",
    bug: "users cannot be linked to an organization that was looked up before the sync created it",
    file: "src/objects/write/row-writer.ts",
    find: "if (directory) noteWritten(directory, outcomes, this.#settings);",
    replace: "",
    test: "integration_tests/objects/organizations/organizations.test.ts",
  },
  {
    name: "own-work-not-found",
    bug: "what the sync wrote is found by a name only once Zendesk's search has it",
    file: "src/objects/write/note-written.ts",
    find: "directory.noteWritten(row.identities, zendeskId);",
    replace: "{}",
  },
  {
    name: "vanished-organization-unexplained",
    bug: "a user whose organization others deleted meanwhile is rejected as if Zendesk had refused the user",
    file: "src/objects/write/explain/failure-explainer.ts",
    find: "await explainVanishedRelations(outcomes, drafts, this.#object.relations ?? [], context);",
    replace: "",
  },
  {
    name: "name-before-key-in-text",
    bug: "a plain text is taken for an organization's name, although another one has it as its external id",
    file: "src/objects/references/relation-rule.ts",
    find: 'keys.filter((key) => key !== "email")',
    replace: 'keys.toReversed().filter((key) => key !== "email")',
    test: "integration_tests/objects/users/organizations.test.ts",
  },
  {
    name: "missing-not-awaited",
    bug: "records that name something missing do not wait for the sync to write it",
    file: "src/sync/delivery/batch-delivery.ts",
    find: "} else if (queue.mayStillCome(outcome.rejection)) queue",
    replace: '} else if (outcome.rejection.reason === "zendesk_error") queue',
    test: "integration_tests/objects/together/six-streams.test.ts",
  },
];
