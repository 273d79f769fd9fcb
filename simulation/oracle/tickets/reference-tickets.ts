import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { ConnectorScenario, ScenarioRecord } from "../../scenario/scenario.ts";
import type { Account, ObjectReference, ReferenceOutcomes } from "../object-oracle.ts";
import type { Meaning } from "../record-meaning.ts";
import { type ReferenceClient, type Result, outcomeOf } from "../reference-client.ts";
import { resultingList } from "../resulting-list.ts";
import { isAmbiguous, ticketsOfRecord } from "./held-tickets.ts";
import type { StoredTicket } from "./ticket-keys.ts";

const TICKETS = "/api/v2/tickets";
const IMPORTS = "/api/v2/imports/tickets";
const CUSTOM_FIELD = "custom_fields.";
/** What belongs to the creation of a ticket, or has a form of its own in requests. */
const OWN_FORM: ReadonlySet<string> = new Set(["id", "tags", "requester", "assignee", "comment", "comments"]);

/** Sends records of tickets, each in a separate job, because the result of one affects the next. */
export class ReferenceTickets implements ObjectReference {
  readonly #client: ReferenceClient;
  readonly #outcomes: ReferenceOutcomes;

  constructor(client: ReferenceClient, outcomes: ReferenceOutcomes) {
    this.#client = client;
    this.#outcomes = outcomes;
  }

  send(record: ScenarioRecord, meaning: Meaning, { settings }: ConnectorScenario): void {
    const result = this.#write(record, meaning, settings["tags_mode"]);
    this.#outcomes.set(record.serial, outcomeOf(record, meaning, result));
  }

  flush(): void {
    // Nothing ever waits.
  }

  /** What Zendesk says, or a reason if the record is not sent. */
  #write(record: ScenarioRecord, meaning: Meaning, tagsMode: unknown): Result {
    const { account } = this.#client.simulator;
    if (isAmbiguous(record, account)) return { reason: "ambiguous_key" };
    const [held] = ticketsOfRecord(record, account);
    if (meaning === "delete") {
      if (held === undefined) return { status: "Unchanged" };
      return this.#client.run("DELETE", `${TICKETS}/destroy_many?ids=${held.id}`)[0];
    }
    const tags = resultingList(held?.tags ?? [], record.user["tags"], tagsMode);
    const body = { ...plainBody(record.user, account), ...(tags && { tags }) };
    if (held !== undefined && meaning === "insert") return { reason: "already_exists" };
    if (held !== undefined) return this.#update(held, record, body);
    if (meaning === "update" || record.user["id"] !== undefined) return { reason: "not_found" };
    return this.#import(record, body);
  }

  #update(held: StoredTicket, { user }: ScenarioRecord, body: object): Result {
    const { account } = this.#client.simulator;
    const comment = commentOf(user["comment"], account);
    const isThere =
      comment === undefined ||
      held.comments.some(({ authorId, body: text }) => authorId === comment.author_id && text === comment.body);
    const change = { ...body, id: held.id, ...(!isThere && { comment }) };
    return this.#client.run("PUT", `${TICKETS}/update_many`, { tickets: [change] })[0];
  }

  /** With its past. Its comment comes before those. */
  #import({ user }: ScenarioRecord, body: object): Result {
    const { account } = this.#client.simulator;
    const past: readonly unknown[] = Array.isArray(user["comments"]) ? user["comments"] : [];
    const comments = [user["comment"], ...past].flatMap((comment) => commentOf(comment, account) ?? []);
    const ticket = { ...body, ...(comments.length > 0 && { comments }) };
    const [result] = this.#client.run("POST", `${IMPORTS}/create_many`, { tickets: [ticket] });
    return result?.["error"] === undefined ? { status: "Created" } : result;
  }
}

/** Values as Zendesk takes them, without those that depend on the ticket. */
function plainBody(user: RecordData, account: Account): object {
  const body: Record<string, unknown> = {};
  const fields: object[] = [];
  for (const [column, value] of Object.entries(user)) {
    if (OWN_FORM.has(column)) continue;
    if (column.startsWith(CUSTOM_FIELD)) {
      const title = column.slice(CUSTOM_FIELD.length);
      fields.push({ id: account.ticketFields.list.find((field) => field.title === title)?.id, value });
    } else body[column] = value;
  }
  const { assignee, requester } = user;
  return {
    ...body,
    ...(requester !== undefined && { requester_id: idOfPerson(requester, account) }),
    ...(assignee !== undefined && { assignee_id: idOfPerson(assignee, account) }),
    custom_fields: fields,
  };
}

/** A comment without an author is the caller's. */
function commentOf(
  comment: unknown,
  account: Account,
): { readonly author_id: number; readonly body: unknown } | undefined {
  if (comment === undefined) return undefined;
  const { author, body, ...parts } = comment as RecordData;
  return { ...parts, body, author_id: author === undefined ? account.owner.id : idOfPerson(author, account) };
}

function idOfPerson(named: unknown, { users }: Account): number {
  const { email, external_id: externalId, id } = named as RecordData;
  const user =
    typeof email === "string"
      ? users.byIdentity("email", email)
      : typeof externalId === "string"
        ? users.byExternalId(externalId)
        : users.byId(Number(id));
  if (!user) throw new Error(`the reference does not have ${JSON.stringify(named)}`);
  return user.id;
}
