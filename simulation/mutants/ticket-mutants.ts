import type { Mutant } from "./mutant.ts";

/** Tickets that are found wrongly, or written twice. */
export const TICKET_MUTANTS: readonly Mutant[] = [
  {
    name: "ticket-found-in-any-case",
    bug: "a record overwrites the ticket whose external id differs in case",
    file: "src/objects/find/find-by-key.ts",
    find: "held[column] === value",
    replace: "String(held[column]).toLowerCase() === value.toLowerCase()",
  },
  {
    name: "comment-added-again",
    bug: "each sync adds its comment to the ticket again",
    file: "src/objects/tickets/columns/written-comments.ts",
    find: 'return isWritten ? { ...draft, values: without(values, "comment") } : draft;',
    replace: "return isWritten ? draft : draft;",
  },
  {
    name: "update-conflict-rejected",
    bug: "a ticket that others change meanwhile is rejected instead of being read again",
    file: "src/objects/write/explain/row-outcome.ts",
    find: "(?:Database|Update)?Conflict",
    replace: "(?:Database)?Conflict",
    test: "integration_tests/objects/tickets/tickets.test.ts",
  },
  {
    name: "comment-after-past",
    bug: "a new ticket gets the comment of its record after the comments of its past",
    file: "src/objects/tickets/ticket-payload.ts",
    find: "isNew ? [comment, ...past]",
    replace: "isNew ? [...past, comment]",
  },
  {
    name: "comment-of-anyone",
    bug: "a comment is left out if anyone has already written the same text",
    file: "src/objects/tickets/columns/same-comment.ts",
    find: 'return [comment["author_id"], otherAuthor].includes(written.author_id) && isSameCommentText(written, comment);',
    replace: 'return (comment["author_id"] ?? otherAuthor) !== null && isSameCommentText(written, comment);',
  },
  {
    name: "several-tickets-first-taken",
    bug: "of several tickets with the record's external id, the first one is overwritten",
    file: "src/objects/find/find-by-key.ts",
    find: "if (only && others.length === 0)",
    replace: "if (only && others.length < 5)",
  },
  {
    name: "live-tickets-merged",
    bug: "the comment of a ticket that is created live is the subject of a later record",
    file: "src/objects/tickets/tickets.ts",
    find: 'settings.tickets_create === "import" &&',
    replace: "",
  },
  {
    name: "submitter-for-author",
    bug: "a comment is left out if the submitter has written the same text as the first comment of an imported ticket",
    file: "src/objects/tickets/columns/first-comment.ts",
    find: 'return tickets_create === "live" && !namesAuthor',
    replace: "return !namesAuthor",
    test: "integration_tests/objects/tickets/comments.test.ts",
  },
  {
    name: "limited-update-rejected",
    bug: "an update is rejected if the ticket has been updated too often in the last minutes",
    file: "src/objects/write/explain/row-outcome.ts",
    find: "/^TooManyRequests$|RateLimit/i",
    replace: "/^RateLimit/i",
    test: "integration_tests/objects/tickets/comments.test.ts",
  },
  {
    name: "checkbox-emptied-by-tags",
    bug: "a record that replaces a ticket's tags unchecks its checkboxes",
    file: "src/objects/tickets/columns/field-tags.ts",
    find: "return value === true && field.tag !== undefined ? [field.tag] : [];",
    replace: "return [];",
    test: "integration_tests/objects/tickets/people-and-tags.test.ts",
  },
];
