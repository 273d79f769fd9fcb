import { listTicketFields } from "../../zendesk/resources/field-definitions.ts";
import { readMe } from "../../zendesk/resources/account.ts";
import type { ZendeskTicket } from "../../zendesk/resources/tickets.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import type { Directories } from "../directories.ts";
import type { BulkEndpoint, Draft, FoundDraft, ObjectType, WriteContext } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";
import { GROUP_KEYS } from "../references/groups.ts";
import { CachedDirectory } from "../references/cached-directory.ts";
import { membershipOf } from "../references/dependency.ts";
import type { Dependency } from "../dependency.ts";
import type { Rejection } from "../rejection.ts";
import { type FieldValues, type Row, without } from "../row.ts";
import { bulkDeletion, bulkEndpoint } from "../write/bulk-endpoints.ts";
import { areMergeable } from "../write/merging.ts";
import { dependenciesIn } from "../write/dependencies.ts";
import { CommentAuthors, authorDependencies } from "./comment-authors.ts";
import { FieldTags } from "./columns/field-tags.ts";
import { refuseTicket, rejectionOf, whyFrozen } from "./refuse-ticket.ts";
import * as columns from "./columns/ticket-columns.ts";
import { withoutWrittenComment } from "./written-comment.ts";
import { TICKET_KEYS } from "./ticket-keys.ts";
import { TICKET_FIELDS, ticketPayload } from "./ticket-payload.ts";
import type { TicketsSettings } from "./tickets-settings.ts";

type TicketsType = ObjectType<ZendeskTicket, never>;
type TicketDraft = Draft<ZendeskTicket>;

/** Zendesk's tickets. */
export function createTickets(settings: TicketsSettings, { organizations, tickets, users }: Directories): TicketsType {
  const groups = new CachedDirectory(GROUP_KEYS);
  const fieldTags = new FieldTags();
  return {
    name: "tickets",
    noun: { one: "ticket", many: "tickets" },
    permission: "create, edit and delete tickets",
    columns: columns.ticketColumns(settings),
    unwritten: columns.unwrittenColumns(settings),
    neverCleared: columns.neverClearedColumns(settings),
    requiredToCreate: [
      ["subject", "comment", ...(settings.tickets_create === "import" ? (["comments"] as const) : [])],
    ],
    customFields: { ...TICKET_FIELDS, list: async ({ client }) => fieldTags.note(await listTicketFields(client)) },
    lists: { columns: ["tags"], mode: settings.tags_mode },
    keys: TICKET_KEYS,
    bulk: {
      create: creation(settings),
      // A comment would be added again.
      update: { ...bulkEndpoint("tickets", "update_many"), isRepeatable: false },
      delete: bulkDeletion("tickets"),
    },
    jobType: /ticket/i,
    relations: [
      { ...columns.REQUESTER, directory: users },
      { ...columns.SUBMITTER, directory: users },
      { ...columns.ASSIGNEE, directory: users },
      { ...columns.EMAIL_CCS, directory: users },
      { ...columns.FOLLOWERS, directory: users },
      { ...columns.ORGANIZATION, directory: organizations },
      { ...columns.GROUP, directory: groups },
    ],
    directory: tickets,
    writtenAfter: ["organizations", "users", "organization_memberships"],
    payload: (draft, action) => ticketPayload(draft, action, settings, fieldTags),
    quirks: quirksOf(new CommentAuthors(users), fieldTags, settings),
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
  authors: CommentAuthors,
  fieldTags: FieldTags,
  settings: TicketsSettings,
): NonNullable<TicketsType["quirks"]> {
  const ownId = ownIdReader();
  const stepwise = columns.stepwiseColumns(settings);
  return {
    // The first subject may be the comment of a live ticket. Lanes ignore the case of external ids, and tickets do not.
    mergeable: (earlier, later) =>
      settings.tickets_create === "import" &&
      earlier.key.value === later.key.value &&
      areMergeable(earlier, later, { required: ["subject"], keys: ["external_id"], stepwise }),
    alsoDependsOn,
    enrich: async (drafts, context) => {
      const enriched = await enrichTickets(drafts, authors, () => ownId(context.api), context);
      const known = await withoutWrittenComments(enriched, settings, context);
      return known.map((draft) => ({ ...draft, held: draft.held && fieldTags.withOwnTags(draft.held) }));
    },
    refuse: (drafts) => Promise.resolve(refusals(drafts, authors)),
    whyFrozen,
    // A custom status decides what the status is, and an import may change either.
    unseen: ["status", "custom_status_id"],
    holds: holdsTicketValue,
    rejectionOf,
  };
}

/** Zendesk refuses the organization of a ticket whose requester does not belong to it. */
function alsoDependsOn(values: FieldValues): readonly Dependency[] {
  const hasOrganization = dependenciesIn(values, columns.ORGANIZATION).length > 0;
  const memberships = hasOrganization ? dependenciesIn(values, columns.REQUESTER).map(membershipOf) : [];
  return [...authorDependencies(values), ...memberships];
}

/** The id of the credentials' user, who writes the comments that name no author. */
function ownIdReader(): (api: ZendeskApi) => Promise<ZendeskId> {
  let ownId: ZendeskId | undefined;
  return async ({ client }) => {
    ownId ??= (await readMe(client)).id ?? undefined;
    if (ownId === undefined) throw new Error("Tickets cannot be written anonymously");
    return ownId;
  };
}

async function enrichTickets(
  drafts: readonly TicketDraft[],
  authors: CommentAuthors,
  ownId: () => Promise<ZendeskId>,
  context: WriteContext,
): Promise<readonly TicketDraft[]> {
  if (context.mode === "delete") return drafts;
  const current = drafts.map((draft) =>
    draft.held ? { ...draft, values: without(draft.values, ...columns.PAST_COLUMNS) } : draft,
  );
  return authors.resolve(current, ownId, context);
}

async function withoutWrittenComments(
  drafts: readonly TicketDraft[],
  settings: TicketsSettings,
  context: WriteContext,
): Promise<readonly TicketDraft[]> {
  if (context.mode === "delete") return drafts;
  const left: TicketDraft[] = [];
  for (const draft of drafts) left.push(await withoutWrittenComment(draft, settings, context));
  return left;
}

function refusals(drafts: readonly TicketDraft[], authors: CommentAuthors): ReadonlyMap<Row, Rejection> {
  return new Map(
    drafts.flatMap((draft) => {
      const rejection = authors.missingFor(draft.row) ?? refuseTicket(draft);
      return rejection ? [[draft.row, rejection] as const] : [];
    }),
  );
}

/** Comments are not compared here: `enrich` has left out those that the ticket already has. */
function holdsTicketValue({ held }: FoundDraft<ZendeskTicket>, column: string, value: unknown): boolean | undefined {
  if (columns.PAST_COLUMNS.includes(column)) return true;
  if (column === "email_cc_ids") return includesAll(held.email_cc_ids, value);
  if (column === "follower_ids") return includesAll(held.follower_ids, value);
  if (column === "due_at") return isSameMoment(held["due_at"], value);
  return undefined;
}

/** A ticket that a dry run would have created has no people yet. */
function includesAll(held: readonly unknown[] | undefined, wanted: unknown): boolean {
  return Array.isArray(wanted) && wanted.every((id) => held?.includes(id));
}

function isSameMoment(held: unknown, wanted: unknown): boolean {
  return typeof held === "string" && typeof wanted === "string"
    ? Date.parse(held) === Date.parse(wanted)
    : (held ?? null) === wanted;
}
