import { OwnId } from "../../zendesk/resources/own-id.ts";
import type { ZendeskTicket } from "../../zendesk/resources/tickets.ts";
import type { Directories } from "../directories.ts";
import type { BulkEndpoint, ObjectType } from "../object-type.ts";
import { GROUP_KEYS } from "../references/groups.ts";
import { CachedDirectory } from "../references/cached-directory.ts";
import type { IdDirectory } from "../relation.ts";
import { without } from "../row.ts";
import { bulkDeletion, bulkEndpoint } from "../write/bulk-endpoints.ts";
import { refuseEach } from "../write/explain/rejections.ts";
import { NestedReferences } from "../write/nested-references.ts";
import { rejectionOf, whyFrozen } from "./closed-tickets.ts";
import { FieldTags } from "./columns/field-tags.ts";
import { holdsTicketValue } from "./columns/held-values.ts";
import * as columns from "./columns/ticket-columns.ts";
import { refuseTicket } from "./columns/ticket-limits.ts";
import { AUTHOR, dependenciesOfTicket, relationsOfTickets } from "./columns/ticket-relations.ts";
import { withoutWrittenComments } from "./columns/written-comments.ts";
import { TICKET_KEYS } from "./ticket-keys.ts";
import { TICKET_FIELDS, ticketPayload } from "./ticket-payload.ts";
import type { TicketsSettings } from "./tickets-settings.ts";

type TicketsType = ObjectType<ZendeskTicket, never>;

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/ */
export function createTickets(settings: TicketsSettings, { organizations, tickets, users }: Directories): TicketsType {
  const fieldTags = new FieldTags();
  return {
    name: "tickets",
    noun: { one: "ticket", many: "tickets" },
    permission: "create, edit and delete tickets",
    columns: columns.ticketColumns(settings),
    unwritten: columns.unwrittenColumns(settings),
    neverCleared: columns.NEVER_CLEARED,
    requiredToCreate: [columns.columnsToCreateTicket(settings)],
    customFields: {
      ...TICKET_FIELDS,
      list: ({ client }) => fieldTags.listFields(client),
    },
    stepwise: columns.stepwiseColumns(settings),
    lists: { columns: ["tags"], mode: settings.tags_mode },
    keys: TICKET_KEYS,
    actions: {
      create: creation(settings),
      // A comment would be added again.
      update: { ...bulkEndpoint("tickets", "update_many"), isRepeatable: false },
      delete: bulkDeletion("tickets"),
    },
    jobType: /ticket/i,
    relations: relationsOfTickets(users, organizations, new CachedDirectory(GROUP_KEYS)),
    directory: tickets,
    writtenAfter: ["organizations", "users", "organization_memberships"],
    payload: (draft, action) => ticketPayload(draft, action, settings, fieldTags),
    quirks: quirksOf(users, fieldTags, settings),
  };
}

/** An import runs no triggers and sends no emails. */
function creation({ archive_immediately, tickets_create }: TicketsSettings): BulkEndpoint {
  const live = bulkEndpoint("tickets", "create_many");
  if (tickets_create === "live") return live;
  const query = archive_immediately ? { archive_immediately: "true" } : {};
  return {
    ...live,
    path: "/api/v2/imports/tickets/create_many.json",
    encode: (bodies) => ({ ...live.encode(bodies), query }),
  };
}

function quirksOf(
  users: IdDirectory,
  fieldTags: FieldTags,
  settings: TicketsSettings,
): NonNullable<TicketsType["quirks"]> {
  const authors = new NestedReferences({ ...AUTHOR, directory: users });
  const ownId = new OwnId();
  return {
    // The first subject may be the comment of a live ticket. Lanes ignore the case of external ids, and tickets do not.
    mergeable: (earlier, later) =>
      settings.tickets_create === "import" &&
      earlier.key.value === later.key.value &&
      [earlier, later].every(({ values }) => (values["subject"] ?? null) !== null),
    alsoDependsOn: dependenciesOfTicket,
    enrich: async (drafts, context) => {
      if (context.mode === "delete") return drafts;
      const known = drafts.map((draft) => {
        const { held, values } = draft;
        if (!held) return draft;
        return { ...draft, held: fieldTags.withOwnTags(held), values: without(values, ...columns.PAST_COLUMNS) };
      });
      // A comment without an author is the connector's own user's.
      const authored = await authors.resolve(known, () => ownId.read(context.api.client), context);
      return withoutWrittenComments(authored, settings, context);
    },
    refuse: (drafts, context) =>
      Promise.resolve(
        refuseEach(drafts, (draft) => authors.missingFor(draft.row) ?? refuseTicket(draft, settings, context)),
      ),
    whyFrozen,
    // A custom status decides what the status is, and an import may change either.
    unseen: ["status", "custom_status_id"],
    holds: holdsTicketValue,
    rejectionOf,
  };
}
