import type { Mutant } from "./mutant.ts";

const TEST = "integration_tests/objects/tickets/tickets.test.ts";

/** Tickets that are found wrongly, or written twice. */
export const TICKET_MUTANTS: readonly Mutant[] = [
  {
    name: "ticket-found-in-any-case",
    bug: "a record overwrites the ticket whose external id differs in case",
    file: "src/objects/tickets/ticket-keys.ts",
    find: "ticket.external_id === value",
    replace: "ticket.external_id?.toLowerCase() === value.toLowerCase()",
    test: TEST,
  },
  {
    name: "comment-added-again",
    bug: "each sync adds its comment to the ticket again",
    file: "src/objects/tickets/written-comment.ts",
    find: 'return isWritten ? { ...draft, values: without(values, "comment") } : draft;',
    replace: "return isWritten ? draft : draft;",
    test: TEST,
  },
  {
    name: "update-conflict-rejected",
    bug: "a ticket that others change meanwhile is rejected instead of being read again",
    file: "src/objects/write/row-outcome.ts",
    find: "(?:Database|Update)?Conflict",
    replace: "(?:Database)?Conflict",
    test: TEST,
  },
  {
    name: "checkbox-emptied-by-tags",
    bug: "a record that replaces a ticket's tags unchecks its checkboxes",
    file: "src/objects/tickets/field-tags.ts",
    find: "return value === true && field.tag !== undefined ? [field.tag] : [];",
    replace: "return [];",
    test: "integration_tests/objects/tickets/people-and-tags.test.ts",
  },
];
